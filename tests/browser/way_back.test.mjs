// When no point is in view, an arrow leads back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settled } from './browser.mjs';
import { withExample } from './session.mjs';

let page;
let truth;
withExample(['600', '120'], (opened) => ({ page, truth } = opened));

test('an arrow shows where the points are when none is in view, and leads back', async () => {
  assert.ok(await page.locator('.way-back').isHidden());
  const xs = truth.points.map((point) => point.x);
  const far = Math.max(...xs) - Math.min(...xs);
  assert.ok(far > 0);
  // Into the empty corner at the right: every point lies to the left of it.
  await page.focus('.map');
  for (let i = 0; i < 40; ++i) await page.keyboard.press('ArrowRight');
  for (let i = 0; i < 10; ++i) await page.keyboard.press('+');
  await settled(page);
  await page.waitForSelector('.way-back:not([hidden])');
  assert.ok(Math.abs(Number(await page.getAttribute('.way-back', 'data-angle'))) > Math.PI / 2, 'the arrow points to the left');
  await page.click('.way-back');
  await settled(page);
  assert.ok(await page.locator('.way-back').isHidden());
});
