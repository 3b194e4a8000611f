// A map of hosts over time: small maps, calendars, the path of a host, and bins that are least like any other.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openPage, settled, startBrowser, whenReady } from './browser.mjs';
import { readPage } from './payload.mjs';
import { writeOffice } from './results.mjs';

let browser;
let results;
let truth;
let page;
let seen;

before(async () => {
  results = writeOffice(3000, { lenses: 'hosts' });
  const file = join(results.out, 'hosts', 'map.html');
  truth = readPage(file);
  browser = await startBrowser();
  ({ page, seen } = await openPage(browser, file));
  await whenReady(page);
});
after(async () => {
  await browser?.close();
  results?.remove();
});

/** The bins of each host by its name, in the order of time: the point, the processes, the first start. */
function binsOfHosts() {
  const bins = new Map();
  const objects = new Map();
  for (const process of truth.points.flatMap((point) => point.processes)) {
    const of = objects.get(process.objectNumber);
    if (of) of.push(process);
    else objects.set(process.objectNumber, [process]);
  }
  for (const processes of objects.values()) {
    const { host, point } = processes[0];
    const started = Math.min(...processes.map((p) => p.started));
    bins.set(host, [...(bins.get(host) ?? []), { point, count: processes.length, started }]);
  }
  for (const list of bins.values()) list.sort((a, b) => a.started - b.started);
  return bins;
}

test('it is coloured by time, and every host has a small map and a calendar of its bins', async () => {
  assert.equal(await page.inputValue('#colour-by'), 'time');
  await page.click('.hosts-entry');
  await page.waitForSelector('.host-item');
  const shown = await page.$$eval('.host-item', (items) =>
    items.map((item) => ({ name: item.querySelector('strong').textContent, words: item.querySelector('.host-main').textContent, maps: item.querySelectorAll('canvas').length, cells: [...item.querySelectorAll('.calendar-cell title')].map((t) => t.textContent) })),
  );
  const bins = binsOfHosts();
  assert.deepEqual(shown.map(({ name }) => name).sort(), [...bins.keys()].sort());
  for (const { name, words, maps, cells } of shown) {
    const own = bins.get(name);
    assert.ok(words.includes(`${own.length} bin${own.length === 1 ? '' : 's'}`), words);
    assert.equal(maps, 1);
    assert.equal(cells.length, own.length);
    // A calendar is in the order of time, and each cell names the bin's local start and its processes.
    own.forEach(({ started, count }, i) => {
      const start = new Date(Math.floor(started / 10_800_000) * 10_800_000);
      const clock = `${String(start.getUTCHours()).padStart(2, '0')}:00: ${count.toLocaleString('en-US')} process${count === 1 ? '' : 'es'}`;
      assert.ok(cells[i].startsWith(`${start.getUTCDate()} Mar 2024 ${clock}`), `${cells[i]} is not ${clock}`);
    });
  }
});

test('the bins that are least like any other are those with the highest outlier scores', async () => {
  const scores = [...binsOfHosts().values()].flat().map(({ point }) => truth.points[point].outlier).sort((a, b) => b - a);
  const marked = await page.$$eval('.calendar-cell.marked', (cells) => cells.length);
  assert.ok(marked > 0 && marked <= Math.floor(0.05 * scores.length), `${marked} of ${scores.length}`);
  const counts = await page.$$eval('.host-main', (nodes) => nodes.map((node) => Number(/, ([\d,]+) of the least alike/.exec(node.textContent)?.[1] ?? 0)));
  assert.deepEqual(counts, [...counts].sort((a, b) => b - a));
  assert.equal(counts.reduce((sum, count) => sum + count, 0), marked);
});

test('a host is selected and its path drawn, a cell opens its bin, and Esc takes both back', async () => {
  const name = await page.textContent('.host-item strong');
  await page.click('.host-main');
  await page.waitForSelector('.host-item.chosen');
  await settled(page);
  assert.equal(await page.isVisible('.map .path'), true);
  const inked = () => page.$eval('.map .path', (canvas) => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value > 0));
  assert.ok(await inked());
  await page.click('#tab-selection');
  assert.equal(await page.textContent('.selection-panel .card-name'), `Host ${name}`);
  await page.click('#tab-hosts');
  await page.locator('.host-item.chosen .calendar-cell').first().click();
  await page.waitForSelector('.pinned-card:not([hidden])');
  const first = binsOfHosts().get(name)[0];
  assert.ok((await page.textContent('.pinned-card .card-name')).startsWith(name), 'the bin is named after its host');
  assert.match(await page.textContent('.pinned-card .member'), new RegExp(`process 1 of ${first.count}$|process$`));
  await page.evaluate(() => document.activeElement.blur());
  for (let i = 0; i < 3; ++i) await page.keyboard.press('Escape');
  await settled(page);
  assert.equal(await page.isVisible('.map .path'), false);
  assert.equal(await page.isVisible('.side'), false);
});

test('h opens the hosts, and nothing went wrong', async () => {
  await page.keyboard.press('h');
  await page.waitForSelector('.host-item');
  assert.deepEqual({ ...seen, requests: [] }, { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] });
});
