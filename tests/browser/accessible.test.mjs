// Every page, light and dark: no serious violation of axe's rules; what the keyboard reaches, and where its focus goes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { seriousViolations } from './axe.mjs';
import { openPage, search, settled, startBrowser, whenReady } from './browser.mjs';
import { serve, writeOffice } from './results.mjs';

let results;
let server;
let browser;

before(async () => {
  results = writeOffice(3000, { hunt: true, compare: true, lenses: 'images,commands,hosts' });
  server = await serve(results.out);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  results?.remove();
});

/** What the pages show beyond their first sight: name and what to do. */
const further = {
  images: [
    ['a process, a search and the list', async (page) => {
      await search(page, 'name:powershell');
      await page.evaluate(() => document.activeElement.blur());
      await page.keyboard.press('n');
      await page.keyboard.press('d');
    }],
    ['a selection and why it differs', async (page) => {
      await page.keyboard.press('d');
      await page.keyboard.press('s');
      await page.waitForSelector('.why');
    }],
    ['a label', async (page) => {
      await page.click('#side-selection .button:has-text("Label")');
      await page.waitForSelector('.label-form');
    }],
    ['the findings', async (page) => {
      await page.evaluate(() => document.activeElement.blur());
      await page.keyboard.press('f');
    }],
    ['the help', async (page) => {
      await page.evaluate(() => document.activeElement.blur());
      await page.keyboard.press('?');
      await page.waitForSelector('dialog[open]');
    }],
    ['the tour', async (page) => page.click('.help >> text=Take the tour')],
  ],
  hosts: [['hosts over time', async (page) => page.keyboard.press('h')]],
  compare: [['a pinned point', async (page) => page.keyboard.press('n')]],
};

for (const colorScheme of ['light', 'dark']) {
  for (const name of ['', 'images', 'hosts', 'audit', 'hunt', 'compare']) {
    test(`no serious violation: ${name || 'front page'}, ${colorScheme}`, async () => {
      const { page, seen } = await openPage(browser, `${server.where}${name && `${name}/`}`, { colorScheme });
      if (name) await whenReady(page);
      assert.deepEqual(await seriousViolations(page), []);
      for (const [what, act] of further[name] ?? []) {
        await act(page);
        await settled(page);
        assert.deepEqual(await seriousViolations(page), [], what);
      }
      assert.deepEqual(seen.errors, []);
      await page.close();
    });
  }
}

test('no serious violation: the map as a file, on a phone', async () => {
  const { page } = await openPage(browser, results.file, { width: 390, height: 844 });
  await whenReady(page);
  assert.deepEqual(await seriousViolations(page), []);
  await page.click('.fold');
  assert.deepEqual(await seriousViolations(page), [], 'unfolded');
  await page.close();
});

test('Tab leads from the map to the names of clusters, arrows from one to the next', async () => {
  const { page } = await openPage(browser, results.file);
  await whenReady(page);
  await page.focus('.map');
  await page.keyboard.press('Tab');
  const focused = () => page.evaluate(() => ({ isLabel: document.activeElement.matches('.label'), text: document.activeElement.textContent, x: document.activeElement.getBoundingClientRect().x }));
  const first = await focused();
  assert.ok(first.isLabel);
  const view = await page.locator('.labels').getAttribute('data-scale');
  const direction = await page.evaluate(() => {
    const x = document.activeElement.getBoundingClientRect().x;
    return [...document.querySelectorAll('.label')].some((label) => label.getBoundingClientRect().x > x + 5) ? 'ArrowRight' : 'ArrowLeft';
  });
  await page.keyboard.press(direction);
  const next = await focused();
  assert.ok(next.isLabel && next.x !== first.x);
  assert.equal(await page.locator('.labels').getAttribute('data-scale'), view, 'the map stays');
  assert.equal(await page.locator('.labels .label[tabindex="0"]').count(), 1);
  await page.keyboard.press('Enter');
  await settled(page);
  assert.notEqual(await page.locator('.labels').getAttribute('data-scale'), view, 'Enter zooms to the cluster');
  assert.ok(await page.evaluate(() => document.activeElement.matches('.map')));
  await page.close();
});

test('nothing without a use is a tab stop, and the focus is never lost', async () => {
  const { page } = await openPage(browser, results.file);
  await whenReady(page);
  assert.deepEqual(await page.$$eval('canvas[tabindex]', (nodes) => nodes.map((node) => node.className)), []);
  await page.keyboard.press('n');
  await settled(page);
  await page.locator('#side-process .point-link >> visible=true').first().focus();
  await page.keyboard.press('n');
  await settled(page);
  assert.ok(await page.evaluate(() => document.activeElement !== document.body && document.activeElement.isConnected), 'after n');
  await page.locator('.side .card-bar .icon-button[aria-label^="Close"]').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.matches('.map'));
  await page.close();
});
