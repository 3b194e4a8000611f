// A link shows the same to another user.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openPage, search, settled, startBrowser, whenReady } from './browser.mjs';
import { writePage } from './pages.mjs';

let example;
let browser;

before(async () => {
  example = writePage('2000', '300');
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  example?.remove();
});

/** What is visible, in words. */
const sight = (page) =>
  page.evaluate(() => ({
    shown: document.querySelector('.shown-count')?.textContent,
    chips: [...document.querySelectorAll('.chip')].map((chip) => chip.title),
    query: document.querySelector('#search').value,
    colour: document.querySelector('#colour-by').value,
    safe: document.querySelector('#colour-blind-safe').checked,
    selection: document.querySelector('.selection-extent')?.textContent,
    pinned: document.querySelector('.pinned-card .hash')?.textContent,
    list: document.querySelector('.list-title')?.textContent,
    scale: document.querySelector('.labels').dataset.scale,
  }));

test('view, filters, search, colours, selection and pin come back from the address', async () => {
  const { page, seen } = await openPage(browser, example.file);
  await whenReady(page);
  assert.equal(await page.evaluate(() => location.hash), '', 'at first there is nothing to tell');
  await page.selectOption('#colour-by', 'host');
  await page.check('#colour-blind-safe');
  await page.click('details[data-facet="host"] summary');
  await page.locator('details[data-facet="host"] .value-main').nth(0).click();
  await page.locator('details[data-facet="host"] .value-main').nth(1).click();
  await search(page, '-name:conhost args:/[0-9]/');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('s');
  await page.keyboard.press('n');
  await page.keyboard.press('d');
  await page.keyboard.press('+');
  await settled(page);
  await page.waitForFunction(() => ['colour=', 'safe=', 'host=', 'q=', 'select-rows=', 'pin=', 'list=', 'at='].every((key) => location.hash.includes(key)) && document.body.dataset.address === 'current');
  const before = await sight(page);
  assert.ok(before.pinned && before.shown && before.list);
  const address = await page.evaluate(() => location.href);
  assert.deepEqual(seen, { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] });
  await page.close();

  const second = await openPage(browser, `${example.file}`);
  await second.page.goto(address);
  await whenReady(second.page);
  await settled(second.page);
  const again = await sight(second.page);
  assert.ok(Math.abs(again.scale / before.scale - 1) < 0.002, `${again.scale} and ${before.scale}`);
  assert.deepEqual({ ...again, selection: undefined, scale: 0 }, { ...before, selection: undefined, scale: 0 });
  await second.page.click('#tab-selection');
  assert.ok((await second.page.textContent('.selection-extent')).length > 0);

  // A link pasted into an open page is applied, too.
  await second.page.evaluate(() => (location.hash = 'q=svchost&colour=user'));
  await second.page.waitForFunction(() => document.querySelector('.search').dataset.answers === 'svchost');
  await settled(second.page);
  const pasted = await sight(second.page);
  assert.equal(pasted.colour, 'user');
  assert.equal(pasted.chips.length, 1);
  assert.deepEqual(second.seen, { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] });
  await second.page.close();
});

test('a link that somebody made up does no harm', async () => {
  const { page, seen } = await openPage(browser, example.file);
  await page.goto(`${page.url()}#q=%3Cimg%20src%3Dx%20onerror%3Dwindow.pwned%3D1%3E&name=%3Cscript%3E&select=AAAA&select-name=%3Cb%3E&held=%00&at=1e999_0_0&time=9_1&pin=__proto__&colour=constructor`);
  await whenReady(page);
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.match(await page.textContent('#search-count'), /^No matches for “<img src=x/);
  assert.deepEqual(seen, { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] });
});
