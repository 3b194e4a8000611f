// The map page in a real browser, opened from disk.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statSync } from 'node:fs';
import { search, settled } from './browser.mjs';
import { writePage } from './pages.mjs';
import { readPage } from './payload.mjs';
import { drawnPixels, isColourful, near } from './pixels.mjs';
import { withExample } from './session.mjs';

/** The part of a 1280 × 800 window that no panel covers. */
const clip = { x: 380, y: 20, width: 820, height: 760 };

let truth;
let page;
let seen;
withExample(['12000', '1500'], (opened) => ({ page, seen, truth } = opened));

const text = (selector) => page.textContent(selector);
const grouped = (number) => number.toLocaleString('en-US');

/** Returns to the whole map, whatever an earlier test looked at. */
async function showAll() {
  await page.click('[aria-label^="Show the whole map"]');
  await settled(page);
}

/** Boxes of the labels that are shown. */
const labelBoxes = () =>
  page.$$eval('.label:not(.leaving)', (labels) =>
    labels.map((label) => {
      const { left, right, top, bottom } = label.getBoundingClientRect();
      return { left, right, top, bottom, name: label.textContent };
    }),
  );

function assertNoOverlap(boxes) {
  boxes.forEach((a, i) => {
    for (const b of boxes.slice(i + 1)) {
      const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
      assert.ok(apart, `“${a.name}” lies over “${b.name}”`);
    }
  });
}

test('40,000 processes with 31,000 command lines fit in 5 MB', () => {
  const large = writePage('40000', '4600');
  const commandLines = new Set(readPage(large.file).points.flatMap((point) => point.processes.map((p) => p.args)));
  assert.ok(commandLines.size > 20_000, `${commandLines.size} command lines`);
  assert.ok(statSync(large.file).size < 5_000_000);
  large.remove();
});

test('WebGL2 draws points in many colours', async () => {
  await showAll();
  assert.equal(await page.getAttribute('#app', 'data-drawn-by'), 'webgl2');
  const pixels = await drawnPixels(page, clip);
  assert.ok(pixels.colourful > 5_000, `${pixels.colourful} colourful pixels`);
  const hues = new Set();
  pixels.countOf((colour) => isColourful(colour) && hues.add(colour.map((value) => value >> 6).join()));
  assert.ok(hues.size > 8, `${hues.size} colours`);
});

test('the summary tells what is on the map and what is not', async () => {
  const figures = await page.$$eval('.figure', (nodes) => Object.fromEntries(nodes.map((n) => [n.querySelector('dt').textContent, n.querySelector('dd').textContent])));
  assert.equal(figures.processes, '12,000');
  assert.equal(figures['distinct bags'], grouped(truth.points.length));
  assert.equal(figures.clusters, grouped(truth.clusters.length));
  assert.equal(figures.images, grouped(new Set(truth.points.flatMap((point) => point.features)).size));
  const noise = truth.points.filter((point) => point.cluster < 0).reduce((sum, point) => sum + point.multiplicity, 0);
  assert.equal(figures.noise, `${((100 * noise) / 12_000).toFixed(1)}%`);
  const about = await text('.about');
  for (const [what, count, why] of truth.summary.left_out) {
    assert.ok(about.includes(grouped(count)) && about.includes(what) && about.includes(why));
  }
});

test('labels never overlap and go from coarse to fine', async () => {
  const coarse = await labelBoxes();
  assert.ok(coarse.length >= 5);
  assertNoOverlap(coarse);
  const parts = [];
  await page.mouse.move(900, 330);
  for (let step = 0; step < 6; ++step) {
    await page.mouse.wheel(0, -200);
    await settled(page);
    const boxes = await labelBoxes();
    assertNoOverlap(boxes);
    parts.push(...(await page.$$eval('.label:not(.leaving)', (labels) => labels.filter((l) => !l.classList.contains('layer-0')).map((l) => l.title))));
  }
  assert.ok(new Set(parts).size > 10, 'finer labels appear');
  await showAll();
  await settled(page);
  assert.deepEqual((await labelBoxes()).map((box) => box.name).sort(), coarse.map((box) => box.name).sort());
});

