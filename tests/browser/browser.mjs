// A headless Chromium for the tests: software rendering, no network of its own, and a record of everything a page
// attempts.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '../../web/node_modules/playwright-core/index.mjs';

const executables = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'];

const quiet = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
// WebGL in software; the rest of the page is composited without it, which takes half the time.
const softwareWebGL = [
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  '--disable-gpu-compositing',
];
const noWebGL = ['--disable-gpu', '--disable-3d-apis'];

/** Starts a browser; close() ends it and removes its profile. */
export async function startBrowser({ webgl = true } = {}) {
  const executablePath = executables.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error('no Chromium found: run scripts/setup.sh, or set CHROMIUM to its path');
  const profile = await mkdtemp(join(tmpdir(), 'proclens-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: [...quiet, ...(webgl ? softwareWebGL : noWebGL)],
    viewport: { width: 1280, height: 800 },
    colorScheme: 'dark',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(120_000); // a busy machine is slow, not wrong
  return {
    context,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/**
 * Opens a page: a file on disk, or an address. `seen` fills with what a harmless page never does: requests beyond the file itself, errors
 * and warnings in the console, dialogs, new windows, and breaches of its own Content-Security-Policy.
 */
export async function openPage(browser, where, { width = 1280, height = 800, colorScheme = 'dark', reducedMotion = 'reduce', keepDrawing = true } = {}) {
  const page = await browser.context.newPage();
  const seen = { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] };
  const address = /^https?:/.test(where) ? where : pathToFileURL(where).href;
  page.on('request', (request) => {
    if (request.url() !== address && !request.url().startsWith('data:')) seen.requests.push(request.url());
  });
  page.on('console', (message) => {
    // The browser's own remark on how it draws without a GPU.
    const aboutDrawing = /GL Driver Message \(OpenGL, Performance/.test(message.text());
    // For an invalid regular expression, which the server rejects, after which the page shows why.
    const aboutPattern = /status of 400/.test(message.text()) && /\/api\/find\?field=\w+&pattern=/.test(message.location().url);
    if (['error', 'warning'].includes(message.type()) && !aboutDrawing && !aboutPattern) seen.console.push(message.text());
  });
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  page.on('dialog', (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('popup', (popup) => seen.windows.push(popup.url()));
  await page.exposeFunction('tellTestOfBreach', (breach) => seen.policy.push(breach));
  if (keepDrawing) {
    await page.addInitScript(() => {
      // Lets tests read what was drawn last at any time.
      const { getContext } = HTMLCanvasElement.prototype;
      HTMLCanvasElement.prototype.getContext = function (kind, options) {
        return getContext.call(this, kind, kind === 'webgl2' ? { ...options, preserveDrawingBuffer: true } : options);
      };
    });
  }
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      window.tellTestOfBreach(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  await page.emulateMedia({ colorScheme, reducedMotion });
  await page.setViewportSize({ width, height });
  await page.goto(address);
  return { page, seen };
}

/** Waits until the map is drawn and all of its details have been read. */
export async function whenReady(page) {
  await page.waitForSelector('#app:is([data-state="ready"], [data-state="failed"])', { timeout: 60_000 });
  const state = await page.getAttribute('#app', 'data-state');
  await settled(page);
  if (state !== 'ready') throw new Error(`the page failed: ${await page.textContent('[role="alert"]')}`);
}

/** Searches, and waits until the page shows the results. */
export async function search(page, query) {
  await page.fill('#search', query);
  await page.waitForFunction((q) => document.querySelector('.search').dataset.answers === q, query);
  await settled(page);
}

/**
 * Waits until what was changed is drawn and every movement has ended. The page itself says so (`data-drawn`,
 * `data-moving`), however long a busy machine takes.
 */
export async function settled(page) {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  await page.waitForFunction(() => {
    if ([...document.querySelectorAll('.map')].some((map) => map.dataset.drawn !== 'true' || map.dataset.moving === 'true')) return false;
    if (document.querySelector('.chart:not([data-drawn])')) return false;
    return document.querySelector('.leaving') === null && document.getAnimations().length === 0;
  });
}
