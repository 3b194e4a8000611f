// The audit page in a real browser, opened from disk.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { auditData } from './audit_data.mjs';
import { openPage, settled, startBrowser } from './browser.mjs';
import { writeAudit } from './pages.mjs';

const data = auditData();
const { audit } = data;
const grouped = (number) => number.toLocaleString('en-US');
const harmless = { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] };

let browser;
let example;
let page;
let seen;

before(async () => {
  example = writeAudit(data);
  browser = await startBrowser();
  ({ page, seen } = await openPage(browser, example.file));
  await drawn(page);
});

after(async () => {
  await browser?.close();
  example?.remove();
});

/** Waits until every chart is drawn. */
async function drawn(of) {
  await of.waitForSelector('#app[data-state]');
  assert.equal(await of.getAttribute('#app', 'data-state'), 'ready');
  await settled(of);
}

const texts = (selector) => page.$$eval(selector, (nodes) => nodes.map((node) => node.textContent));

async function search(query) {
  await page.fill('#search', query);
  await page.waitForFunction((q) => document.querySelector('#examples').dataset.answers === q, query);
}

test('every state has its share, in words and as a part of the bar', async () => {
  const parts = await page.$$eval('.share', (nodes) => nodes.map((node) => [node.dataset.state, node.getBoundingClientRect().width]));
  const wide = parts.reduce((sum, [, width]) => sum + width, 0);
  for (const [state, count] of Object.entries(audit.states)) {
    assert.equal(await page.textContent(`.state[data-state="${state}"] .state-count`), grouped(count));
    const width = parts.find(([name]) => name === state)?.[1] ?? 0;
    const share = count / audit.processes.records;
    assert.ok(Math.abs(width / wide - share) < 0.006, `${state}: ${width} of ${wide} pixels for ${share}`);
  }
});

test('gap, contradiction and suspicion differ in words and in colour', async () => {
  const colours = await page.$$eval('.flag-group', (groups) =>
    groups.map((group) => [group.classList[1], getComputedStyle(group.querySelector('.swatch')).backgroundColor, getComputedStyle(group.querySelector('.flag-bar')).backgroundColor]),
  );
  assert.deepEqual(colours.map(([kind]) => kind), ['gap', 'contradiction', 'suspicious']);
  assert.equal(new Set(colours.map(([, swatch]) => swatch)).size, 3);
  for (const [, swatch, bar] of colours) assert.equal(bar, swatch);
  assert.match(await page.textContent('.verdict'), /a gap, not an attack/);
  for (const { name, kind } of data.flags) {
    assert.equal(await page.locator(`.flag-group.${kind} [data-flag="${name}"]`).count(), 1, `${name} stands among ${kind}`);
    const count = audit.flags[name];
    if (count > 0) assert.equal(await page.textContent(`[data-flag="${name}"] .flag-count`), grouped(count));
  }
});

test('charts show what was counted', async () => {
  const bars = (label) => page.$$eval(`.chart[aria-label^="${label}"] [aria-label="bar"] rect`, (rects) => rects.map((rect) => Number(rect.getAttribute('height'))));
  const parts = audit.depths.reduce((sum, { states }) => sum + Object.keys(states).length, 0);
  assert.equal((await bars('Number of processes by depth')).length, parts);
  assert.equal((await bars('Number of processes by hour')).length, audit.by_hour_of_day.rows.reduce((sum, { states }) => sum + Object.keys(states).length, 0));
  assert.equal((await bars('Number of processes by day')).length, audit.by_day.rows.reduce((sum, { states }) => sum + Object.keys(states).length, 0));
  assert.ok((await bars('Number of processes by depth')).every((height) => height > 0));
  // One cell per host and day, with the strongest colour where nothing is left.
  const cells = await page.$$eval('.chart[aria-label^="Share of processes without lineage"] [aria-label="cell"] rect', (rects) => rects.map((rect) => rect.getAttribute('fill')));
  assert.equal(cells.length, audit.by_host_and_day.rows.length);
  const lost = ({ processes, states }) => ['truncated', 'orphan', 'dud', 'cyclic'].reduce((sum, name) => sum + (states[name] ?? 0), 0) / processes;
  assert.equal(cells.filter((fill) => fill === 'var(--loss-5)').length, audit.by_host_and_day.rows.filter((row) => lost(row) >= 0.9).length);
  assert.equal(cells.filter((fill) => fill === 'var(--loss-0)').length, audit.by_host_and_day.rows.filter((row) => lost(row) < 0.1).length);
  // Names: the most frequent first, with its count.
  for (const state of Object.keys(audit.states)) {
    const counts = await texts(`.names[data-state="${state}"] [aria-label="text"] text`);
    const expected = audit.by_name.rows.map(({ states }) => states[state] ?? 0).filter((count) => count > 0).sort((a, b) => b - a).slice(0, 8);
    assert.deepEqual(counts, expected.map(grouped), state);
  }
});

