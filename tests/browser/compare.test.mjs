// The page of two maps in a real browser, opened from disk, against an independent reader of the file.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openPage, search, settled, startBrowser, whenReady } from './browser.mjs';
import { readComparisonPage } from './payload.mjs';
import { serve, writeOffice } from './results.mjs';

const harmless = { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] };
const grouped = (number) => number.toLocaleString('en-US');
const counted = (count, one, many) => `${grouped(count)} ${count === 1 ? one : many}`;

let results;
let browser;
let page;
let seen;
let truth;
/** The rows of each map, and by hash. */
let rows;
let byHash;

before(async () => {
  results = writeOffice(3000, { compare: true });
  truth = readComparisonPage(results.comparison);
  rows = { a: truth.a.points.flatMap((point) => point.processes), b: truth.b.points.flatMap((point) => point.processes) };
  byHash = { a: new Map(rows.a.map((row) => [row.hash.toLowerCase(), row])), b: new Map(rows.b.map((row) => [row.hash.toLowerCase(), row])) };
  browser = await startBrowser();
  ({ page, seen } = await openPage(browser, results.comparison));
  await whenReady(page);
});

after(async () => {
  await browser?.close();
  results?.remove();
});

const blur = () => page.evaluate(() => document.activeElement.blur());
const isPinned = () => page.locator('.pinned-card:not([hidden])').count();

/** Back to the start: nothing pinned, selected, filtered or searched, the whole of both maps in view. */
async function clear() {
  await blur();
  for (let i = 0; i < 6; ++i) await page.keyboard.press('Escape');
  await page.keyboard.press('0');
  await settled(page);
  assert.equal(await page.locator('.shown-count').count(), 0);
}

/** The rows that are lit on each map if those of `found` pass by themselves. */
function onBoth(found) {
  const hashes = new Set([...found.a, ...found.b].map(({ hash }) => hash.toLowerCase()));
  return { a: rows.a.filter(({ hash }) => hashes.has(hash.toLowerCase())), b: rows.b.filter(({ hash }) => hashes.has(hash.toLowerCase())) };
}

const expectedCounts = ({ a, b }) => `${counted(a.length, 'process', 'processes')} on A, ${counted(b.length, 'process', 'processes')} on B`;

async function assertLit(found) {
  await settled(page);
  assert.equal(await page.textContent('.shown-count'), expectedCounts(onBoth(found)));
}

const pairsOf = (map, point) => truth.pairs.filter((pair) => pair[map] === point).sort((x, y) => y.items - x.items);
const clusterOf = (map, row) => truth[map].points[row.point].cluster;
const percent = (share) => {
  const rounded = Math.round(100 * share);
  return rounded === 0 && share > 0 ? '<1%' : rounded === 100 && share < 1 ? '>99%' : `${rounded}%`;
};

/** The pinned point as the page says it. */
async function pinned() {
  const { map, point } = await page.$eval('.pinned-card:not([hidden])', (node) => ({ ...node.dataset }));
  return { map, point: Number(point) };
}

/** Pins the largest point of a map, and returns it. */
async function pinFirst(map) {
  await page.focus(`.pane[data-map="${map}"] .map`);
  await page.keyboard.press('n');
  await settled(page);
  return pinned();
}

/** Where a line starts or ends, in the window. */
const lineEnds = () =>
  page.$$eval('.lines path', (paths) => {
    const { left, top } = document.querySelector('.lines').getBoundingClientRect();
    return paths.map((path) => path.getAttribute('d').match(/-?[\d.]+/g).map(Number)).map(([x, y, toX, toY]) => ({ from: [left + x, top + y], to: [left + toX, top + toY] }));
  });

test('it says in words how alike the maps are', async () => {
  const { header } = truth;
  const words = await page.textContent('.section.alike');
  assert.ok(words.includes(`Of a process’s ${header.neighbours} nearest neighbours on A, ${percent(header.mean_agreement)} are among its nearest on B.`), words);
  assert.ok(words.includes(`${grouped(header.items)} processes are on both maps`), words);
  assert.equal(header.items, onBoth({ a: rows.a.filter(({ hash }) => byHash.b.has(hash.toLowerCase())), b: [] }).b.length);
  const heads = await page.$$eval('.pane-head', (nodes) => nodes.map((node) => node.textContent));
  assert.match(heads[0], /^AMap A: images/);
  assert.match(heads[1], /^BMap B: commands/);
  for (const [i, map] of ['a', 'b'].entries()) assert.ok(heads[i].includes(`${grouped(rows[map].length)} processes, ${grouped(truth[map].points.length)} points`), heads[i]);
});