test('a label zooms to its group', async () => {
  const scale = async () => Number(await page.getAttribute('.labels', 'data-scale'));
  const start = await scale();
  // Labels at the edge may be partly under a panel: takes one that is free.
  const place = await page.$$eval('.label:not(.leaving)', (labels) => {
    for (const label of labels) {
      const { left, right, top, bottom } = label.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      if (document.elementFromPoint(x, y)?.closest('.label') === label) return { x, y };
    }
  });
  await page.mouse.click(place.x, place.y);
  await settled(page);
  assert.ok((await scale()) > start);
  await showAll();
});

/** Moves over the map until a card shows. */
async function hoverSomePoint() {
  for (let x = 1000; x > 500; x -= 83) {
    for (let y = 200; y < 700; y += 7) {
      await page.mouse.move(x, y);
      if (await page.isVisible('.hover-card')) return { x, y };
    }
  }
  throw new Error('no point found');
}

test('the card at the pointer and the pinned one tell what the data holds', async () => {
  const place = await hoverSomePoint();
  const name = await text('.hover-card .card-name');
  const hoverArgs = (await page.isVisible('.hover-card .args')) ? await text('.hover-card .args') : undefined;
  await page.mouse.click(place.x, place.y);
  await page.waitForSelector('.pinned-card:not([hidden])');
  assert.equal(await text('.pinned-card .card-name'), name);
  const facts = await page.$$eval('.pinned-card .fact', (nodes) => Object.fromEntries(nodes.map((n) => [n.querySelector('dt').textContent, n.querySelector('dd').textContent])));
  const images = await page.$$eval('.pinned-card .features:not(.missing-features) .feature-path', (nodes) => nodes.map((n) => n.textContent));
  const matching = truth.points.filter(
    (point) =>
      point.features.slice(0, images.length).join() === images.join() &&
      point.processes.some((p) => p.name === name && p.host === facts.Host && p.user === facts.User && p.hash === facts.pid_hash.split(' ')[0] && (hoverArgs === undefined || p.args === hoverArgs)),
  );
  assert.ok(matching.length >= 1, 'the data holds such a process at such a point');
  for (const key of ['Started', 'Cluster', 'Outlier', 'pid_hash']) assert.ok(key in facts, key);
  assert.match(facts.pid_hash, /^[0-9a-f]{32} copy$/);
  assert.equal(await text('.pinned-card .feature-section h3'), `${matching[0].features.length} images`);
  await page.keyboard.press('Escape');
  await page.waitForSelector('.pinned-card', { state: 'hidden' });
});

test('identical processes do not look like one: the card leafs through them', async () => {
  await page.keyboard.press('n');
  const most = truth.points.reduce((a, b) => (b.multiplicity > a.multiplicity ? b : a));
  assert.equal(await text('.pinned-card .times'), `×${grouped(most.multiplicity)}`);
  assert.equal(await text('.pager-place'), `1 of ${grouped(most.multiplicity)}`);
  await page.keyboard.press(']');
  assert.equal(await text('.pager-place'), `2 of ${grouped(most.multiplicity)}`);
  assert.ok((await text('.pinned-card .together')).startsWith(`${grouped(most.multiplicity)} processes with the same images`));
  await page.keyboard.press('n');
  const ranked = truth.points.map((point) => point.multiplicity).sort((a, b) => b - a);
  assert.equal(await text('.pinned-card .times'), `×${grouped(ranked[1])}`);
  await page.keyboard.press('Escape');
});

const holds = (value, needle) => value?.toLowerCase().includes(needle) ?? false;

/** Counts the expected results of a search, the slow way. */
function expected(needle, fields) {
  let processes = 0;
  let points = 0;
  for (const point of truth.points) {
    const byImage = fields.includes('image') && point.features.some((feature) => holds(feature, needle));
    const here = byImage ? point.multiplicity : point.processes.filter((p) => fields.some((field) => holds(p[field], needle))).length;
    processes += here;
    points += here > 0 ? 1 : 0;
  }
  return `${grouped(processes)} processes at ${grouped(points)} points`;
}

