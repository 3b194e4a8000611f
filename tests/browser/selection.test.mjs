// Selecting, comparing, listing, exporting and labelling, checked with an independent reader of the page's data.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { search, settled, whenReady } from './browser.mjs';
import { drawnPixels, near } from './pixels.mjs';
import { withExample } from './session.mjs';

let truth;
let rows;
let page;
let seen;
withExample(['3000', '500'], (opened) => ({ page, seen, truth, rows } = opened));

const grouped = (number) => number.toLocaleString('en-US');
const text = (selector) => page.textContent(selector);
const extent = (processes, points) => `${grouped(processes)} process${processes === 1 ? '' : 'es'} at ${grouped(points)} point${points === 1 ? '' : 's'}`;

/** Selects the results of a query. */
async function select(query) {
  await search(page, query);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('s');
  await page.waitForSelector('.selection-panel:not([hidden])');
  await search(page, '');
  await page.evaluate(() => document.activeElement.blur());
  await settled(page);
}

async function clear() {
  await page.keyboard.press('Escape');
  await page.waitForSelector('.selection-panel', { state: 'hidden' });
}

const whys = () =>
  page.$$eval('.why', (items) =>
    items.map((item) => ({ more: item.querySelector('.mark').textContent === '▲', name: item.querySelector('.why-name').textContent, path: item.title.split('\n')[0], said: item.title.split('\n')[1] })),
  );

test('a lasso and a box select points, Shift adds, Alt takes away', async () => {
  await page.keyboard.press('0');
  await settled(page);
  const drag = async (corners, modifier) => {
    if (modifier) await page.keyboard.down(modifier);
    await page.mouse.move(...corners[0]);
    await page.mouse.down();
    for (const corner of corners.slice(1)) await page.mouse.move(...corner, { steps: 3 });
    await page.mouse.up();
    if (modifier) await page.keyboard.up(modifier);
    await settled(page);
  };
  // Before the panel at the side opens, everything is in between.
  await drag([[345, 60], [1275, 740]], 'Shift');
  assert.ok((await text('.selection-extent')).startsWith(`${extent(3000, 500)}, `), await text('.selection-extent'));
  await page.keyboard.press('o');
  assert.equal(await page.getAttribute('#tool-lasso', 'aria-pressed'), 'true');
  const taken = async () => Number((await text('.selection-extent')).match(/at ([\d,]+) points?/)[1].replaceAll(',', ''));
  await drag([[600, 200], [840, 200], [840, 500], [600, 500]], 'Alt');
  const rest = await taken();
  assert.ok(rest < 500 && rest > 0, `${rest} points are left`);
  await drag([[600, 200], [840, 200], [840, 500], [600, 500]]);
  assert.equal(await taken(), 500 - rest, 'the same lasso selects just those');
  await drag([[350, 60], [860, 60], [860, 730], [350, 730]], 'Shift');
  assert.ok((await taken()) > 500 - rest);
  assert.ok((await drawnPixels(page, { x: 380, y: 60, width: 470, height: 650 })).countOf((colour) => near(colour, [255, 255, 255], 12)) > 300, 'what is selected has a rim');
  await page.keyboard.press('v');
  await clear();
});

test('Shift and a click on a name select the cluster', async () => {
  await page.keyboard.press('0');
  await settled(page);
  // Zooms in until the name of a cluster, not of a group of clusters, is free.
  let place;
  for (let step = 0; step < 12 && !place; ++step) {
    place = await page.$$eval('.label:not(.leaving)', (labels) => {
      for (const label of labels) {
        const { left, right, top, bottom } = label.getBoundingClientRect();
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        const cluster = /^Cluster (\d+)/.exec(label.title)?.[1];
        if (cluster && document.elementFromPoint(x, y)?.closest('.label') === label) return { x, y, cluster: Number(cluster) };
      }
    });
    if (!place) await page.keyboard.press('+');
    await settled(page);
  }
  await page.keyboard.down('Shift');
  await page.mouse.click(place.x, place.y);
  await page.keyboard.up('Shift');
  assert.equal(await text('.selection-panel .card-name'), `Cluster ${place.cluster}`);
  assert.ok((await text('.selection-extent')).startsWith(`${grouped(truth.clusters[place.cluster][0])} process`));
  await clear();
});

test('Shift and a click pick single points', async () => {
  await page.keyboard.press('0');
  await settled(page);
  let place;
  for (let x = 700; x < 1100 && !place; x += 9) {
    for (let y = 250; y < 600 && !place; y += 7) {
      await page.mouse.move(x, y);
      if (await page.isVisible('.hover-card')) place = [x, y];
    }
  }
  await page.keyboard.down('Shift');
  await page.mouse.click(...place);
  assert.match(await text('.selection-extent'), /at 1 point/);
  await page.mouse.click(...place);
  await page.waitForSelector('.selection-panel', { state: 'hidden' });
  await page.keyboard.up('Shift');
});