test('a point leads to where its processes are on the other map, in both directions', async () => {
  for (const map of ['a', 'b']) {
    await clear();
    const there = map === 'a' ? 'b' : 'a';
    const { map: on, point } = await pinFirst(map);
    assert.equal(on, map);
    const pairs = pairsOf(map, point);
    const lines = await lineEnds();
    assert.equal(lines.length, Math.min(8, pairs.length));
    const frame = await page.locator(`.pane[data-map="${there}"] .map`).boundingBox();
    for (const { to: [x, y] } of lines) assert.ok(x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height);
    const items = await page.$$eval('.pinned-card .counterpart-items', (nodes) => nodes.map((node) => node.textContent));
    assert.deepEqual(items, pairs.slice(0, 8).map((pair) => grouped(pair.items)));
    const card = await page.textContent('.pinned-card');
    assert.ok(card.includes(counted(truth[map].points[point].members, 'process', 'processes')), card);
    if (pairs.length > 8) assert.ok(card.includes(`and ${counted(pairs.length - 8, 'more point', 'more points')}`), card);
    const names = truth[map].points[point].processes.map(({ name }) => name);
    const most = names.reduce((best, name) => (names.filter((n) => n === name).length > names.filter((n) => n === best).length ? name : best));
    assert.ok(card.startsWith(most), card);
  }
});

test('pointing at a point shows the same at the pointer; a click pins it, another unpins it', async () => {
  await clear();
  await pinFirst('a');
  const [{ from: [x, y] }] = await lineEnds();
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.lines path').count(), 0);
  await page.mouse.move(x, y);
  await page.waitForSelector('.hover-card:not([hidden])');
  const lines = await page.locator('.lines path').count();
  const name = await page.textContent('.hover-card .card-name');
  await page.mouse.click(x, y);
  const { map, point } = await pinned(); // the largest, or a smaller one over it
  assert.equal(map, 'a');
  assert.equal(lines, Math.min(8, pairsOf('a', point).length));
  assert.equal(await page.textContent('.pinned-card .card-name'), name);
  assert.equal(await page.isVisible('.hover-card'), false);
  await page.mouse.click(x, y);
  assert.equal(await isPinned(), 0);
  await page.mouse.move(5, 5);
});

test('x goes to where the pinned point is on the other map, and so does a counterpart in the card', async () => {
  await clear();
  const { point } = await pinFirst('a');
  const there = pairsOf('a', point).map(({ b }) => b);
  await page.keyboard.press('x');
  const { map, point: other } = await pinned();
  assert.equal(map, 'b');
  assert.ok(there.includes(other));
  await page.click('.pinned-card .counterpart');
  assert.equal((await pinned()).map, 'a');
});

test('what is found on either map is lit on both', async () => {
  await clear();
  // Tokens are searched on B only, images on A only.
  const token = truth.b.points.flatMap(({ features }) => features).find((name) => /^\/[a-z]{3,}$/i.test(name));
  const image = truth.a.points.flatMap(({ features }) => features).find((name) => /crypt/i.test(name));
  const having = (map, text) => rows[map].filter(({ point }) => truth[map].points[point].features.some((name) => name.toLowerCase().includes(text.toLowerCase())));
  await search(page, `token:${token}`);
  await assertLit({ a: [], b: having('b', token) });
  await search(page, `image:${image}`);
  await assertLit({ a: having('a', image), b: [] });
  const { name } = rows.b[0];
  await search(page, `name:${name}`);
  const called = (map) => rows[map].filter((row) => row.name?.toLowerCase().includes(name.toLowerCase()));
  await assertLit({ a: called('a'), b: called('b') });
  await search(page, 'name:no-such-process');
  assert.match(await page.textContent('#search-count'), /^No matches/);
  await search(page, '/(/');
  assert.match(await page.textContent('#search-count'), /^Not a regular expression/);
  await clear();
  assert.equal(await page.inputValue('#search'), '');
});

