// Filters: every choice compared with counting all processes in the page's data.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { search, settled } from './browser.mjs';
import { drawnPixels } from './pixels.mjs';
import { withExample } from './session.mjs';

const clip = { x: 380, y: 60, width: 820, height: 680 };

let truth;
let rows;
let page;
let seen;
withExample(['3000', '500'], (opened) => ({ page, seen, truth, rows } = opened));

const grouped = (number) => number.toLocaleString('en-US');
const counted = (count, word) => `${grouped(count)} ${word}${count === 1 ? '' : 's'}`;

async function assertShown(condition) {
  await settled(page);
  const passing = rows.filter(condition);
  const points = new Set(passing.map((p) => p.point)).size;
  assert.equal(await page.textContent('.shown-count'), `${grouped(passing.length)} of 3,000 processes, ${counted(points, 'point')}`);
}

async function open(facet) {
  const details = page.locator(`details[data-facet="${facet}"]`);
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  await settled(page);
  return details;
}

const valueButton = (facet, label) => page.locator(`details[data-facet="${facet}"] .value-main`, { has: page.locator('.kind-name', { hasText: new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`) }) });

/** The contents of a facet's list: label → count. */
const listed = (facet) =>
  page.$$eval(`details[data-facet="${facet}"] .value`, (items) => Object.fromEntries(items.map((item) => [item.querySelector('.kind-name').textContent, Number(item.querySelector('.kind-count').textContent.replaceAll(',', ''))])));

const clearAll = async () => {
  for (let chips = await page.locator('.chip').count(); chips > 0; chips = await page.locator('.chip').count()) {
    await page.locator('.chip').first().click();
    await settled(page);
  }
};

test('values are counted, chosen, joined and left out', async () => {
  await open('name');
  const count = (name) => rows.filter((p) => p.name === name).length;
  const before = await listed('name');
  const names = Object.keys(before);
  for (const name of names) assert.equal(before[name], count(name), name);
  await valueButton('name', names[0]).click();
  await assertShown((p) => p.name === names[0]);
  await valueButton('name', names[1]).click();
  await assertShown((p) => [names[0], names[1]].includes(p.name));
  assert.equal(await page.locator('.chip').count(), 1);
  await page.locator('.chip').click();
  assert.ok(await page.isHidden('.chips'), 'everything is shown again');
  await page.locator('details[data-facet="name"] .value').first().locator('.value-not').click();
  await assertShown((p) => p.name !== names[0]);
  await clearAll();
});

test('facets are linked: each is counted under the filters of all the others', async () => {
  await open('host');
  await open('state');
  const [host] = Object.keys(await listed('host'));
  await valueButton('host', host).click();
  await settled(page);
  const states = await listed('state');
  for (const [state, count] of Object.entries(states)) assert.equal(count, rows.filter((p) => p.host === host && p.state === state).length, state);
  const hosts = await listed('host');
  for (const [other, count] of Object.entries(hosts)) assert.equal(count, rows.filter((p) => p.host === other).length, 'its own filter does not count for a facet');
  await valueButton('state', 'whole').click();
  await assertShown((p) => p.host === host && p.state === 'whole');
  await search(page, 'user:ngo');
  await assertShown((p) => p.host === host && p.state === 'whole' && p.user.includes('ngo'));
  assert.equal(await page.locator('.chip').count(), 3);
  await page.click('.chips .text-button');
  assert.ok(await page.isHidden('.chips'));
  assert.equal(await page.inputValue('#search'), '', 'the search is cleared, too');
});

test('flags are chosen by what a process has any of', async () => {
  await open('flag');
  await valueButton('flag', 'unexpected parent').click();
  await assertShown((p) => p.flags.includes('unexpected_parent'));
  await clearAll();
  await valueButton('flag', 'no flag').click();
  await assertShown((p) => p.flags.length === 0);
  await clearAll();
});

test('a drag over the histogram chooses a time, a click takes it back, keys move its ends', async () => {
  const area = page.locator('[data-brush="time"] canvas');
  await area.scrollIntoViewIfNeeded();
  const box = await area.boundingBox();
  const drag = async (from, to) => {
    await page.mouse.move(box.x + from * box.width, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + to * box.width, box.y + 25, { steps: 4 });
    await page.mouse.up();
    await settled(page);
  };
  const starts = rows.map((p) => p.started).filter((time) => time !== undefined);
  const [first, last] = [Math.min(...starts), Math.max(...starts)];
  const at = (share) => first + (last - first) * share;
  await drag(0.25, 0.5);
  await assertShown((p) => p.started >= at(0.25) && p.started < at(0.5));
  assert.match(await page.textContent('.chip'), /^Started 1\d Nov \d\d:\d\d – 1\d Nov 2023 \d\d:\d\d$/);
  await page.locator('[data-brush="time"] .brush-end').first().focus();
  await page.keyboard.press('ArrowRight');
  await assertShown((p) => p.started >= at(21 / 80) && p.started < at(0.5));
  await area.click({ position: { x: 10, y: 20 } });
  assert.ok(await page.isHidden('.chips'));
});

test('the outlier score is chosen by a range', async () => {
  await open('outlier');
  const area = page.locator('[data-brush="outlier"] canvas');
  await area.scrollIntoViewIfNeeded();
  const box = await area.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 5, box.y + 20, { steps: 3 });
  await page.mouse.up();
  await assertShown((p) => truth.points[p.point].outlier >= 128);
  await clearAll();
});

test('a cluster is chosen in its list; what is filtered out turns grey and stays', async () => {
  const colourful = async () => (await drawnPixels(page, clip)).colourful;
  const ground = async () => (await drawnPixels(page, clip)).countOf((colour) => Math.max(...colour) < 30);
  const [all, empty] = [await colourful(), await ground()];
  await open('cluster');
  await page.locator('details[data-facet="cluster"] .value-main').first().click();
  await settled(page);
  const largest = truth.clusters.map(([objects], i) => [objects, i]).sort((a, b) => b[0] - a[0])[0];
  const noise = truth.points.filter((p) => p.cluster < 0).reduce((sum, p) => sum + p.multiplicity, 0);
  await assertShown((p) => truth.points[p.point].cluster === (noise > largest[0] ? -1 : largest[1]));
  const now = await colourful();
  assert.ok(now < all / 2, `${now} of ${all} pixels stay colourful`);
  assert.ok((await ground()) < empty * 1.15 + 3000, 'points are still there');
  await clearAll();
  assert.equal(await colourful(), all);
});

test('long lists can be searched', async () => {
  await open('host');
  await page.fill('details[data-facet="host"] .find-value', 'OFFICE-11');
  const hosts = Object.keys(await listed('host'));
  assert.deepEqual(hosts.sort(), [...new Set(rows.map((p) => p.host).filter((host) => host.includes('OFFICE-11')))].sort());
});

test('a regular expression finds, and one that is none says so', async () => {
  await search(page, 'name:/^(svc|con)host/ -host:/1[0-4]$/');
  await assertShown((p) => /^(svc|con)host/i.test(p.name) && !/1[0-4]$/.test(p.host));
  await search(page, 'name:/(/');
  assert.match(await page.textContent('#search-count'), /^Not a regular expression: /);
  await search(page, '');
});

test('nothing was requested from the network and nothing went wrong', () => {
  assert.deepEqual(seen, { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] });
});
