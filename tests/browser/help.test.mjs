// The help explains what the map shows, in both forms of the page.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openPage, startBrowser, whenReady } from './browser.mjs';
import { serve, writeOffice } from './results.mjs';

let results;
let server;
let browser;
before(async () => {
  results = writeOffice(600, { hunt: true });
  server = await serve(results.out);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  results?.remove();
});

for (const form of ['file', 'served']) {
  test(`? explains words and marks, keys and search, and Esc leads back: ${form}`, async () => {
    const { page, seen } = await openPage(browser, form === 'file' ? results.file : `${server.where}images/`, { width: 390, height: 844 });
    await whenReady(page);
    await page.focus('.map');
    await page.keyboard.press('?');
    await page.waitForSelector('dialog.help[open]');
    assert.deepEqual(await page.$$eval('.help h2', (nodes) => nodes.map((node) => node.textContent)), ['What the map shows', 'Keys', 'Search']);
    const words = await page.$$eval('.help .concepts dt', (nodes) => nodes.map((node) => node.textContent));
    for (const word of ['Point', 'Halo', 'Cluster', 'Noise', 'Novelty', 'Lineage', 'orphan', 'Grey']) assert.ok(words.includes(word), word);
    assert.ok(await page.$eval('.help', (dialog) => dialog.scrollWidth <= dialog.clientWidth && dialog.offsetWidth <= innerWidth), 'fits a phone');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog.help:not([open])', { state: 'attached' });
    assert.ok(await page.evaluate(() => document.activeElement.matches('.map')), 'the focus is where it was');
    assert.deepEqual(seen.errors, []);
    await page.close();
  });
}