test('search counts names, command lines and images, and lights what it found', async () => {
  await showAll();
  const all = (await drawnPixels(page, clip)).colourful;
  for (const query of ['powershell', 'MSCOREE', '--type=utility', 'inventory-4']) {
    await search(page, query);
    assert.equal(await text('#search-count'), expected(query.toLowerCase(), ['name', 'args', 'image', 'host', 'user']));
  }
  const lit = (await drawnPixels(page, clip)).colourful;
  assert.ok(lit > 0 && lit < all / 4, `${lit} of ${all} pixels stay lit`);
  for (const [query, needle, fields] of [['host:office-10', 'office-10', ['host']], ['image: amsi', 'amsi', ['image']], ['user:ngo', 'ngo', ['user']]]) {
    await search(page, query);
    assert.equal(await text('#search-count'), expected(needle, fields));
  }
  await search(page, 'nothing has this');
  assert.equal(await text('#search-count'), 'No matches for “nothing has this”');
  assert.equal((await drawnPixels(page, clip)).colourful, 0);
  await search(page, '');
  assert.equal((await drawnPixels(page, clip)).colourful, all, 'all points are lit again');
});

test('a pinned point leafs through the processes that match', async () => {
  await search(page, 'args:maxfail=1');
  await page.keyboard.press('Escape'); // leaves the field and clears the search
  await search(page, 'args:maxfail=1');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('n');
  assert.match(await text('.pinned-card .args'), /maxfail=1/);
  const hash = await text('.pinned-card .hash');
  await search(page, '');
  assert.equal(await text('.pinned-card .hash'), hash, 'the process stays pinned when the search is over');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('Escape');
  await search(page, '');
});

test('points are coloured by what the menu says, and the legend tells how', async () => {
  await showAll();
  const before = await drawnPixels(page, clip);
  for (const by of ['name', 'host', 'user', 'lineage', 'flag']) {
    await page.selectOption('#colour-by', by);
    await settled(page);
    const kinds = await page.$$eval('.kind', (nodes) =>
      nodes.map((n) => ({
        label: n.querySelector('.kind-name').textContent,
        plain: n.querySelector('.kind-name').classList.contains('plain'),
        count: Number(n.querySelector('.kind-count').textContent.replaceAll(',', '')),
        colour: getComputedStyle(n.querySelector('.swatch')).backgroundColor.match(/\d+/g).slice(0, 3).map(Number),
      })),
    );
    const sum = kinds.reduce((all, kind) => all + kind.count, 0);
    if (by === 'flag') {
      const rows = truth.points.flatMap((point) => point.processes);
      for (const { label, count } of kinds) assert.equal(count, rows.filter(({ flags }) => (label === 'no flag' ? flags.length === 0 : flags.includes(label.replaceAll(' ', '_')))).length, label);
    } else assert.equal(sum, 12_000, `${by}: every process is of one kind`);
    const pixels = await drawnPixels(page, clip);
    const first = kinds.find((kind) => !kind.plain);
    assert.ok(pixels.countOf((colour) => near(colour, first.colour)) > 0, `${by}: the colour of “${first.label}” is on the map`);
    const changed = pixels.countOf((colour, i) => !near(colour, before.at(i)));
    assert.ok(changed > 3_000, `${by}: ${changed} pixels changed`);
  }
  for (const by of ['time', 'outlier']) {
    await page.selectOption('#colour-by', by);
    await settled(page);
    assert.equal(await page.locator('.ramp').count(), 1);
    assert.equal(await page.locator('.legend .ticks span').count(), 3);
  }
  await page.selectOption('#colour-by', 'cluster');
});

test('most processes of a point give it its colour', async () => {
  await page.selectOption('#colour-by', 'name');
  await settled(page);
  const counts = new Map();
  for (const point of truth.points) {
    const times = new Map();
    for (const { name } of point.processes) times.set(name, (times.get(name) ?? 0) + 1);
    const [most] = [...times].sort((a, b) => b[1] - a[1])[0];
    counts.set(most, (counts.get(most) ?? 0) + point.multiplicity);
  }
  const [name, count] = [...counts].sort((a, b) => b[1] - a[1])[0];
  assert.equal(await text('.kind .kind-name'), name);
  assert.equal(await text('.kind .kind-count'), grouped(count));
  await page.selectOption('#colour-by', 'cluster');
});

test('a kind chosen in the legend is lit alone', async () => {
  await showAll();
  const all = (await drawnPixels(page, clip)).colourful;
  const kind = page.locator('.kind').nth(1);
  await kind.click();
  await settled(page);
  assert.equal(await kind.getAttribute('aria-pressed'), 'true');
  const one = (await drawnPixels(page, clip)).colourful;
  assert.ok(one > 0 && one < all / 3, `${one} of ${all} pixels stay lit`);
  await page.locator('.kind').nth(1).click();
  await settled(page);
});