test('charts tell their counts at the pointer', async () => {
  const chart = page.locator('.chart[aria-label^="Number of processes by hour"]');
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.locator('[aria-label="bar"]').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForFunction(() => document.querySelector('.chart[aria-label^="Number of processes by hour"] [aria-label="tip"] text'));
  const tip = (await chart.locator('[aria-label="tip"] tspan').allTextContents()).join('\n');
  const [, hour, total] = /(\d\d):00 to \d\d:59: ([\d,]+)$/m.exec(tip);
  assert.equal(total, grouped(audit.by_hour_of_day.rows.find((row) => row.hour === Number(hour)).processes));
  await page.mouse.move(5, 5);
});

test('examples of every state and flag can be chosen', async () => {
  for (const [term, members] of Object.entries(data.examples)) {
    await page.click(`.chip[data-term="${term}"]`);
    const shown = await page.$$eval('.examples tbody tr', (rows) => rows.map((row) => Number(row.dataset.record)));
    assert.deepEqual(shown, members, term);
  }
  await page.click('.flag[data-flag="unexpected_parent"]');
  assert.equal(await page.getAttribute('.chip[data-term="unexpected_parent"]', 'aria-pressed'), 'true');
  await page.waitForFunction(() => document.querySelector('#examples').getBoundingClientRect().top < innerHeight);
});

test('search narrows the examples to those that contain every word', async () => {
  await page.click('.chip[data-term="all"]');
  const all = [...new Set(Object.values(data.examples).flat())];
  await search('office-103 TRUNCATED');
  const shown = await page.$$eval('.examples tbody tr', (rows) => rows.map((row) => Number(row.dataset.record)));
  const expected = all.filter((place) => data.records[place].host === 'OFFICE-103' && data.records[place].state === 'truncated');
  assert.deepEqual(shown.sort((a, b) => a - b), expected.sort((a, b) => a - b));
  assert.equal(await page.textContent('#found'), `${expected.length} of ${all.length} examples`);
  await search('nothing has this');
  assert.equal(await page.textContent('#found'), 'No matches');
  assert.equal(await page.locator('.examples tbody tr').count(), 0);
  await page.keyboard.press('Escape');
  assert.equal(await page.inputValue('#search'), '');
});

test('a lineage is drawn from its oldest ancestor down, and says how it ends', async () => {
  const { records, examples } = data;
  const chosen = async (term, condition) => {
    await page.click(`.chip[data-term="${term}"]`);
    const place = examples[term].find((candidate) => condition(records[candidate]));
    assert.ok(place !== undefined, `the example has such a record: ${term}`);
    await page.click(`.examples tr[data-record="${place}"] .row-button`);
    return { place, nodes: await texts('.chain > li'), kinds: await page.$$eval('.chain > li', (items) => items.map((item) => item.className)) };
  };
  const deep = await chosen('truncated', ({ depth }) => depth > 4);
  const names = [];
  for (let at = deep.place; at !== null; at = records[at].parent) names.unshift(records[at].name);
  const drawnNames = (await texts('.chain .node-name')).map((name) => (name === '(no name)' ? null : name));
  assert.deepEqual(drawnNames, names);
  assert.deepEqual(deep.kinds, ['absent', ...names.slice(1).map(() => 'ancestor'), 'self']);
  assert.match(deep.nodes[0], /^No record/);

  assert.match((await chosen('dud', () => true)).nodes[0], /^No parent hash/);
  assert.match((await chosen('self_parent', ({ state }) => state === 'cyclic')).nodes[0], /^Its own parent/);
  const circle = await chosen('cyclic', ({ flags }) => !flags.includes('self_parent'));
  assert.match(circle.nodes[0], /^Back to /);
  assert.equal(circle.kinds.length, 3);
  const guess = await chosen('orphan', ({ likely_parent }) => likely_parent !== null);
  assert.deepEqual(guess.kinds, ['guess', 'absent', 'self']);
  assert.match(guess.nodes[0], /A guess, not a record/);
  await chosen('wrong_path', ({ name, parent }) => name !== null && parent !== null);
  assert.match(await page.textContent('.recorded'), /userinit\.exe/);
  assert.ok((await page.locator('.recorded .differs').count()) > 0);

  // An ancestor can itself be looked at.
  await chosen('truncated', ({ depth }) => depth > 4);
  const above = await page.textContent('.chain button.node-name >> nth=0');
  await page.click('.chain button.node-name >> nth=0');
  assert.equal(await page.textContent('.chain .self .node-name'), above);
});

