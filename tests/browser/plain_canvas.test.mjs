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
    assert.match(await page.textContent('[role="alert"]'), /not support WebGL2/);
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

test('where WebGL2 is emulated in software, many points are drawn by the page itself, however far one zooms', async () => {
  const example = writePage('9000', '3000');
  const browser = await startBrowser();
  try {
    const { page, seen } = await openPage(browser, example.file);
    await whenReady(page);
    assert.equal(await page.getAttribute('#app', 'data-drawn-by'), 'pixels');
    assert.equal(await page.locator('.notice').count(), 0);
    const clip = { x: 380, y: 20, width: 820, height: 760 };
    const picture = async () => {
      await settled(page);
      return await drawnPixels(page, clip);
    };
    const first = await picture();
    assert.ok(first.colourful > 5_000, `${first.colourful} colourful pixels`);

    // What the mouse hovers is what is drawn there.
    const place = await page.evaluate(([x, y]) => {
      const canvas = document.querySelector('.map canvas');
      const { data, width } = canvas.getContext('2d').getImageData(x, y, 400, 400);
      for (let i = 0; i < data.length; i += 4) {
        const [px, py] = [x + ((i / 4) % width), y + Math.floor(i / 4 / width)];
        if (data[i + 3] > 200 && !document.elementFromPoint(px, py)?.closest('.label')) return [px, py];
      }
      return undefined;
    }, [600, 200]);
    await page.mouse.move(...place);
    await page.waitForSelector('.hover-card:not([hidden])');
    await page.mouse.move(5, 795);

    // Dragged away and back by the mouse, the picture is the same again; in between it differs.
    const drag = async (dx, dy) => {
      await page.mouse.move(700, 400);
      await page.mouse.down();
      await page.mouse.move(700 + dx, 400 + dy, { steps: 7 });
      // Held for a moment, so that it does not keep gliding.
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
      await page.mouse.up();
      return await picture();
    };
    const away = await drag(-60, 45);
    assert.notDeepEqual(away.rgba, first.rgba);
    const back = await drag(60, -45);
    assert.equal(back.colourful, first.colourful);

    // Other colours, then the first ones again.
    await page.selectOption('#colour-by', 'host');
    assert.notDeepEqual((await picture()).rgba, back.rgba);
    await page.selectOption('#colour-by', 'cluster');
    assert.deepEqual((await picture()).rgba, back.rgba);
    await page.setViewportSize({ width: 900, height: 700 });
    await settled(page);
    const size = await page.$eval('.map canvas', (canvas) => [canvas.width, canvas.height, canvas.clientWidth, canvas.clientHeight]);
    assert.deepEqual(size.slice(0, 2), size.slice(2));
    assert.deepEqual(seen, { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] });
  } finally {
    await browser.close();
    example.remove();
  }
});
