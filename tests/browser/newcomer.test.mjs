// What someone sees who opens a map for the first time: the tour, and the help.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBrowser, whenReady } from './browser.mjs';
import { writePage } from './pages.mjs';
import { pathToFileURL } from 'node:url';

let example;
let browser;
before(async () => {
  example = writePage('800', '100');
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  example?.remove();
});

/** Opens the page as a person's browser does: nothing tells it that a program drives it. */
async function opened(hash = '', { width = 1280, height = 800, driven = false } = {}) {
  const page = await browser.context.newPage();
  await page.setViewportSize({ width, height });
  if (!driven) await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false }));
  await page.goto(pathToFileURL(example.file).href + hash);
  await whenReady(page);
  return page;
}

const title = (page) => page.textContent('#tour-title');
const box = (page, selector) => page.$eval(selector, (node) => node.getBoundingClientRect().toJSON());

test('the tour is offered once, leads through five steps beside what they are about, and returns the focus', async () => {
  const page = await opened();
  const titles = [];
  for (let step = 1; step <= 5; ++step) {
    assert.equal(await page.textContent('.tour-count'), `${step} of 5`);
    assert.ok(await page.$eval('.tour', (node) => node.contains(document.activeElement)));
    const [card, screen] = [await box(page, '.tour'), page.viewportSize()];
    assert.ok(card.left >= 0 && card.top >= 0 && card.right <= screen.width && card.bottom <= screen.height, JSON.stringify(card));
    if (await page.$('.toured')) {
      const target = await box(page, '.toured');
      assert.ok(card.left >= target.right || card.right <= target.left || card.top >= target.bottom || card.bottom <= target.top, 'the card hides what it is about');
    }
    titles.push(await title(page));
    await page.keyboard.press('Enter');
  }
  assert.equal(new Set(titles).size, 5);
  assert.ok(await page.isHidden('.tour'));
  assert.equal(await page.$('.toured'), null);
  await page.reload();
  await whenReady(page);
  assert.ok(await page.isHidden('.tour'));
  await page.close();
});

test('whoever follows a link, and a program, sees what they came for', async () => {
  for (const [hash, options] of [['#q=name%3Asvchost', {}], ['', { driven: true }]]) {
    const page = await opened(hash, options);
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await whenReady(page);
    assert.ok(await page.isHidden('.tour'), hash);
    await page.close();
  }
});

test('the help explains the words of the page, and starts the tour again; Esc ends it and nothing else', async () => {
  for (const width of [1280, 390]) {
    const page = await opened('#q=name%3Asvchost', { width, driven: true });
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('?');
    const words = await page.$$eval('.help .concepts dt', (nodes) => nodes.map((node) => node.textContent));
    for (const word of ['Point', 'Cluster', 'Noise', 'Outlier score', 'Lineage']) assert.ok(words.includes(word), word);
    await page.click('.help >> text=Take the tour');
    assert.equal(await page.textContent('.tour-count'), '1 of 5');
    await page.click('.tour >> text=Next');
    await page.click('.tour >> text=Back');
    assert.equal(await page.textContent('.tour-count'), '1 of 5');
    const [card, screen] = [await box(page, '.tour'), page.viewportSize()];
    assert.ok(card.left >= 0 && card.right <= screen.width && card.bottom <= screen.height, JSON.stringify(card));
    await page.keyboard.press('Escape');
    assert.ok(await page.isHidden('.tour'));
    assert.equal(await page.inputValue('#search'), 'name:svchost', 'Esc ended the tour only');
    await page.close();
  }
});