test('light and dark follow the system until chosen, and charts with them', async () => {
  const look = () => page.evaluate(() => [document.documentElement.dataset.theme, getComputedStyle(document.querySelector('[aria-label="cell"] rect')).fill]);
  const dark = await look();
  await page.emulateMedia({ colorScheme: 'light' });
  await page.waitForSelector('html[data-theme="light"]');
  const light = await look();
  assert.notEqual(light[1], dark[1]);
  await page.click('#theme');
  assert.deepEqual(await look(), dark);
  await page.emulateMedia({ colorScheme: 'dark' });
});

test('it fits narrow and wide windows', async () => {
  for (const width of [420, 900, 1900]) {
    await page.setViewportSize({ width, height: 800 });
    await page.waitForFunction((w) => document.documentElement.clientWidth === w && [...document.querySelectorAll('.card > .chart > svg')].every((svg) => svg.getBoundingClientRect().right <= w), width);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `nothing sticks out at ${width} pixels`);
  }
});

test('every control has a name', async () => {
  const nameless = await page.$$eval('button, input', (nodes) => nodes.filter((n) => n.checkVisibility() && !(n.getAttribute('aria-label') || n.textContent.trim())).map((n) => n.outerHTML.slice(0, 120)));
  assert.deepEqual(nameless, []);
});

test('all the while nothing was requested from the network and nothing went wrong', () => assert.deepEqual(seen, harmless));

test('a dataset without process_path: what is not known is not called zero', async () => {
  const small = writeAudit(auditData({ records: 300, processPath: false }));
  const other = await openPage(browser, small.file);
  await drawn(other.page);
  assert.equal(await other.page.textContent('[data-flag="wrong_path"] .flag-count'), 'not known');
  assert.match(await other.page.textContent('.notice'), /no table process_path/);
  assert.deepEqual(other.seen, harmless);
  await other.page.close();
  small.remove();
});

test('an audit of nothing says so', async () => {
  const none = auditData({ records: 0, hosts: 0, days: 1 });
  const empty = writeAudit(none);
  const other = await openPage(browser, empty.file);
  await drawn(other.page);
  assert.equal(await other.page.textContent('.verdict'), 'There are no process records.');
  assert.deepEqual(other.seen, harmless);
  await other.page.close();
  empty.remove();
});

test('texts that attack are shown as texts', async () => {
  const hostile = auditData({ records: 1_200, hostile: true });
  const written = writeAudit(hostile);
  const other = await openPage(browser, written.file);
  await drawn(other.page);
  const shown = await other.page.evaluate(() => {
    const pieces = new Set();
    for (const chip of document.querySelectorAll('.chip')) {
      chip.click();
      for (const row of [...document.querySelectorAll('.examples tbody tr')].slice(0, 20)) {
        row.querySelector('.row-button').click();
        for (const node of document.querySelectorAll('.chain .node-name, .chain .node-args, .fact dd, .plot text, .plot title, [title]')) {
          pieces.add(node.textContent);
          pieces.add(node.getAttribute('title') ?? '');
        }
      }
    }
    return [...pieces];
  });
  for (const text of ['<script>window.pwned=1</script>', '<img src=x onerror=window.pwned=1>', '__proto__', 'constructor', 'exe.\\u{202E}gpj', 'nul\\0inside\\x1B[2J']) {
    assert.ok(shown.includes(text), `${text} is shown as it is`);
  }
  assert.ok(!shown.some((text) => /[\p{Cf}\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u.test(text)), 'no control or format character is left');
  // Tooltips of charts contain names and hosts, too.
  for (const label of ['Share of processes without lineage', 'Most frequent names: complete']) {
    const chart = other.page.locator(`.chart[aria-label^="${label}"]`);
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    await other.page.mouse.move(box.x + 0.6 * box.width, box.y + 30);
    await other.page.waitForFunction((l) => document.querySelector(`.chart[aria-label^="${l}"] [aria-label="tip"] text`), label);
  }
  assert.equal(await other.page.title(), '<script>window.pwned=1</script>');
  const foreign = await other.page.evaluate(() => ({
    pwned: window.pwned,
    tags: [...document.body.querySelectorAll('img, iframe, object, embed, link, meta, base, a, form, animate, style, video, audio, source, foreignObject')].map((node) => node.outerHTML.slice(0, 80)),
    attributes: [...document.querySelectorAll('body *')].flatMap((node) => [...node.attributes].filter(({ name }) => /^on|^(src|href|xlink:href|srcdoc|action|formaction|ping)$/i.test(name)).map(({ name }) => `${node.tagName} ${name}`)),
    scripts: [...document.scripts].filter((script) => script.type !== 'application/json').length,
  }));
  assert.deepEqual(foreign, { pwned: undefined, tags: [], attributes: [], scripts: 1 });
  assert.deepEqual(other.seen, harmless);
  written.remove();
});
