// Ten hunts, as an analyst would do them, on an office with an intrusion in both forms of the explorer: each ends with a
// selection of exactly the right processes, as the office's own truth says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { search, settled } from './browser.mjs';
import { forms, writeOffice } from './results.mjs';
import { withMap } from './session.mjs';

for (const [form, open] of Object.entries(forms)) {
  describe(`ten hunts on the explorer as a ${form} page`, () => {
    let page;
    let rows;
    let truth;
    withMap(async () => {
      const results = writeOffice(6000, { hunt: { labels: 'labels.csv' } });
      truth = JSON.parse(readFileSync(join(dirname(results.out), 'data', 'truth.json')));
      return open(results);
    }, (opened) => ({ page, rows } = opened));

    const blur = () => page.evaluate(() => document.activeElement.blur());
    const intruders = (fits) => truth.intrusion.filter(fits).map((process) => process.pid_hash);
    const onMap = (hashes) => hashes.filter((hash) => rows.some((row) => row.hash === hash)).sort();

    /** What is lit, selected and exported: the `pid_hash` of each. */
    async function taken() {
      await blur();
      await page.keyboard.press('s');
      await page.waitForSelector('.selection-panel:not([hidden])');
      await page.keyboard.press('d');
      await page.click('.list .menu > summary');
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('.list .menu-item >> text="JSON"')]);
      const hashes = JSON.parse(readFileSync(await download.path(), 'utf8')).map((row) => row.pid_hash);
      await page.keyboard.press('d');
      await search(page, '');
      await blur();
      while (await page.isVisible('.side')) await page.keyboard.press('Escape');
      await settled(page);
      return hashes.sort();
    }

    async function found(query) {
      await search(page, query);
      return taken();
    }

    async function assertFound(query, expected) {
      assert.ok(expected.length > 0, `the truth knows what ${query} should find`);
      assert.deepEqual(await found(query), expected.sort());
    }

    test('a script that Word started', () =>
      assertFound('parent:winword name:wscript', intruders(({ program }) => program === 'wscript.exe')));

    test('PowerShell in a hidden window that runs what it reads from a file', () =>
      assertFound('name:powershell args:/-w hidden .*iex \\(gc/', intruders(({ program }) => program === 'powershell.exe')));

    test('a tool of Windows in a folder of users, on two hosts', () =>
      assertFound('image:/^c:\\\\users\\\\public\\\\.*\\\\mpcmdrun\\.exe$/', intruders(({ program }) => program === 'mpcmdrun.exe/copy')));

    test('LSASS dumped by a DLL of Windows', () =>
      assertFound('rundll32 comsvcs minidump', intruders(({ args }) => /comsvcs/.test(args))));

    test('everything below the script, but for consoles', async () => {
      const onFirst = intruders(({ hostname, program }) => hostname === truth.intrusion[0].hostname && !/winword|wscript/.test(program));
      await assertFound('ancestor:wscript host:hq-ws-001 -name:conhost', onFirst);
    });

    test('two hives of the registry saved for their passwords', () =>
      assertFound('name:reg "save hklm"', intruders(({ program }) => program === 'reg.exe')));

    test('what the audit finds odd: parents that Windows never gives', () =>
      assertFound('flag:unexpected_parent', onMap(truth.flags.unexpected_parent.pid_hashes)));

    test('a service with a DLL that no other has', () =>
      assertFound('name:svchost image:/^c:\\\\programdata\\\\harbor/', truth.odd_images.filter(({ program }) => program.startsWith('svchost')).map((process) => process.pid_hash)));

    test('an editor like no other: the one of its name that is far from all', async () => {
      const odd = truth.odd_images.find(({ program }) => program === 'notepad.exe').pid_hash;
      await search(page, 'name:notepad');
      await blur();
      await page.keyboard.press('d');
      await page.click('.list-head.outlier');
      if ((await page.getAttribute('.list-head.outlier', 'aria-sort')) !== 'descending') await page.click('.list-head.outlier');
      await page.click('.list-body [role="row"] >> nth=0');
      await page.waitForSelector('.pinned-card:not([hidden])');
      const facts = await page.textContent('.pinned-card');
      await page.keyboard.press('d');
      assert.ok(facts.includes(odd), facts.slice(0, 400));
      assert.match(facts, /mscoree\.dll/);
      while (await page.isVisible('.side')) await page.keyboard.press('Escape');
      await search(page, '');
    });

    test('labels from a file: what a rule named, by the legend', async () => {
      await page.selectOption('#colour-by', 'rule');
      await settled(page);
      await page.click('.kind:has-text("attack")');
      await settled(page);
      const labelled = intruders(({ label }) => label === 'attack');
      assert.deepEqual(await taken(), onMap(labelled));
    });
  });
}
