// What only a server can do: the front page, stored labels, whole texts, and its end.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openPage, search, settled, startBrowser, whenReady } from './browser.mjs';
import { serve, writeOffice } from './results.mjs';
import { readPage } from './payload.mjs';

let results;
let truth;
let browser;
let server;

before(async () => {
  results = writeOffice(2000);
  truth = readPage(results.file);
  browser = await startBrowser();
  server = await serve(results.out);
});

after(async () => {
  await browser?.close();
  await server?.stop();
  results?.remove();
});

const grouped = (number) => number.toLocaleString('en-US');
const blur = (page) => page.evaluate(() => document.activeElement.blur());

async function open(where = server.explorer) {
  const opened = await openPage(browser, where);
  await whenReady(opened.page);
  return opened;
}

async function label(page, query, name) {
  await search(page, query);
  await blur(page);
  await page.keyboard.press('s');
  await page.click('.selection-panel >> text=Label …');
  await page.fill('#label-name', name);
  await page.click('.label-form >> text=Save label');
  await search(page, '');
}

/** What the server has stored, once the condition holds. */
async function kept(page, condition) {
  return await page.evaluate(async (wanted) => {
    for (;;) {
      const file = await (await fetch('api/labels')).json();
      if (JSON.stringify(file.labels.map(({ name }) => name)) === wanted) return file;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }, JSON.stringify(condition));
}

const flags = (page) => page.$$eval('.user-flag', (nodes) => nodes.map((node) => node.textContent));

test('the front page lists what is there, and its links lead there', async () => {
  const { page, seen } = await openPage(browser, server.where);
  await page.waitForSelector('#app[data-state="ready"]');
  const figures = await page.$$eval('.map-entry .figure', (nodes) => nodes.map((node) => node.querySelector('dd').textContent));
  assert.deepEqual(figures.slice(0, 3), [truth.summary.processes, truth.points.length, truth.clusters.length].map(grouped));
  assert.match(await page.textContent('.audit-entry'), /2,000 process records/);
  const files = await page.$$eval('a.file', (links) => links.map((link) => [link.textContent, link.getAttribute('href')]));
  assert.ok(files.some(([name]) => name === 'images/points.parquet'));
  for (const [name, href] of files) assert.equal(href, `files/${name}`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('a.file >> text=images/manifest.json')]);
  assert.deepEqual(readFileSync(await download.path()), readFileSync(`${results.out}/images/manifest.json`));
  await page.click('text=Open the audit');
  await page.waitForSelector('#app[data-state="ready"] .audit');
  await page.goBack();
  await page.click('text=Open the explorer');
  await whenReady(page);
  assert.equal(page.url(), server.explorer);
  await page.click('.home');
  await page.waitForSelector('.map-entry');
  assert.deepEqual(seen.requests.filter((address) => !address.startsWith(server.where)), []);
  assert.deepEqual({ ...seen, requests: [] }, { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] });
  await page.close();
});

for (const path of ['', 'images/']) {
  test(`the policy of “${path}” names its script and style and lets it ask nobody else`, async () => {
    const html = await (await fetch(server.where + path)).text();
    const part = (tag) => new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(html)[1];
    const sha256 = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)[1];
    const connects = path === '' ? '' : " connect-src 'self';";
    assert.equal(policy, `default-src 'none'; script-src ${sha256(part('script'))}; style-src ${sha256(part('style'))}; font-src data:; img-src data:;${connects} base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'`);
    const forbidden = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'document.write', 'DOMParser', 'srcdoc', 'new Function', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'sendBeacon', 'importScripts', 'new Worker', 'serviceWorker', 'import(', 'localStorage', 'document.cookie'];
    assert.deepEqual(forbidden.filter((word) => part('script').includes(word)), []);
    assert.ok(!/(?<![.\w$])Function\(/.test(part('script')), 'a function is made from text');
    assert.ok(!/(?<![.\w$}])eval\(/.test(part('script')), 'a text is run; re2js has a method of that name');
  });
}

test('labels stay: for the next visit, for others, after the server was started again', async () => {
  const first = await open();
  await label(first.page, 'name:svchost', 'Services');
  await kept(first.page, ['Services']);
  await first.page.close();

  const second = await open();
  await second.page.waitForSelector('.user-flag');
  assert.deepEqual(await flags(second.page), ['Services']);
  await label(second.page, 'name:conhost', 'Consoles');
  await kept(second.page, ['Services', 'Consoles']);
  const hashes = (part) => truth.points.filter((point) => point.processes.some((p) => p.name?.toLowerCase().includes(part))).map((point) => point.processes[0].hash);
  const file = await kept(second.page, ['Services', 'Consoles']);
  assert.deepEqual(file.labels.map(({ processes }) => processes), [hashes('svchost'), hashes('conhost')]);
  await second.page.click('[aria-label="Remove the label Services"]');
  await kept(second.page, ['Consoles']);
  assert.deepEqual(second.seen.errors.concat(second.seen.console, second.seen.policy), []);
  await second.page.close();

  await server.stop();
  server = await serve(results.out);
  const third = await open();
  await third.page.waitForSelector('.user-flag');
  assert.deepEqual(await flags(third.page), ['Consoles']);
  await third.page.close();
});