test('the legend counts the processes of both maps, and filters both', async () => {
  await clear();
  const kinds = () => page.$$eval('.kind', (nodes) => nodes.map((node) => ({ text: node.querySelector('.kind-name').textContent, number: node.querySelector('.kind-number')?.textContent, counts: [...node.querySelectorAll('.kind-count')].map((count) => Number(count.textContent.replaceAll(',', ''))) })));
  for (const map of ['a', 'b']) {
    await page.selectOption('#colour-by', map);
    const [, { number, counts }] = await kinds();
    const own = rows[map].filter((row) => clusterOf(map, row) === Number(number));
    assert.equal(counts[map === 'a' ? 0 : 1], own.length);
    await page.locator('.kind').nth(1).click();
    await assertLit({ a: [], b: [], [map]: own });
    assert.equal(await page.locator('.kind').nth(1).getAttribute('aria-pressed'), 'true');
    await page.locator('.kind').nth(1).click();
    assert.equal(await page.locator('.shown-count').count(), 0);
  }
  await page.selectOption('#colour-by', 'host');
  const [{ text: host }] = await kinds();
  await page.locator('.kind').first().click();
  await assertLit({ a: rows.a.filter((row) => row.host === host), b: rows.b.filter((row) => row.host === host) });
  await page.click('.chip');
  await page.selectOption('#colour-by', 'agreement');
  assert.match(await page.textContent('.legend .note'), /nearest neighbours on one map are among the nearest on the other/);
  await page.selectOption('#colour-by', 'a');
});

test('the histogram of agreement filters by it', async () => {
  await clear();
  const bin = await page.$$eval('.bin', (nodes) => nodes.findIndex((node) => !node.disabled));
  await page.locator('.bin').nth(bin).click();
  const pairOf = new Map(truth.pairs.map((pair) => [`${pair.a} ${pair.b}`, pair]));
  const found = rows.a.filter((row) => {
    const other = byHash.b.get(row.hash.toLowerCase());
    const agreement = other ? pairOf.get(`${row.point} ${other.point}`).agreement : -1;
    return agreement >= 0 && Math.min(9, Math.floor(agreement / 1000)) === bin;
  });
  assert.ok(found.length > 0);
  await assertLit({ a: found, b: [] });
  await clear();
});

test('a box on either map selects on both, and points that are not lit can be selected next', async () => {
  for (const map of ['a', 'b']) {
    await clear();
    const frame = await page.locator(`.pane[data-map="${map}"] .map`).boundingBox();
    const drag = async (from, to) => {
      await page.keyboard.down('Shift');
      await page.mouse.move(frame.x + from * frame.width, frame.y + 4);
      await page.mouse.down();
      await page.mouse.move(frame.x + to * frame.width, frame.y + frame.height - 4, { steps: 4 });
      await page.mouse.up();
      await page.keyboard.up('Shift');
      await settled(page);
    };
    await page.keyboard.press('b');
    const whole = onBoth({ a: [], b: [], [map]: rows[map] });
    await drag(0.01, 0.99);
    assert.equal(await page.textContent('.shown-count'), expectedCounts(whole));
    await clear();
    await drag(0.01, 0.5);
    const left = await page.textContent('.shown-count');
    assert.match(await page.textContent('.chip-text'), new RegExp(`Selected Box on ${map.toUpperCase()}`));
    // Shift adds, also what the first half has set aside.
    await drag(0.5, 0.99);
    assert.equal(await page.textContent('.shown-count'), expectedCounts(whole));
    assert.notEqual(left, expectedCounts(whole));
  }
  await clear();
});

