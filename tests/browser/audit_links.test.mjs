// The audit leads to the processes of a state or flag on the maps, and a process on a map back to the audit's examples.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { seriousViolations } from './axe.mjs';
import { openPage, startBrowser, whenReady } from './browser.mjs';
import { readPage } from './payload.mjs';
import { serve, writeOffice } from './results.mjs';

let results;
let server;
let browser;
let processes;
before(async () => {
  results = writeOffice(3000);
  processes = readPage(results.file).points.flatMap((point) => point.processes);
  server = await serve(results.out);
  browser = await startBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  results?.remove();
});

/** The number of processes that the map says are shown. */
const shown = async (page) => Number(/^[\d,]+/.exec(await page.textContent('.shown-count'))[0].replaceAll(',', ''));

for (const form of ['file', 'served']) {
  for (const [kind, has] of [['flag', (process, term) => process.flags.includes(term)], ['state', (process, term) => process.state === term]]) {
    test(`a ${kind} leads to exactly its processes, and one of these back to the ${kind}: ${form}`, async () => {
      const { page, seen } = await openPage(browser, form === 'file' ? join(results.out, 'audit', 'audit.html') : `${server.where}audit/`);
      await page.waitForSelector('#app[data-state="ready"]', { state: 'attached' });
      assert.equal(await page.locator('.on-maps').count(), 0, 'no links while all examples are shown');
      const terms = await page.$$eval(`button[data-${kind}]`, (nodes, name) => nodes.map((node) => node.dataset[name]), kind);
      const term = terms.find((name) => processes.some((process) => has(process, name)) && !processes.every((process) => has(process, name)));
      await page.click(`button[data-${kind}="${term}"]`);
      assert.deepEqual(await seriousViolations(page), []);
      await page.click('.on-maps a');
      await whenReady(page);
      assert.equal(await shown(page), processes.filter((process) => has(process, term)).length);

      await page.focus('.map');
      await page.keyboard.press('n');
      const mark = page.locator('.pinned-card a.audit-mark', { hasText: term.replaceAll('_', ' ') });
      await mark.waitFor();
      await mark.click();
      await page.waitForSelector(`.chip[data-term="${term}"][aria-pressed="true"]`);
      assert.deepEqual(seen.errors, []);
      await page.close();
    });
  }
}
