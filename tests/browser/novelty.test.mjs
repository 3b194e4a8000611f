// The findings of a hunt on the map, in both forms of the explorer, against an independent reader of the file.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { search, settled } from './browser.mjs';
import { forms, writeOffice } from './results.mjs';
import { withMap } from './session.mjs';

const harmless = { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] };
const grouped = (number) => number.toLocaleString('en-US');

for (const [form, open] of Object.entries(forms)) {
  describe(form, () => {
    let page;
    let seen;
    let truth;
    let rows;
    withMap(() => open(writeOffice(5000, { hunt: { labels: 'labels.csv' } })), (opened) => ({ page, seen, truth, rows } = opened));

    const ofFinding = (index) => rows.filter(({ finding }) => finding === index + 1);
    const item = (index) => page.locator(`.finding-item[data-finding="${index}"]`);
    const blur = () => page.evaluate(() => document.activeElement.blur());

    /** The list of what is shown: while something is selected, it would be of that. */
    async function openList() {
      await blur();
      await page.keyboard.press('d');
      for (let i = 0; i < 4 && /selected$/.test(await page.textContent('.list-title')); ++i) await page.keyboard.press('Escape');
    }

    async function openFindings() {
      if (!(await page.isVisible('.findings-panel'))) await page.click('.findings-entry');
      await page.waitForSelector('.findings-panel:not([hidden])');
    }

    async function choose(index) {
      await openFindings();
      if (!(await item(index).evaluate((node) => node.classList.contains('chosen')))) await item(index).locator('.finding-main').click();
      await page.waitForSelector(`.finding-item.chosen[data-finding="${index}"]`);
      await settled(page);
    }

    test('the findings are listed, the most novel first', async () => {
      assert.match(await page.textContent('.findings-entry'), new RegExp(`^${grouped(truth.hunt.findings_in_all)} findings`));
      await openFindings();
      const listed = await page.$$eval('.finding-item', (nodes) => nodes.map((node) => [node.querySelector('.finding-novelty').textContent, node.querySelector('strong').textContent]));
      assert.deepEqual(listed, truth.hunt.findings.slice(0, 60).map(({ novelty, process_name: name }) => [novelty.toFixed(1), name]));
    });

    test('choosing one selects its processes and says how many are elsewhere', async () => {
      const whole = truth.hunt.findings.findIndex(({ processes }, i) => ofFinding(i).length === processes);
      await choose(whole);
      assert.deepEqual(await item(whole).locator('.reasons li').allTextContents(), truth.hunt.findings[whole].reasons);
      assert.match(await item(whole).locator('[role="status"]').textContent(), /on this map\.$/);
      await item(whole).getByRole('button', { name: 'List', exact: true }).click();
      await page.waitForFunction((count) => document.querySelector('.list').dataset.rows === String(count), ofFinding(whole).length);
      assert.match(await page.textContent('.list-title'), /selected$/);
      await page.click('.list-bar > .icon-button');

      const missing = truth.hunt.findings.findIndex((_, i) => i < 60 && ofFinding(i).length === 0);
      if (missing >= 0) {
        await choose(missing);
        assert.match(await item(missing).locator('[role="status"]').textContent(), /^(Its process is not on this map|None of its \d+ processes is on this map)\.$/);
        assert.equal(await item(missing).getByRole('button', { name: 'List', exact: true }).count(), 0);
      }
    });

    test('a process has its novelty and its reasons, and leads to its finding', async () => {
      const [process] = ofFinding(truth.hunt.findings.findIndex((_, i) => ofFinding(i).length > 0));
      await search(page, `pid:${process.hash}`);
      await blur();
      await page.keyboard.press('n');
      await page.waitForSelector('.pinned-card:not([hidden])');
      assert.equal(await page.textContent('.section.novelty h3'), `Novelty ${(process.novelty / 100).toFixed(1)}`);
      assert.deepEqual(await page.$$eval('.section.novelty .reasons li', (nodes) => nodes.map((node) => node.textContent)), process.reasons);
      await page.click('.section.novelty .acts button');
      await page.waitForSelector(`.finding-item.chosen[data-finding="${process.finding - 1}"]`);
      await search(page, '');
    });

    test('novelty is a colour, a filter and a column', async () => {
      await page.selectOption('#colour-by', 'novelty');
      const highest = Math.max(...rows.map(({ novelty }) => novelty ?? 0));
      const ticks = await page.$$eval('.legend .ticks span', (nodes) => nodes.map((node) => node.textContent));
      assert.equal(ticks.at(-1), (highest / 100).toFixed(1));

      await page.locator('details[data-facet="novelty"] > summary').click();
      const from = page.locator('[data-brush="novelty"] .brush-end').first();
      await from.evaluate((input) => {
        input.value = '40';
        input.dispatchEvent(new Event('input', { bubbles: true }));
      });
      const chip = await page.textContent('.chips .chip');
      assert.match(chip, /^Novelty [\d.]+ – [\d.]+$/);
      const least = Math.ceil(highest / 2);
      const expected = rows.filter(({ novelty }) => novelty >= least).length;
      await page.waitForFunction((count) => document.querySelector('.shown-count strong').textContent === count, grouped(expected));

      await openList();
      assert.match(await page.textContent('.list-title'), /shown$/);
      await page.click('.list-head.novelty');
      const shown = await page.$$eval('.list .line .novelty', (cells) => cells.map((cell) => Number(cell.textContent)));
      const sorted = rows.map(({ novelty }) => novelty ?? -1).sort((a, b) => b - a).filter((value) => value >= least);
      assert.deepEqual(shown, sorted.slice(0, shown.length).map((value) => Number((value / 100).toFixed(1))));
      await page.keyboard.press('d');
      await page.locator('.chips .chip').first().click();
    });

    test('what rules and label files say is a colour, a filter and a column', async () => {
      const labelled = rows.filter(({ labels }) => labels.length > 0);
      assert.ok(labelled.length > 0 && labelled.length < rows.length / 10, `${labelled.length}`);
      const [{ labels: [label] }] = labelled;
      await page.selectOption('#colour-by', 'rule');
      const kinds = await page.$$eval('.legend .kind-name', (nodes) => nodes.map((node) => node.textContent));
      assert.ok(kinds.includes(label) && kinds.includes('no label'), kinds.join());

      await page.locator('details[data-facet="rule"] > summary').click();
      await page.locator('.facet-list[data-facet="rule"] .value-main').filter({ hasText: label }).click();
      const having = rows.filter(({ labels }) => labels.includes(label)).length;
      await page.waitForFunction((count) => document.querySelector('.shown-count strong').textContent === count, grouped(having));
      assert.match(await page.textContent('.chips .chip'), /^Rule label/);
      assert.equal(await page.locator('.legend .kind').filter({ hasText: label }).locator('.kind-count').textContent(), grouped(having));

      await openList();
      assert.equal(await page.textContent('.list-title'), `${grouped(having)} processes shown`);
      const shown = await page.$$eval('.list .line .rules', (cells) => cells.map((cell) => cell.textContent));
      assert.ok(shown.length > 0 && shown.every((text) => text.includes(label)), shown.join());
      await page.keyboard.press('d');
      await page.locator('.chips .chip').first().click();
    });

    test('a link leads to the same finding', async () => {
      const index = truth.hunt.findings.findIndex((_, i) => ofFinding(i).length > 0);
      await choose(index);
      await page.waitForFunction((id) => location.hash.includes(`finding=${id}`), truth.hunt.findings[index].id);
      await page.evaluate(() => (location.hash = 'finding=of-another-hunt'));
      await page.waitForSelector('.findings-panel', { state: 'hidden' });
      await page.evaluate((id) => (location.hash = `finding=${id}`), truth.hunt.findings[index].id);
      await page.waitForSelector(`.finding-item.chosen[data-finding="${index}"]`);
    });

    test('nothing went wrong', () => {
      if (form === 'file') assert.deepEqual(seen, harmless);
      else assert.deepEqual({ ...seen, requests: [] }, harmless);
    });
  });
}
