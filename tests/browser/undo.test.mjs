// Undo, redo, the browser's Back, and Esc.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { search, settled } from './browser.mjs';
import { withExample } from './session.mjs';

let page;
let seen;
withExample(['2000', '300'], (opened) => ({ page, seen } = opened));

const now = () =>
  page.evaluate(() => ({
    query: document.querySelector('#search').value,
    chips: [...document.querySelectorAll('.chip')].map((chip) => chip.textContent),
    pinned: document.querySelector('.side:not([hidden]) .pinned-card:not([hidden]) .hash')?.textContent,
    scale: document.querySelector('.labels').dataset.scale,
    labels: document.querySelectorAll('.user-flag').length,
  }));

/** Waits until the last change has become a step: it is in the address. */
const inAddress = (text) => page.waitForFunction((part) => location.hash.includes(part), text);
const leave = () => page.evaluate(() => document.activeElement.blur());

test('Ctrl-Z takes back a search, a filter and a pin in turn, Shift-Ctrl-Z brings them back', async () => {
  const first = await now();
  await search(page, 'name:svchost');
  await inAddress('q=');
  await leave();
  await page.click('details[data-facet="host"] summary');
  await page.locator('details[data-facet="host"] .value-main').first().click();
  await inAddress('host=');
  await leave();
  await page.keyboard.press('n');
  await inAddress('pin=');
  await settled(page);
  const last = await now();
  assert.deepEqual([last.query, last.chips.length, last.pinned !== undefined], ['name:svchost', 2, true]);
  await page.keyboard.press('Control+z');
  await settled(page);
  assert.equal((await now()).pinned, undefined);
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => document.querySelectorAll('.chip').length === 1);
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => document.querySelector('#search').value === '');
  await settled(page);
  assert.deepEqual(await now(), first);
  for (let i = 0; i < 3; ++i) await page.keyboard.press('Shift+Control+z');
  await page.waitForFunction(() => document.querySelector('.search').dataset.answers === 'name:svchost');
  await settled(page);
  assert.deepEqual(await now(), last);
});

test('Back leads to the search before, and further to the start', async () => {
  await page.goBack();
  await page.waitForFunction(() => !location.hash.includes('pin='));
  await settled(page);
  assert.equal((await now()).pinned, undefined);
  while ((await page.evaluate(() => location.hash)) !== '') {
    const hash = await page.evaluate(() => location.hash);
    await page.goBack();
    await page.waitForFunction((before) => location.hash !== before, hash);
    await settled(page);
  }
  assert.deepEqual([(await now()).query, (await now()).chips], ['', []]);
  await leave();
});

test('a label is undone, too', async () => {
  await page.keyboard.press('n');
  await page.keyboard.press('s');
  await settled(page);
  await page.click('#side-selection .button:has-text("Label")');
  await page.fill('#label-name', 'Mine');
  await page.press('#label-name', 'Enter');
  await page.waitForSelector('.user-flag');
  await leave();
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => !document.querySelector('.user-flag'));
  await page.keyboard.press('Control+y');
  await page.waitForSelector('.user-flag');
});

test('Esc drops one thing at a time, the search last', async () => {
  await search(page, 'name:svchost');
  await leave();
  await page.locator('details[data-facet="host"] .value-main').first().click();
  await page.click('details[data-facet="name"] summary');
  await page.locator('details[data-facet="name"] .value-main').first().click();
  await page.locator('.labels').waitFor();
  await leave();
  while (await page.isVisible('.side')) await page.keyboard.press('Escape');
  const chips = () => page.locator('.chip').count();
  const counts = [await chips()];
  while ((await chips()) > 0) {
    await page.keyboard.press('Escape');
    await settled(page);
    counts.push(await chips());
  }
  assert.deepEqual(counts.filter((count, i) => count !== counts[i - 1]), [3, 2, 1, 0]); // what is selected is dropped before
  assert.deepEqual(seen, { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] });
});
