// Names of clusters: their colours, and what is under them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { search, settled } from './browser.mjs';
import { withExample } from './session.mjs';

let page;
let truth;
withExample(['3000', '400'], (opened) => ({ page, truth } = opened));

const scale = () => page.getAttribute('.labels', 'data-scale');

test('a name has the colour of its cluster while points have it', async () => {
  for (let step = 0; step < 3; ++step) await page.click('[aria-label^="Zoom in"]'); // to clusters from groups of them
  await settled(page);
  const tinted = () => page.$$eval('.labels .label.tinted', (labels) => labels.map((label) => [label.title.match(/^Cluster (\d+)/)[1], getComputedStyle(label).getPropertyValue('--own')]));
  const shown = await tinted();
  assert.ok(shown.length > 0);
  await page.click('.legend-body > .text-button');
  const ofLegend = new Map(await page.$$eval('.kind:has(.kind-number)', (kinds) => kinds.map((kind) => [kind.querySelector('.kind-number').textContent, getComputedStyle(kind.querySelector('.swatch')).backgroundColor])));
  for (const [cluster, colour] of shown) assert.equal(colour.replaceAll(' ', ', '), ofLegend.get(cluster), `cluster ${cluster}`);
  await page.selectOption('#colour-by', 'host');
  assert.deepEqual(await tinted(), []);
  await page.selectOption('#colour-by', 'cluster');
});

test('a point that was found can be clicked through a name', async () => {
  const [row] = truth.points.find(({ multiplicity, cluster }) => multiplicity === 1 && cluster >= 0).processes;
  await search(page, `pid:${row.hash}`);
  await page.press('#search', 'Enter');
  await settled(page);
  // The only match is in the middle of what panels leave free.
  const at = await page.evaluate(() => {
    const left = document.querySelector('.panel').offsetWidth + 24 + 56;
    return { x: Math.round((left + innerWidth - 90) / 2), y: Math.round((56 + innerHeight - 40) / 2) };
  });
  await page.mouse.move(at.x, at.y);
  assert.equal(await page.locator('.map.on-point').count(), 1);
  const before = await scale();
  const covers = await page.evaluate(({ x, y }) => {
    const label = document.createElement('button');
    label.className = 'label';
    Object.assign(label.style, { width: '200px', height: '60px', transform: `translate(${x - 100}px, ${y - 30}px)` });
    label.addEventListener('click', () => (label.dataset.clicked = 'yes'));
    document.querySelector('.labels').append(label);
    return document.elementFromPoint(x, y) === label;
  }, at);
  assert.ok(covers);
  await page.mouse.click(at.x, at.y);
  await page.waitForSelector('.pinned-card:not([hidden])');
  assert.match(await page.textContent('.pinned-card .hash'), new RegExp(row.hash));
  assert.equal(await scale(), before);
  assert.equal(await page.locator('.label[data-clicked]').count(), 0);
  await page.mouse.click(at.x - 80, at.y + 25);
  assert.equal(await page.locator('.label[data-clicked]').count(), 1, 'elsewhere, the name takes the click');
});