test('why a whole cluster is different is the topic that the program gave it', async () => {
  let checked = 0;
  for (const [cluster, [objects, topic]] of truth.clusters.entries()) {
    if (objects === 0 || cluster % 9 !== 0) continue;
    await select(`cluster:${cluster}`);
    assert.ok((await text('.selection-extent')).startsWith(`${grouped(objects)} process`));
    const found = (await whys()).slice(0, topic.length).map(({ more, name }) => [more ? 1 : 0, name]);
    assert.deepEqual(found, topic, `cluster ${cluster}`);
    await clear();
    ++checked;
  }
  assert.ok(checked >= 5, `${checked} clusters`);
});

/** Profiles according to docs/topics.md, one row per process. */
function profile(processes) {
  const sums = new Map();
  let total = 0;
  for (const { point } of processes) {
    for (const name of truth.points[point].features) {
      const weight = truth.weights.get(name);
      sums.set(name, (sums.get(name) ?? 0) + weight);
      total += weight;
    }
  }
  return { share: (name) => (sums.get(name) ?? 0) / total, having: (name) => processes.filter(({ point }) => truth.points[point].features.includes(name)).length };
}

test('two selections are compared with each other', async () => {
  await select('name:conhost.exe host:office-10');
  const there = rows.filter((p) => p.name === 'conhost.exe' && p.host.includes('OFFICE-10'));
  const here = rows.filter((p) => p.name === 'svchost.exe');
  assert.ok((await text('.selection-extent')).startsWith(extent(there.length, new Set(there.map((p) => p.point)).size)), 'just the processes that were found, not all at their points');
  await page.click('text=Hold to compare');
  await page.waitForSelector('.selection-panel', { state: 'hidden' });
  await select('name:svchost.exe');
  assert.match(await text('.against'), /Compared with Search name:conhost.exe host:office-10/);
  const [own, others] = [profile(here), profile(there)];
  const names = [...truth.weights.keys()];
  const size = (name) => Math.abs(own.share(name) - others.share(name));
  const expected = names.filter((name) => size(name) > 1e-14).sort((x, y) => size(y) - size(x));
  const found = (await whys()).slice(0, 5);
  for (const [i, { path, more, said }] of found.entries()) {
    assert.ok(Math.abs(size(path) - size(expected[i])) < 1e-12, `${path} comes in its place`);
    assert.equal(more, own.share(path) > others.share(path));
    assert.ok(said.startsWith(`${grouped(own.having(path))} of ${grouped(here.length)} here have it, ${grouped(others.having(path))} of ${grouped(there.length)}`), said);
  }
  await page.click('text=Swap');
  assert.match(await text('.against'), /Compared with Search name:svchost.exe/);
  assert.deepEqual((await whys()).slice(0, 5).map(({ more }) => more), found.map(({ more }) => !more));
  await page.click('text=Compare with the rest');
  await clear();
});

test('the list shows what is selected, sorts, and pins', async () => {
  await select('host:office-103');
  await page.keyboard.press('d');
  await page.waitForSelector('.list:not([hidden])');
  const selected = rows.filter((p) => p.host === 'OFFICE-103');
  assert.equal(await text('.list-title'), `${grouped(selected.length)} processes selected`);
  const column = (name) => page.$$eval(`.line .cell.${name}`, (cells) => cells.map((cell) => cell.textContent));
  const byName = [...selected].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.row - b.row));
  await page.click('.list-head.name');
  const shown = await column('name');
  assert.deepEqual(shown, byName.slice(0, shown.length).map((p) => p.name));
  await page.click('.list-head.name');
  assert.equal((await column('name'))[0], byName.at(-1).name);
  // The end of a long list is reached by scrolling.
  await page.$eval('.list-scroll', (node) => (node.scrollTop = node.scrollHeight));
  await page.waitForFunction((count) => document.querySelector('.line:last-child').ariaRowIndex === String(count + 1), selected.length);
  assert.equal((await column('name')).at(-1), byName[0].name);
  await page.$eval('.list-scroll', (node) => (node.scrollTop = 0));
  await page.click('.list-head.started');
  await page.focus('.list-scroll');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.pinned-card:not([hidden])');
  const known = selected.filter((p) => p.started !== undefined).sort((a, b) => a.started - b.started || a.row - b.row);
  assert.match(await text('.pinned-card .hash'), new RegExp(known[1].hash));
  await page.keyboard.press('Escape');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('d');
  await page.waitForSelector('.list', { state: 'hidden' });
});