test('the colour-blind-safe choice uses its few colours', async () => {
  await page.check('#colour-blind-safe');
  await settled(page);
  const swatches = new Set(await page.$$eval('.kind .swatch', (nodes) => nodes.map((n) => getComputedStyle(n).backgroundColor)));
  assert.ok(swatches.size <= 8, `${swatches.size} colours`);
  await page.uncheck('#colour-blind-safe');
});

test('where motion is welcome, the map glides to where it was sent', async () => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await showAll();
  const scale = async () => Number(await page.getAttribute('.labels', 'data-scale'));
  const before = await scale();
  const seenOnTheWay = await page.evaluate(async () => {
    document.querySelector('[aria-label^="Zoom in"]').click();
    const scales = new Set();
    do {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      scales.add(document.querySelector('.labels').dataset.scale);
    } while (document.querySelector('.map').dataset.moving === 'true' || scales.size < 2);
    return scales.size;
  });
  await settled(page);
  assert.ok(seenOnTheWay >= 2);
  assert.ok(Math.abs((await scale()) / before - 2) < 0.02);
  await showAll();
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

test('light and dark follow the system until one chooses', async () => {
  const theme = () => page.getAttribute('html', 'data-theme');
  const ground = () => page.$eval('.map', (map) => getComputedStyle(map).backgroundImage.match(/rgb\(([^)]*)/)[1].split(',').map(Number));
  assert.equal(await theme(), 'dark');
  assert.ok((await ground()).every((value) => value < 40));
  await page.emulateMedia({ colorScheme: 'light' });
  await page.waitForSelector('html[data-theme="light"]');
  await settled(page);
  assert.ok((await ground()).every((value) => value > 220));
  await page.click('#theme');
  assert.equal(await theme(), 'dark');
  await page.keyboard.press('t');
  assert.equal(await theme(), 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForSelector('html[data-theme="dark"]');
});

test('the map works by keyboard alone', async () => {
  await page.evaluate(() => document.activeElement.blur());
  const first = () => page.$eval('.label:not(.leaving)', (label) => label.getBoundingClientRect().x);
  const scale = async () => Number(await page.getAttribute('.labels', 'data-scale'));
  await page.focus('.map');
  const [x, s] = [await first(), await scale()];
  await page.keyboard.press('ArrowRight');
  await settled(page);
  assert.ok((await first()) < x, 'the right arrow looks further right');
  await page.keyboard.press('+');
  await settled(page);
  assert.ok((await scale()) > s);
  await page.keyboard.press('0');
  await settled(page);
  assert.ok(Math.abs((await scale()) / s - 1) < 0.01);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.pinned-card:not([hidden])');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.waitForSelector('dialog[open]');
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog', { state: 'hidden' });
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'search');
  await page.keyboard.type('ct'); // letters are text here, not commands
  assert.equal(await page.inputValue('#search'), 'ct');
  await page.keyboard.press('Escape');
  assert.equal(await page.inputValue('#search'), '');
});

test('every control has a name', async () => {
  const nameless = await page.$$eval('button, input, select, [role]', (nodes) =>
    nodes
      .filter((n) => n.checkVisibility() && !['presentation', 'none', 'status', 'alert'].includes(n.getAttribute('role')))
      .filter((n) => !(n.getAttribute('aria-label') || n.textContent.trim() || n.labels?.length || n.classList.contains('search')))
      .map((n) => n.outerHTML.slice(0, 120)),
  );
  assert.deepEqual(nameless, []);
});

test('the map fits a window that changes its size', async () => {
  await page.setViewportSize({ width: 1900, height: 1000 });
  await page.waitForFunction(() => document.querySelector('canvas.points').clientWidth === 1900);
  await settled(page);
  assertNoOverlap(await labelBoxes());
  const box = await page.locator('canvas.points').boundingBox();
  assert.deepEqual([box.width, box.height], [1900, 1000]);
});

test('all the while nothing was requested from the network and nothing went wrong', () => {
  assert.deepEqual(seen, { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] });
});