test('both maps show the same part until they are unlinked', async () => {
  await clear();
  const scales = () => page.$$eval('.labels', (nodes) => nodes.map((node) => Number(node.dataset.scale)));
  const [before] = await scales();
  await page.focus('.pane[data-map="a"] .map');
  await page.keyboard.press('+');
  await settled(page);
  const [a, b] = await scales();
  assert.ok(a > 1.5 * before && Math.abs(a / b - 1) < 0.02, `${before} ${a} ${b}`);
  await page.click('#link-maps');
  assert.equal(await page.getAttribute('#link-maps', 'aria-pressed'), 'false');
  await page.keyboard.press('+');
  await page.focus('.pane[data-map="b"] .map');
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await settled(page);
  const [aloneA, aloneB] = await scales();
  assert.ok(aloneB > 1.5 * aloneA && aloneA > a * 0.99, `${aloneA} ${aloneB}`);
  await page.keyboard.press('u');
  await settled(page);
  const [togetherA, togetherB] = await scales();
  assert.ok(Math.abs(togetherA / aloneB - 1) < 0.02 && Math.abs(togetherA / togetherB - 1) < 0.02, 'A takes over the view of B, which was used last');
  await clear();
});

test('what moved most comes first; choosing it shows both places', async () => {
  await clear();
  const order = truth.pairs.map((pair, number) => ({ ...pair, number })).filter(({ agreement }) => agreement >= 0).sort((x, y) => x.agreement - y.agreement || y.items - x.items || x.number - y.number);
  const listed = await page.$$eval('.moved', (nodes) => nodes.map((node) => [Number(node.dataset.pair), node.querySelector('.moved-agreement').textContent, node.querySelector('.moved-items').textContent]));
  assert.deepEqual(listed, order.slice(0, listed.length).map(({ number, agreement, items }) => [number, percent(agreement / 1e4), grouped(items)]));
  await page.locator('.moved').first().click();
  await settled(page);
  assert.deepEqual(await pinned(), { map: 'a', point: order[0].a });
  const ends = await lineEnds();
  assert.ok(ends.length > 0);
  assert.equal(await page.locator('.lines path:not(.outside)').count() > 0, true, 'the counterpart is in view');
  await page.click('.switch[data-value="names"]');
  const agreementOf = new Map(truth.pairs.map((pair) => [`${pair.a} ${pair.b}`, pair.agreement]));
  const ofNames = new Map();
  for (const row of rows.a) {
    const other = byHash.b.get(row.hash.toLowerCase());
    const agreement = other ? agreementOf.get(`${row.point} ${other.point}`) : -1;
    if (agreement >= 0) ofNames.set(row.name, [...(ofNames.get(row.name) ?? []), agreement / 1e4]);
  }
  const first = await page.locator('.moved').first().evaluate((node) => ({ share: node.querySelector('.moved-agreement').textContent, name: node.querySelector('.moved-name').textContent, items: node.querySelector('.moved-items').textContent }));
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const lowest = Math.min(...[...ofNames.values()].map(mean));
  assert.ok(Math.abs(mean(ofNames.get(first.name)) - lowest) < 1e-9, first.name);
  assert.deepEqual([first.share, first.items], [percent(lowest), grouped(ofNames.get(first.name).length)]);
  await page.click('.switch[data-value="pairs"]');
});

test('clusters say where their processes are on the other map, and select them', async () => {
  for (const [from, to] of [['a', 'b'], ['b', 'a']]) {
    await clear();
    await page.click(`.switches[aria-label="Direction"] .switch[data-value="${from}"]`);
    const flow = page.locator('.flow').first();
    const cluster = Number(await flow.getAttribute('data-cluster'));
    const inside = rows[from].filter((row) => clusterOf(from, row) === cluster);
    const there = inside.map(({ hash }) => byHash[to].get(hash.toLowerCase())).filter((row) => row !== undefined);
    const counts = new Map();
    for (const row of there) counts.set(clusterOf(to, row), (counts.get(clusterOf(to, row)) ?? 0) + 1);
    const listed = [...[...counts].filter(([c]) => c >= 0).sort(([c, x], [d, y]) => y - x || c - d).slice(0, 5), ...[...counts].filter(([c]) => c < 0)];
    assert.deepEqual(await flow.locator('button.part .part-share').allTextContents(), listed.map(([, count]) => percent(count / inside.length)));
    const [[largest, items]] = listed;
    const part = flow.locator('button.part').first();
    await flow.locator('.flow-cluster').click();
    await assertLit({ a: [], b: [], [from]: inside });
    await part.click();
    const chosen = inside.filter(({ hash }) => byHash[to].has(hash.toLowerCase()) && clusterOf(to, byHash[to].get(hash.toLowerCase())) === largest);
    assert.equal(chosen.length, items);
    await assertLit({ a: [], b: [], [from]: chosen });
  }
  await clear();
});

