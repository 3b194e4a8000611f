// A map whose objects are command lines with several processes each: nouns, members, search, lists and exports.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { search, settled } from './browser.mjs';
import { withExample } from './session.mjs';

const grouped = (number) => number.toLocaleString('en-US');
const counted = (count, one, many) => `${grouped(count)} ${count === 1 ? one : many}`;
const objectsOf = (processes) => new Set(processes.map((p) => p.objectNumber)).size;

describe('objects apart from processes', () => {
  let page;
  let truth;
  let rows;
  withExample(['objects'], (opened) => ({ page, truth, rows } = opened));

  const text = (selector) => page.textContent(selector);
  const blur = () => page.evaluate(() => document.activeElement.blur());

  async function pin(process) {
    await search(page, `pid:${process.hash}`);
    await blur();
    await page.keyboard.press('n');
    await page.waitForSelector('.pinned-card:not([hidden])');
  }

  async function clear() {
    await search(page, '');
    await blur();
    while (await page.isVisible('.side')) await page.keyboard.press('Escape');
  }

  test('figures count objects and their processes, by the words of the lens', async () => {
    const figures = await page.$$eval('.figure', (nodes) => Object.fromEntries(nodes.map((n) => [n.querySelector('dt').textContent, n.querySelector('dd').textContent])));
    assert.equal(figures['command lines'], '3,000');
    assert.equal(figures.processes, grouped(rows.length));
    assert.ok(rows.length > 3_000);
    assert.equal(figures.tokens, grouped(truth.weights.size));
    assert.equal(figures['distinct bags'], grouped(truth.points.length));
    assert.equal(await page.getAttribute('#search', 'placeholder'), 'Command lines, names, tokens …');
    assert.match(await page.getAttribute('#search', 'title'), / token: .*object:/s);
    assert.match(await page.locator('.label').first().getAttribute('title'), /, [\d,]+ command lines?: /);
  });

  test('a process is shown as a member of its object', async () => {
    const process = rows.find((p) => p.row > 0 && p.objectNumber === rows[p.row - 1].objectNumber && truth.points[p.point].multiplicity > 1);
    const members = rows.filter((p) => p.objectNumber === process.objectNumber);
    const { multiplicity, members: processes } = truth.points[process.point];
    await pin(process);
    await search(page, '');
    assert.equal(await text('.pinned-card .card-name'), process.object);
    assert.equal(await text('.pinned-card .times'), `×${grouped(multiplicity)}`);
    assert.equal(await text('.pinned-card .member'), `${process.name}, process ${members.indexOf(process) + 1} of ${members.length}`);
    const together = await text('.pinned-card .together');
    assert.ok(together.startsWith(`${grouped(multiplicity)} command lines with the same tokens, ${counted(processes, 'process', 'processes')}: `), together);
    assert.match(await text('.pager-place'), new RegExp(`of ${grouped(processes)}$`));
    await blur();
    await page.keyboard.press('[');
    assert.match(await text('.pinned-card .member'), new RegExp(`process ${members.indexOf(process)} of ${members.length}$`));
    assert.match(await text('.pinned-card .feature-section h3'), / tokens?$/);
    assert.equal(await page.locator('.pinned-card .feature-path').count(), 0, 'features are shown whole');
    assert.ok(truth.points[process.point].features.includes(await text('.pinned-card .feature-name')));
    await clear();
  });

  test('search looks into the names of objects and counts processes', async () => {
    for (const [query, needle] of [['object:powershell', 'powershell'], ['object:/\\d{4}$/', /\d{4}$/]]) {
      await search(page, query);
      const found = rows.filter((p) => (typeof needle === 'string' ? p.object.toLowerCase().includes(needle) : needle.test(p.object)));
      assert.ok(found.length > 0);
      assert.equal(await text('#search-count'), `${counted(found.length, 'process', 'processes')} at ${counted(new Set(found.map((p) => p.point)).size, 'point', 'points')}`);
    }
    await clear();
  });

  test('a selection counts its objects, lists and exports them', async () => {
    await search(page, 'host:office-101');
    await blur();
    await page.keyboard.press('s');
    await search(page, '');
    await blur();
    await settled(page);
    const chosen = rows.filter((p) => p.host.toLowerCase().includes('office-101'));
    const extent = await text('.selection-extent');
    assert.ok(extent.startsWith(`${counted(chosen.length, 'process', 'processes')} of ${counted(objectsOf(chosen), 'command line', 'command lines')} at `), extent);
    await page.keyboard.press('d');
    assert.equal(await text('.list-head.object'), 'Command line');
    const first = await page.$eval('.line', (line) => [Number(line.dataset.row), line.querySelector('.cell.object').textContent]);
    const shown = chosen.find((p) => p.row === first[0]);
    assert.ok(shown, `row ${first[0]} is not of the selection`);
    assert.equal(first[1], shown.object.slice(0, 120));
    await blur();
    await page.keyboard.press('d');
    await page.click('.selection-panel .menu > summary');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.selection-panel .menu-item >> text="JSON"')]);
    const saved = JSON.parse(readFileSync(await download.path(), 'utf8'));
    const byHash = (a, b) => (a[0] < b[0] ? -1 : 1);
    assert.deepEqual(saved.map((record) => [record.pid_hash, record.object]).sort(byHash), chosen.map((p) => [p.hash, p.object]).sort(byHash));
    await clear();
  });

  test('why a cluster is different counts objects, as its topic does', async () => {
    const [, [, topic]] = [...truth.clusters.entries()].find(([, [, parts]]) => parts.length > 0);
    const cluster = truth.clusters.findIndex(([, parts]) => parts === topic);
    await search(page, `cluster:${cluster}`);
    await blur();
    await page.keyboard.press('s');
    await search(page, '');
    await page.waitForSelector('.why');
    const why = await page.$$eval('.why', (items) => items.map((item) => [item.querySelector('.mark').textContent === '▲' ? 1 : 0, item.title]));
    const objects = truth.points.filter((point) => point.cluster === cluster).reduce((sum, point) => sum + point.multiplicity, 0);
    topic.forEach(([more, name], i) => {
      assert.equal(why[i][0], more);
      assert.ok(why[i][1].split('\n')[0].endsWith(name), why[i][1]);
      assert.match(why[i][1], new RegExp(` of ${grouped(objects)} here have it`));
    });
    await clear();
  });
});

describe('hostile objects', () => {
  let page;
  let truth;
  let seen;
  withExample(['hostile-objects'], (opened) => ({ page, truth, seen } = opened), { offline: true });

  test('their names are shown as text, and nothing runs', async () => {
    for (let point = 0; point < 40; ++point) {
      await page.keyboard.press('n');
      await page.waitForSelector('.pinned-card:not([hidden])');
    }
    await page.keyboard.press('d');
    await page.waitForSelector('.line');
    assert.equal(await page.evaluate(() => window.pwned), undefined);
    assert.equal(await page.locator('body :is(img, iframe, a, form, svg script)').count(), 0);
    assert.deepEqual(seen, { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] });
    assert.ok(truth.points.some((point) => point.processes.some((p) => p.object.includes('<script>'))));
  });
});
