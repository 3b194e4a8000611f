// What is selected, exported from both forms of the page: conditions that DuckDB runs, and tables.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { search, settled } from './browser.mjs';
import { programOf } from './pages.mjs';
import { forms, writeOffice } from './results.mjs';
import { withMap } from './session.mjs';

const form = (name, start) =>
  describe(`exports from the ${name} form`, () => {
    let page;
    let rows;
    let points;
    let out;
    withMap(
      () => {
        const results = writeOffice(1500);
        out = results.out;
        return start(results);
      },
      (opened) => ({ page, rows, truth: { points } } = opened),
    );

    async function select(query) {
      await search(page, query);
      await page.evaluate(() => document.activeElement.blur());
      await page.keyboard.press('s');
      await page.waitForSelector('.selection-panel:not([hidden])');
      await settled(page);
    }

    async function saved(format) {
      if ((await page.getAttribute('.selection-panel .menu', 'open')) === null) await page.click('.selection-panel .menu > summary');
      const [download] = await Promise.all([page.waitForEvent('download'), page.click(`.selection-panel .menu-item >> text="${format}"`)]);
      const file = await download.path();
      return { name: download.suggestedFilename(), file, text: readFileSync(file, 'utf8'), said: await page.textContent('.selection-panel .menu [role=status]') };
    }

    const hashes = (selected) => selected.map((p) => p.hash).sort();

    test('a condition selects exactly the selected processes', async () => {
      const byName = rows.filter((p) => p.name === 'powershell.exe');
      const host = rows[0].host;
      const queries = [
        ['name:powershell.exe', (p) => p.name?.includes('powershell.exe'), 'by process name'],
        [`host:${host} name:svchost`, (p) => p.host === host && p.name?.includes('svchost'), 'by '],
        [`pid:${byName[0].osPid ?? 4} OR outlier>0.9`, undefined, ' by '],
      ];
      for (const [query, belongs, how] of queries) {
        await select(query);
        const wanted = belongs ? hashes(rows.filter(belongs)) : JSON.parse((await saved('JSON')).text).map((record) => record.pid_hash).sort();
        assert.ok(wanted.length > 0 && wanted.length < rows.length, query);
        const sql = await saved('SQL query');
        assert.ok(sql.said.includes(how), sql.said);
        const found = execFileSync(programOf('EXAMPLE_QUERY'), [join(out, 'images'), sql.file, 'pid_hash'], { encoding: 'utf8' });
        assert.deepEqual(found.trimEnd().split('\n'), wanted, sql.text);
        const sigma = await saved('Sigma rule');
        assert.match(sigma.name, /\.yml$/);
        assert.match(sigma.text, /^logsource:\n  product: windows\n  category: process_creation\ndetection:\n  selection/m);
        const kql = await saved('KQL query');
        assert.match(kql.text, /^DeviceProcessEvents\n\| where /m);
        if (how === 'by process name') {
          assert.match(sigma.text, /\n    Image\|endswith: "\\\\\\\\powershell.exe"\n/);
          assert.match(kql.text, /FileName in~ \("powershell.exe"\)/);
        }
        await page.keyboard.press('Escape');
      }
    });

    test('the view is saved as SVG and PNG with title, names and legend, without script', async () => {
      await search(page, '');
      await page.evaluate(() => document.activeElement.blur());
      await page.keyboard.press('0');
      await settled(page);
      const save = async (format) => {
        await page.click('#save-picture > summary');
        const [download] = await Promise.all([page.waitForEvent('download'), page.click(`#save-picture .menu-item >> text="${format}"`)]);
        assert.equal(await page.getAttribute('#save-picture', 'open'), null);
        return download.path();
      };
      const svg = readFileSync(await save('SVG'), 'utf8');
      const png = readFileSync(await save('PNG'));
      const twice = readFileSync(await save('PNG, twice as large'));
      const other = await page.context().newPage();
      const shown = await other.evaluate((text) => {
        const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
        const { width, height } = parsed.documentElement.attributes;
        return {
          tags: [...new Set([...parsed.querySelectorAll('*')].map((node) => node.localName))].sort(),
          attributes: [...new Set([...parsed.querySelectorAll('*')].flatMap((node) => node.getAttributeNames()))].filter((name) => /^on|href|src|style/.test(name)),
          points: parsed.querySelectorAll('#points circle').length,
          names: parsed.querySelectorAll('#names text').length,
          legend: parsed.querySelector('#legend').textContent,
          size: [Number(width.value), Number(height.value)],
        };
      }, svg);
      await other.close();
      assert.deepEqual(shown.tags, ['circle', 'g', 'rect', 'svg', 'text', 'title']);
      assert.deepEqual(shown.attributes, []);
      assert.equal(shown.points, points.length);
      assert.equal(shown.names, await page.locator('.label:not(.leaving) > *').count());
      assert.ok(shown.legend.trim().startsWith('Invented office') && shown.legend.includes('Coloured by cluster'), shown.legend);
      const pixels = (file) => [file.readUInt32BE(16), file.readUInt32BE(20)];
      assert.deepEqual(pixels(png), shown.size);
      assert.deepEqual(pixels(twice), shown.size.map((pixel) => 2 * pixel));
    });

    test('tables have the selected processes with images, parents, topic and place', async () => {
      await select('name:powershell.exe');
      const wanted = rows.filter((p) => p.name?.includes('powershell.exe'));
      const lines = (await saved('JSON lines')).text.trimEnd().split('\n').map((line) => JSON.parse(line));
      assert.deepEqual(hashes(lines.map((p) => ({ hash: p.pid_hash }))), hashes(wanted));
      const byHash = new Map(rows.map((p) => [p.hash, p]));
      for (const line of lines) {
        assert.equal(typeof line.x, 'number');
        assert.ok(line.features.includes('.dll'));
        if (line.parent_pid_hash) assert.equal(line.parent_process_name, byHash.get(line.parent_pid_hash).name);
        assert.equal(line.topic !== null, line.cluster >= 0);
      }
      assert.ok(lines.some((line) => line.parent_pid_hash));
    });
  });

for (const [name, start] of Object.entries(forms)) form(name, start);