test('what two people change at once is merged, and both versions of a label that both change are kept', async () => {
  const [one, other] = [await open(), await open()];
  for (const { page } of [one, other]) await page.waitForSelector('.user-flag');
  await label(one.page, 'name:explorer', 'One');
  await kept(one.page, ['Consoles', 'One']);
  await label(other.page, 'name:explorer', 'Other');
  await kept(one.page, ['Consoles', 'One', 'Other']);
  await other.page.waitForFunction(() => document.querySelectorAll('.user-flag').length === 3);
  const rename = async (page, name, from = 'Consoles') => {
    await page.click(`[aria-label="Change the label ${from}"]`);
    await page.fill('#label-name', name);
    await page.click('.label-form >> text=Save label');
  };
  await rename(one.page, 'Consoles A');
  await kept(one.page, ['One', 'Other', 'Consoles A']);
  await rename(other.page, 'Consoles B');
  await kept(one.page, ['One', 'Other', 'Consoles A', 'Consoles B']);
  await other.page.waitForSelector('.notice >> text=Somebody else has changed “Consoles”, too');
  for (const name of ['One', 'Other', 'Consoles A']) await other.page.click(`[aria-label="Remove the label ${name}"]`);
  await rename(other.page, 'Consoles', 'Consoles B');
  await kept(one.page, ['Consoles']);
  await one.page.close();
  await other.page.close();
});

test('labels of processes that are not on this map are kept', async () => {
  const { page } = await open();
  await page.evaluate(async () => {
    const file = await (await fetch('api/labels')).json();
    file.labels[0].processes.push('0123456789abcdef0123456789abcdef');
    file.labels.push({ name: 'Elsewhere', note: '', colour: '#56b4e9', processes: ['fedcba9876543210fedcba9876543210'] });
    const answer = await fetch('api/labels', { method: 'PUT', body: JSON.stringify(file), headers: { 'Content-Type': 'application/json' } });
    if (!answer.ok) throw new Error(await answer.text());
  });
  await page.reload();
  await whenReady(page);
  await page.waitForSelector('.user-flag');
  await label(page, 'name:explorer', 'New');
  const { labels } = await kept(page, ['Consoles', 'Elsewhere', 'New']);
  assert.ok(labels[0].processes.includes('0123456789abcdef0123456789abcdef'));
  assert.deepEqual(labels[1].processes, ['fedcba9876543210fedcba9876543210']);
  await page.close();
});

test('read-only labels are marked as such, and nothing offers to change them', async () => {
  const reading = await serve(results.out, '--read-only');
  try {
    const { page, seen } = await open(reading.explorer);
    await page.waitForSelector('.user-flag');
    await page.click('#open-labels');
    assert.match(await page.textContent('.labels-kept'), /served read-only/);
    assert.equal(await page.locator('[aria-label^="Remove the label"], [aria-label^="Change the label"]').count(), 0);
    assert.equal(await page.isVisible('text=Open file …'), false);
    await search(page, 'name:svchost');
    await blur(page);
    await page.keyboard.press('s');
    await page.click('.selection-panel >> text=Label …');
    assert.match(await page.textContent('.notice'), /cannot be changed: this map is served read-only/);
    assert.equal(await page.isVisible('.label-form'), false);
    assert.deepEqual(seen.errors.concat(seen.console, seen.policy), []);
    await page.close();
    const front = await openPage(browser, reading.where);
    await front.page.waitForSelector('.kicker');
    assert.match(await front.page.textContent('.kicker'), /read only/);
    await front.page.close();
  } finally {
    await reading.stop();
  }
});

test('when the server ends the page says so and stays', async () => {
  const ending = await serve(results.out);
  const { page, seen } = await open(ending.explorer);
  await page.waitForSelector('.user-flag');
  await ending.stop();
  await search(page, 'name:taskhostw');
  assert.match(await page.textContent('#search-count'), /The server does not answer\. Is proclens serve still running\?/);
  await search(page, '');
  await page.click('#open-labels');
  await page.click('[aria-label="Remove the label Consoles"]');
  await page.waitForSelector('.notice >> text=Labels could not be saved: The server does not answer');
  await blur(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.waitForSelector('.pinned-card:not([hidden])');
  await settled(page);
  assert.deepEqual([seen.errors, seen.policy], [[], []]);
  await page.close();
});

test('a page whose details do not come shows the map and says what is missing', async () => {
  const page = await browser.context.newPage();
  await page.route('**/api/bags.arrow', (route) => route.fulfill({ status: 500, contentType: 'application/json', body: '{"error":"the file bags.parquet is damaged","remedy":"run proclens map again"}' }));
  await page.goto(server.explorer);
  await page.waitForSelector('#app[data-state="failed"]');
  assert.match(await page.textContent('.notice'), /could not be read: the file bags\.parquet is damaged: run proclens map again/);
  assert.equal(await page.locator('.map canvas').count() > 0, true);
  await page.unroute('**/api/bags.arrow');
  await page.route('**/api/points.arrow', (route) => route.abort());
  await page.reload();
  await page.waitForSelector('#app[data-state="failed"] .failure');
  assert.match(await page.textContent('.failure'), /This map cannot be shown: The server does not answer/);
  await page.close();
});
