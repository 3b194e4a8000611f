// A browser without WebGL2 shows the same map on a plain canvas, and says so.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, search, settled, startBrowser, whenReady } from './browser.mjs';
import { writePage } from './pages.mjs';
import { drawnPixels, near } from './pixels.mjs';

test('points are drawn, the notice is there, search and cards work', async () => {
  const example = writePage('3000', '600');
  const browser = await startBrowser({ webgl: false });
  try {
    const { page, seen } = await openPage(browser, example.file);
    await whenReady(page);
    assert.equal(await page.getAttribute('#app', 'data-drawn-by'), 'canvas');
    assert.match(await page.textContent('[role="alert"]'), /no WebGL2/);
    const { colourful } = await drawnPixels(page, { x: 380, y: 20, width: 820, height: 760 });
    assert.ok(colourful > 1_000, `${colourful} colourful pixels`);
    assert.ok((await page.locator('.label').count()) > 3);
    await search(page, 'conhost');
    assert.match(await page.textContent('#search-count'), /processes at/);
    await page.evaluate(() => document.activeElement.blur());
    await page.keyboard.press('n');
    await page.waitForSelector('.pinned-card:not([hidden])');
    await page.keyboard.press('Escape');
    await page.keyboard.press('s');
    await page.waitForSelector('.selection-panel:not([hidden])');
    await settled(page);
    const white = (await drawnPixels(page, { x: 380, y: 60, width: 470, height: 680 })).countOf((colour) => near(colour, [255, 255, 255], 12));
    assert.ok(white > 50, `${white} pixels of rims`);
    await page.click('.notice button');
    assert.equal(await page.locator('.notice').count(), 0);
    assert.deepEqual([seen.requests, seen.errors, seen.policy], [[], [], []]);
  } finally {
    await browser.close();
    example.remove();
  }
});
