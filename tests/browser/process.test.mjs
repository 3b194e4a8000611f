// The process panel: what it says about a process, compared with an independent reader of the page's data.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { search, settled } from './browser.mjs';
import { withExample } from './session.mjs';

let truth;
let rows;
let page;
let seen;
withExample(['3000', '500'], (opened) => ({ page, seen, truth, rows } = opened));

const text = (selector) => page.textContent(selector);
const texts = (selector) => page.$$eval(selector, (nodes) => nodes.map((node) => node.textContent));

/** Pins the process with this hash. */
async function pin(process) {
  await search(page, `pid:${process.hash}`);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('n');
  await page.waitForSelector('.pinned-card:not([hidden])');
  assert.equal((await shownFacts()).pid_hash, `${process.hash} copy`);
}

const shownFacts = () => page.$$eval('.pinned-card .fact', (nodes) => Object.fromEntries(nodes.map((n) => [n.querySelector('dt').textContent, n.querySelector('dd').textContent])));

/** The process, its parent, its parent's parent … as far as they are on the map. */
function chainOf(process) {
  const chain = [process];
  while (chain.at(-1).parent !== undefined && !chain.includes(rows[chain.at(-1).parent])) chain.push(rows[chain.at(-1).parent]);
  return chain;
}

test('facts tell what the data holds: end, exit code, PID and what the audit found', async () => {
  const process = rows.find((p) => p.exitCode > 255 && p.flags.length > 0) ?? rows.find((p) => p.exitCode > 255);
  await pin(process);
  const facts = await shownFacts();
  assert.equal(facts.Host, process.host);
  assert.equal(facts.User, process.user);
  assert.equal(facts['Exit code'], '3221225477 (0xc0000005)');
  assert.equal(facts.PID, String(process.osPid));
  assert.match(facts['Ran for'], /(ms|s|min|h)( |$)/);
  const flagged = rows.find((p) => p.flags.length === 2);
  await pin(flagged);
  assert.equal((await shownFacts()).Audit, `${flagged.state}parent ended earlierunexpected parent`);
  assert.match(await page.getAttribute('.pinned-card .audit-mark.suspicious', 'title'), /^Suspicious: a core Windows process/);
});

test('the lineage is a tree from the root down, and every ancestor on the map leads to its point', async () => {
  const process = rows.filter((p) => p.lineage).reduce((a, b) => (chainOf(b).length > chainOf(a).length ? b : a));
  const chain = chainOf(process);
  assert.ok(chain.length >= 3);
  await pin(process);
  const oldest = chain.at(-1);
  const above = (oldest.lineage ?? '').replace(/^=/, '').split('->').slice(1).reverse();
  const names = await page.$$eval('.tree > .tree-step', (steps) => steps.map((step) => step.querySelector('.point-link, strong, .off .data').textContent));
  assert.deepEqual(names, [...above, ...chain.map((p) => p.name).reverse()]);
  assert.equal(await page.locator('.tree-step .tree-process.off').count(), above.length);

  await page.locator('.tree > .tree-step .tree-process > .point-link').nth(chain.length - 2).click();
  assert.equal((await shownFacts()).pid_hash, `${chain[1].hash} copy`, 'the parent is pinned');
});

test('siblings and children come on demand', async () => {
  const childCount = (p) => rows.filter((q) => q.parent === p.row && q !== p).length;
  const process = rows.find((p) => p.parent !== undefined && rows[p.parent] !== p && childCount(rows[p.parent]) > 1 && childCount(p) > 0);
  await pin(process);
  const parent = page.locator('.tree > .tree-step').nth(-2);
  const siblings = rows.filter((q) => q.parent === process.parent && q !== process && q !== rows[process.parent]);
  const others = rows.filter((q) => q.parent === process.parent && q !== process);
  await parent.locator('.tree-more').click();
  assert.equal(await parent.locator('.tree-list > li').count(), others.length, `${siblings.length} siblings`);
  const own = page.locator('.tree > .tree-step.here');
  assert.equal(await own.locator('.tree-more').textContent(), `it started ${childCount(process)}`);
  await own.locator('.tree-more').click();
  await own.locator('.tree-list .point-link').first().click();
  const child = rows.find((q) => q.parent === process.row);
  assert.equal((await shownFacts()).pid_hash, `${child.hash} copy`);
});