test('Esc drops one thing at a time', async () => {
  await clear();
  await search(page, 'exe');
  await blur();
  await page.locator('.kind').nth(1).click();
  await page.locator('.flow-cluster').first().click();
  await page.focus('.pane[data-map="a"] .map');
  await page.keyboard.press('n');
  const state = () => page.evaluate(() => [document.querySelector('.pinned-card:not([hidden])') !== null, document.querySelectorAll('.chip').length]);
  const states = [await state()];
  for (let i = 0; i < 4; ++i) {
    await page.keyboard.press('Escape');
    states.push(await state());
  }
  assert.deepEqual(states, [[true, 3], [false, 3], [false, 2], [false, 1], [false, 0]]);
});

test('theme, help and side panel by the keyboard', async () => {
  await clear();
  const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
  assert.equal(await theme(), 'dark');
  await page.keyboard.press('t');
  assert.equal(await theme(), 'light');
  await page.keyboard.press('t');
  await page.keyboard.press('?');
  await page.waitForSelector('dialog.help[open]');
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  assert.equal(await page.isVisible('.two-panel'), false);
  await settled(page);
  const { point } = await pinFirst('a');
  assert.ok(point >= 0, 'the card is over the map while the panel is closed');
  await page.keyboard.press('i');
  assert.equal(await page.locator('.two-panel .pinned-card').count(), 1);
  await clear();
});

test('every control has a name, and focus is visible on the maps', async () => {
  const nameless = await page.$$eval('button, input, select, [role="application"], [role="toolbar"], [role="group"], section, aside', (nodes) =>
    nodes.filter((node) => !(node.getAttribute('aria-label') || node.getAttribute('aria-labelledby') || node.textContent.trim() || node.labels?.length)).map((node) => node.outerHTML.slice(0, 100)));
  assert.deepEqual(nameless, []);
  assert.equal(await page.locator('main').count(), 1);
  const ids = await page.$$eval('[id]', (nodes) => nodes.map(({ id }) => id));
  assert.equal(new Set(ids).size, ids.length, 'ids are distinct');
});

test('the counterparts of a pinned point flash, and then stop', async () => {
  const moving = await openPage(browser, results.comparison, { reducedMotion: 'no-preference' });
  await whenReady(moving.page);
  await moving.page.focus('.pane[data-map="a"] .map');
  await moving.page.keyboard.press('n');
  await moving.page.waitForSelector('.flash', { state: 'attached' });
  await moving.page.waitForSelector('.flash', { state: 'detached' });
  assert.deepEqual(moving.seen, harmless);
  await moving.page.close();
});

for (const width of [390, 820]) {
  test(`maps are stacked at ${width} pixels, each with a usable height`, async () => {
    const narrow = await openPage(browser, results.comparison, { width, height: 844, colorScheme: 'light' });
    await whenReady(narrow.page);
    const boxes = await narrow.page.$$eval('.map', (nodes) => nodes.map((node) => node.getBoundingClientRect().toJSON()));
    assert.ok(boxes[1].top >= boxes[0].bottom);
    for (const box of boxes) assert.ok(box.height >= 240 && box.width >= width - 20, JSON.stringify(box));
    assert.ok((await narrow.page.evaluate(() => document.documentElement.scrollWidth)) <= width, 'nothing sticks out');
    assert.deepEqual(narrow.seen, harmless);
    await narrow.page.close();
  });
}

test('proclens serve lists it and serves the same page', async () => {
  const server = await serve(results.out);
  try {
    const { page: front, seen: seenThere } = await openPage(browser, server.where);
    await front.click('.compare-entry .button.primary');
    await whenReady(front);
    assert.equal(await front.textContent('.two-panel .verdict'), await page.textContent('.two-panel .verdict'));
    assert.deepEqual(seenThere.requests.filter((address) => !address.startsWith(server.where)), []);
    assert.deepEqual({ ...seenThere, requests: [] }, harmless);
    await front.close();
  } finally {
    await server.stop();
  }
});

test('the page does nothing that a harmless page would not', () => {
  assert.deepEqual(seen, harmless);
});
