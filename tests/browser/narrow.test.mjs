// The map on narrow screens: nothing is wider than the screen, nothing stays hidden for good.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, settled, whenReady } from './browser.mjs';
import { withExample } from './session.mjs';

let browser;
let made;
withExample(['3000', '400'], (opened) => ({ browser, made } = opened));

const phone = { width: 390, height: 844 };
const tablet = { width: 820, height: 1100 };

for (const size of [phone, { width: 360, height: 640 }, tablet]) {
  test(`${size.width} pixels wide: no part is wider than the screen`, async () => {
    const { page } = await openPage(browser, made.where, size);
    await whenReady(page);
    const overflow = () =>
      page.evaluate(() => {
        const parts = [...document.querySelectorAll('.panel, .side, .list, .tools, .tools .icon-button, .notice, .chips')].filter((node) => node.checkVisibility());
        return [document.documentElement.scrollWidth - innerWidth, ...parts.map((node) => Math.max(-node.getBoundingClientRect().left, node.getBoundingClientRect().right - innerWidth))].filter((by) => by > 0.5);
      });
    assert.deepEqual(await overflow(), []);
    await page.click('.fold');
    assert.deepEqual(await overflow(), [], 'unfolded');
    await page.keyboard.press('n');
    await page.keyboard.press('d');
    await settled(page);
    assert.deepEqual(await overflow(), [], 'a process and the list');
    await page.close();
  });
}

test('the panel folds to its title and the search field, and makes room when another opens', async () => {
  const { page } = await openPage(browser, made.where, phone);
  await whenReady(page);
  const shows = (selector) => page.locator(selector).isVisible();
  assert.deepEqual([await shows('.title'), await shows('#search'), await shows('.legend')], [true, true, false]);
  await page.click('.fold');
  assert.ok(await shows('.legend'));
  assert.equal(await page.getAttribute('.fold', 'aria-expanded'), 'true');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('n');
  await settled(page);
  assert.equal(await shows('.legend'), false);
  const [panel, side] = [await page.locator('.panel').boundingBox(), await page.locator('.side').boundingBox()];
  assert.ok(panel.y + panel.height < side.y, 'they do not overlap');
  await page.close();
});

test('points next to and below the panel are drawn', async () => {
  for (const size of [phone, tablet]) {
    const { page } = await openPage(browser, made.where, size);
    await whenReady(page);
    await page.click('.fold');
    await settled(page);
    const { y, height } = await page.locator('.panel').boundingBox();
    const top = Math.ceil(y + height) + 60; // below its shadow
    const below = { x: 0, y: top, width: size.width, height: Math.max(100, size.height - top - 120) };
    const picture = () => page.screenshot({ clip: below });
    const withPanel = await picture();
    await page.$eval('.panel', (panel) => (panel.style.visibility = 'hidden'));
    assert.ok(withPanel.equals(await picture()), `${size.width} pixels wide`);
    await page.close();
  }
});
