// The tour of docs/explorer.md, step by step, with the pictures shown there.
// TOUR=docs/images node --test tests/browser/tour.test.mjs updates them; otherwise they are made and discarded.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openPage, search, settled, whenReady } from './browser.mjs';
import { serve, writeOffice } from './results.mjs';
import { withExample } from './session.mjs';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const folder = process.env.TOUR ?? mkdtempSync(join(tmpdir(), 'proclens-tour-'));
const made = [];
let truth;
let browser;
let page;
let seen;

withExample(['12000', '1500'], (opened) => ({ page, seen, truth, browser } = opened));

after(() => process.env.TOUR ?? rmSync(folder, { recursive: true }));

async function picture(name, of = page) {
  await settled(of);
  const path = join(folder, `explorer-${name}.png`);
  await of.screenshot({ path });
  assert.ok(statSync(path).size > 20_000, `${name} shows something`);
  made.push(basename(path));
}

/** The whole map in the area that panels leave free. */
async function wholeMap() {
  await leave();
  await page.keyboard.press('0');
  await settled(page);
}

const leave = () => page.evaluate(() => document.activeElement.blur());

async function drag(corners, modifier) {
  if (modifier) await page.keyboard.down(modifier);
  await page.mouse.move(...corners[0]);
  await page.mouse.down();
  for (const corner of corners.slice(1)) await page.mouse.move(...corner, { steps: 4 });
  await page.mouse.up();
  if (modifier) await page.keyboard.up(modifier);
  await settled(page);
}

test('the map at first sight', async () => {
  assert.ok((await page.locator('.label').count()) > 5);
  await picture('map');
});

test('a process: what it is, where it came from, what is odd about it', async () => {
  const odd = truth.points.find((point) => point.multiplicity === 1 && point.cluster >= 0 && point.processes[0].parent !== undefined && point.processes[0].flags.length > 0 && point.processes[0].args);
  await search(page, `pid:${odd.processes[0].hash}`);
  await leave();
  await page.keyboard.press('n');
  await search(page, '');
  await wholeMap();
  assert.ok((await page.locator('.tree-step').count()) > 1);
  assert.ok((await page.locator('.difference li').count()) > 0);
  await picture('process');
  await page.keyboard.press('Escape');
  await wholeMap();
});

test('search and filters: all that is left lights up', async () => {
  await search(page, 'name:powershell -user:system');
  await leave();
  const area = page.locator('[data-brush="time"] canvas');
  await area.scrollIntoViewIfNeeded();
  const box = await area.boundingBox();
  await drag([[box.x + 0.3 * box.width, box.y + 20], [box.x + 0.7 * box.width, box.y + 20]]);
  await page.click('details[data-facet="host"] > summary');
  await page.locator('details[data-facet="host"] .value-not').first().click();
  assert.equal(await page.locator('.chip').count(), 3);
  await picture('filters');
  await page.click('.chips .text-button');
  await page.click('details[data-facet="host"] > summary');
});

test('a lasso, and why these are different', async () => {
  await page.keyboard.press('o');
  // Around the group whose name is nearest to the middle of the map.
  const [x, y] = await page.$$eval('.label:not(.leaving)', (labels) =>
    labels
      .map((label) => label.getBoundingClientRect())
      .map(({ left, right, bottom }) => [(left + right) / 2, bottom + 15])
      .reduce((a, b) => (Math.hypot(b[0] - 780, b[1] - 400) < Math.hypot(a[0] - 780, a[1] - 400) ? b : a)),
  );
  await drag(Array.from({ length: 12 }, (_, i) => [x + 75 * Math.cos((i * Math.PI) / 6), y + 60 * Math.sin((i * Math.PI) / 6)]));
  await page.keyboard.press('v');
  await wholeMap();
  assert.ok((await page.locator('.why').count()) > 3);
  await page.$eval('.panel', (panel) => (panel.scrollTop = 0));
  await picture('selection');
});

test('the list of processes, and a label', async () => {
  await page.keyboard.press('d');
  await page.click('.selection-panel >> text=Label …');
  await page.fill('#label-name', 'To be asked about');
  await page.fill('#label-note', 'Started at night on three hosts; the owner knows nothing of it.');
  await page.click('.label-form >> text=Save label');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.selectOption('#colour-by', 'name');
  await page.$eval('.panel', (panel) => (panel.scrollTop = 0));
  await wholeMap();
  await picture('list');
  assert.equal(await page.textContent('.user-flag'), 'To be asked about');
});

test('served: the front page, and from it the explorer and a comparison', async () => {
  const office = writeOffice(6000, { compare: true });
  const server = await serve(office.out);
  try {
    const front = await openPage(browser, server.where);
    await front.page.waitForSelector('#app[data-state="ready"]');
    await picture('front', front.page);
    await front.page.locator('text=Open the explorer').first().click();
    await whenReady(front.page);
    assert.ok((await front.page.locator('.label').count()) > 3);
    await front.page.goto(server.where);
    await front.page.click('text=Open the comparison');
    await whenReady(front.page);
    await front.page.locator('.flow-cluster').nth(3).click();
    await front.page.keyboard.press('n');
    await front.page.evaluate(() => document.activeElement.blur());
    await picture('compare', front.page);
    assert.deepEqual({ ...front.seen, requests: [] }, { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] });
    await front.page.close();
  } finally {
    await server.stop();
    office.remove();
  }
});

test('the tour shows these pictures and no others, and all of them are there', () => {
  const tour = readFileSync(join(docs, 'explorer.md'), 'utf8');
  const named = [...tour.matchAll(/\(images\/(explorer-[^)]+)\)/g)].map(([, name]) => name);
  assert.deepEqual(named.sort(), made.sort());
  for (const name of named) assert.ok(existsSync(join(docs, 'images', name)), name);
  assert.deepEqual(seen, { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] });
});