/** The weighted Jaccard similarity of two points' images. */
function likeness(a, b, weight) {
  const sum = (names) => names.reduce((total, name) => total + weight.get(name), 0);
  const both = sum(a.features.filter((name) => b.features.includes(name)));
  return both / (sum(a.features) + sum(b.features) - both);
}

test('the nearest common twin is the most similar point that many share, with exactly what differs', async () => {
  const odd = truth.points.find((point) => point.multiplicity === 1 && point.cluster < 0 && point.processes[0].name);
  await pin(odd.processes[0]);
  const common = truth.points.filter((point) => point !== odd && point.multiplicity >= 10);
  const best = Math.max(...common.map((point) => likeness(odd, point, truth.weights)));
  const twins = common.filter((point) => Math.abs(likeness(odd, point, truth.weights) - best) < 1e-12);
  const shown = async (list) => {
    const more = page.locator(`.twin ${list} + .text-button`);
    if (await more.count()) await more.click();
    return (await page.$$eval(`.twin ${list} li`, (items) => items.map((item) => item.title))).sort();
  };
  const here = await shown('.difference.has');
  const there = await shown('.difference.lacks');
  const fits = twins.some((twin) => {
    const only = (a, b) => a.features.filter((name) => !b.features.includes(name)).sort();
    return only(odd, twin).join() === here.join() && only(twin, odd).join() === there.join();
  });
  assert.ok(fits, `${here.length} here, ${there.length} there`);
});

test('images that are rare in the cluster are marked, and common ones that this process lacks are named', async () => {
  const clusterOf = (point) => truth.points.filter((other) => other.cluster === point.cluster);
  const having = (point, name) => clusterOf(point).reduce((sum, other) => sum + (other.features.includes(name) ? other.multiplicity : 0), 0);
  const size = (point) => clusterOf(point).reduce((sum, other) => sum + other.multiplicity, 0);
  const point = truth.points.find((p) => p.cluster >= 0 && p.processes.length > 0 && size(p) >= 30 && p.features.some((name) => having(p, name) < 0.1 * size(p)));
  await pin(point.processes[0]);
  const more = page.locator('.features:not(.missing-features) + .text-button');
  if (await more.count()) await more.click();
  const shown = await page.$$eval('.features:not(.missing-features) .feature', (items) => items.map((item) => [item.querySelector('.feature-path').textContent, item.querySelector('.rare') !== null]));
  assert.deepEqual(shown, point.features.map((name) => [name, having(point, name) < 0.1 * size(point)]));
  const usual = new Set(clusterOf(point).flatMap((other) => other.features).filter((name) => having(point, name) >= 0.9 * size(point) && !point.features.includes(name)));
  assert.deepEqual((await texts('.missing-features .feature-path')).sort(), [...usual].sort());
});

test('the nearest neighbours are listed in order and lead to their points', async () => {
  const point = truth.points.find((p) => p.processes.length === 1 && truth.points[p.neighbours[2]].processes[0]?.name);
  await pin(point.processes[0]);
  const names = await texts('.neighbours .point-link');
  assert.deepEqual(names, point.neighbours.map((other) => truth.points[other].processes[0].name ?? 'no name'));
  const distances = (await texts('.near-distance')).map(Number);
  assert.deepEqual(distances, [...distances].sort((a, b) => a - b));
  await page.locator('.neighbours .point-link').nth(2).click();
  await settled(page);
  assert.equal((await shownFacts()).pid_hash, `${truth.points[point.neighbours[2]].processes[0].hash} copy`);
});

test('sections that were collapsed stay collapsed from one process to the next', async () => {
  await page.click('.section.twin > summary');
  await search(page, '');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('n');
  assert.equal(await page.getAttribute('.section.twin', 'open'), null);
  assert.notEqual(await page.getAttribute('.section.lineage', 'open'), null);
  await page.click('.section.twin > summary');
});

test('nothing was requested from the network and nothing went wrong', () => {
  assert.deepEqual(seen, { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] });
});