test('with everything open every control has a name, and a menu closes like one', async () => {
  await page.keyboard.press('d');
  for (const summary of await page.$$('.facet > summary')) if (await summary.isVisible()) await summary.click();
  await page.click('#open-labels');
  await settled(page);
  const nameless = await page.$$eval('button, input, select, textarea, [role]', (nodes) =>
    nodes
      .filter((n) => n.checkVisibility() && !['presentation', 'none', 'status', 'alert', 'rowgroup', 'row', 'gridcell', 'tabpanel', 'group'].includes(n.getAttribute('role')))
      .filter((n) => !(n.getAttribute('aria-label') || n.textContent.trim() || n.labels?.length || n.classList.contains('search')))
      .map((n) => n.outerHTML.slice(0, 120)),
  );
  assert.deepEqual(nameless, []);
  for (const summary of await page.$$('.facet[open] > summary')) await summary.click();
  await page.click('.list .menu > summary');
  await page.keyboard.press('Escape');
  assert.equal(await page.getAttribute('.list .menu', 'open'), null);
  await page.click('.list .menu > summary');
  await page.click('.list-title');
  assert.equal(await page.getAttribute('.list .menu', 'open'), null);
  await page.click('#tab-selection');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('d');
});

/** Clicks a button that saves a file, and reads it. */
async function downloaded(click) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

test('the selection is exported as CSV, JSON and a list of hashes', async () => {
  // Still selected: the processes of one host.
  const selected = rows.filter((p) => p.host === 'OFFICE-103');
  const save = (format) =>
    downloaded(async () => {
      await page.click('.selection-panel .menu > summary');
      await page.click(`.selection-panel .menu-item >> text="${format}"`);
    });
  const json = await save('JSON');
  assert.equal(json.name, 'invented-office-24-hosts-search-host-office-103.json');
  assert.deepEqual(JSON.parse(json.text).map((record) => [record.pid_hash, record.args]), selected.map((p) => [p.hash, p.args ?? null]));
  const hashes = await save('pid_hash list');
  assert.deepEqual(hashes.text.trimEnd().split('\n'), selected.map((p) => p.hash));
  const csv = await save('CSV');
  const lines = csv.text.trimEnd().split('\r\n');
  assert.equal(lines.length, selected.length + 1);
  const dangerous = selected.find((p) => p.args?.startsWith('-'));
  assert.ok(csv.text.includes(`"'${dangerous.args.replaceAll('"', '""')}"`), 'what would be a formula is text');
  assert.ok(!/(^|,)"?[=+@-][^,\d]/m.test(csv.text));
  await clear();
});

test('labels are made, shown on the map, saved, removed and opened again', async () => {
  await select('name:powershell');
  await page.click('.selection-panel >> text=Label …');
  await page.fill('#label-name', 'Inventory scripts');
  await page.fill('#label-note', 'Runs at night\nasked the owner');
  await page.click('.label-colour >> nth=3');
  await page.click('.label-form >> text=Save label');
  assert.equal(await text('.user-flag'), 'Inventory scripts');
  assert.equal(await text('.user-label .point-link'), 'Inventory scripts');
  await page.selectOption('#colour-by', 'label');
  await settled(page);
  assert.deepEqual(await page.$$eval('.kind-name', (nodes) => nodes.slice(0, 2).map((n) => n.textContent)), ['Not labelled', 'Inventory scripts']);
  const file = await downloaded(() => page.click('.labels-panel >> text=Save to file'));
  const points = truth.points.filter((point) => point.processes.some((p) => p.name.includes('powershell')));
  const [label] = JSON.parse(file.text).labels;
  assert.deepEqual(label, { name: 'Inventory scripts', note: 'Runs at night\nasked the owner', colour: '#d55e00', processes: points.map((point) => point.processes[0].hash) });
  await page.click('[aria-label^="Remove the label"]');
  assert.equal(await page.locator('.user-flag').count(), 0);
  await page.click('.label-undo >> text=Undo');
  assert.equal(await text('.user-label .point-link'), 'Inventory scripts');
  assert.ok(await page.locator('.label-undo').isHidden());
  await page.waitForFunction(() => localStorage.getItem(`proclens labels of ${location.pathname}`)?.includes('Inventory scripts'));
  const again = await page.context().newPage();
  await again.goto(page.url().split('#')[0]);
  await whenReady(again);
  await again.waitForSelector('.user-flag >> text=Inventory scripts', { state: 'attached' });
  await again.close();
  await page.click('[aria-label^="Remove the label"]');
  await page.setInputFiles('#labels-file', { name: 'labels.json', mimeType: 'application/json', buffer: Buffer.from(file.text) });
  await page.waitForSelector('.user-flag');
  assert.match(await text('.notice'), /^1 label opened\./);
  await page.setInputFiles('#labels-file', { name: 'odd.json', mimeType: 'application/json', buffer: Buffer.from('{"format":"<img src=x>"}') });
  await page.waitForSelector('.notice >> text=This file has no proclens labels');
  for (const close of await page.$$('.notice button')) await close.click();
  await page.click('.user-flag');
  await page.waitForSelector('.selection-panel:not([hidden])');
  assert.equal(await text('.selection-panel .card-name'), 'Inventory scripts');
  await page.selectOption('#colour-by', 'cluster');
  await clear();
});

test('nothing was requested from the network and nothing went wrong', () => {
  assert.deepEqual(seen.requests.filter((address) => !address.startsWith('blob:')), []);
  assert.deepEqual({ ...seen, requests: [] }, { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] });
});
