// The explorer in both its forms, the file and the served page: the same map must show the same, as checked by an
// independent reader of the file.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { openPage, search, settled, whenReady } from './browser.mjs';
import { drawnPixels } from './pixels.mjs';
import { datasets, forms } from './results.mjs';
import { withMap } from './session.mjs';

const grouped = (number) => number.toLocaleString('en-US');
const counted = (count, plural) => `${grouped(count)} ${count === 1 ? plural.replace(/e?s$/, '') : plural}`;
const processCount = (count) => `${grouped(count)} process${count === 1 ? '' : 'es'}`;

const cases = Object.entries(datasets).flatMap(([name, { write, skip }]) =>
  Object.entries(forms).map(([form, open]) => ({ name, write, skip, form, open })));

for (const { name, write, skip, form, open } of cases) {
  describe(`${name}, ${form}`, { skip }, () => {
    let page;
    let seen;
    let truth;
    let rows;
    let made;
    let browser;
    withMap(() => open(write()), (opened) => ({ page, seen, truth, rows, made, browser } = opened));

    const text = (selector) => page.textContent(selector);
    const blur = () => page.evaluate(() => document.activeElement.blur());

    async function pin(process) {
      await search(page, `pid:${process.hash}`);
      await blur();
      await page.keyboard.press('n');
      await page.waitForSelector('.pinned-card:not([hidden])');
    }

    async function select(query) {
      await search(page, query);
      await blur();
      await page.keyboard.press('s');
      await page.waitForSelector('.selection-panel:not([hidden])');
      await search(page, '');
      await blur();
      await settled(page);
    }

    async function clear() {
      while (await page.isVisible('.side')) await page.keyboard.press('Escape');
    }

    async function downloaded(click) {
      const [download] = await Promise.all([page.waitForEvent('download'), click()]);
      return readFileSync(await download.path(), 'utf8');
    }

    test('the map is drawn and its figures are those of the data', async () => {
      assert.equal(await page.title(), truth.summary.title);
      const figures = await page.$$eval('.figure', (nodes) => Object.fromEntries(nodes.map((n) => [n.querySelector('dt').textContent, n.querySelector('dd').textContent])));
      assert.equal(figures.processes, grouped(truth.summary.processes));
      assert.equal(figures['distinct bags'], grouped(truth.points.length));
      assert.equal(figures.clusters, grouped(truth.clusters.length));
      assert.equal(figures.images, grouped(truth.weights.size));
      const { colourful } = await drawnPixels(page, { x: 380, y: 60, width: 820, height: 680 });
      assert.ok(colourful > 1_000, `${colourful} colourful pixels`);
      assert.ok((await page.locator('.label').count()) > 3);
    });

    test('every way to search finds the processes that fit', async () => {
      const holds = (value, needle) => value?.toLowerCase().includes(needle) ?? false;
      const images = (p) => truth.points[p.point].features;
      const host = rows[0].host.toLowerCase();
      const everywhere = (p, needle) => [p.name, p.args, p.host, p.user, ...images(p)].some((value) => holds(value, needle));
      const queries = {
        svchost: (p) => everywhere(p, 'svchost'),
        'name:powershell': (p) => holds(p.name, 'powershell'),
        'image:amsi.dll': (p) => images(p).some((image) => holds(image, 'amsi.dll')),
        [`host:${host} -user:system`]: (p) => holds(p.host, host) && !holds(p.user, 'system'),
        'args:/-s \\w+$/': (p) => p.args !== undefined && /-s \w+$/i.test(p.args),
        'lineage:explorer.exe->': (p) => holds(p.lineage, 'explorer.exe->'),
        'cluster:1': (p) => truth.points[p.point].cluster === 1,
        'state:orphan': (p) => p.state === 'orphan',
        [`pid:${rows[7].hash}`]: (p) => p.hash === rows[7].hash,
        'name:powershell OR name:cmd': (p) => holds(p.name, 'powershell') || holds(p.name, 'cmd'),
        '(host:1 OR user:system) NOT svchost': (p) => (holds(p.host, '1') || holds(p.user, 'system')) && !everywhere(p, 'svchost'),
        'args:"-k netsvcs"': (p) => holds(p.args, '-k netsvcs'),
        'wholly absent words': () => false,
      };
      for (const [query, fits] of Object.entries(queries)) {
        await search(page, query);
        const found = rows.filter(fits);
        const expected = found.length === 0 ? `No matches for “${query}”` : `${processCount(found.length)} at ${counted(new Set(found.map((p) => p.point)).size, 'points')}`;
        assert.equal(await text('#search-count'), expected, query);
      }
      assert.ok(Object.values(queries).filter((fits) => rows.some(fits)).length > 6, 'most of these queries find something');
      await search(page, 'name:/(/');
      assert.equal(await text('#search-count'), 'Not a regular expression: missing closing ): `(`');
      await search(page, 'usr:x');
      assert.match(await text('#search-count'), /^There is no field “usr:”. Did you mean user:/);
      assert.ok(await page.$eval('.search', (node) => node.classList.contains('wrong')));
      await search(page, '');
    });

    test('the last query typed is the one shown', async () => {
      const query = 'name:svchost.exe';
      await page.fill('#search', '');
      await page.locator('#search').pressSequentially(query, { delay: 15 });
      await page.waitForFunction((q) => document.querySelector('.search').dataset.answers === q, query);
      const found = rows.filter((p) => p.name?.toLowerCase().includes('svchost.exe'));
      assert.match(await text('#search-count'), new RegExp(`^${processCount(found.length)} at`));
      await search(page, '');
    });

    test('a filter leaves the processes that pass it', async () => {
      await page.click('details[data-facet="host"] > summary');
      const host = await text('details[data-facet="host"] .value-main .kind-name');
      await page.locator('details[data-facet="host"] .value-main').first().click();
      await settled(page);
      const passing = rows.filter((p) => p.host === host);
      assert.equal(await text('.shown-count'), `${grouped(passing.length)} of ${grouped(rows.length)} processes, ${counted(new Set(passing.map((p) => p.point)).size, 'points')}`);
      await page.click('.chip');
      await page.click('details[data-facet="host"] > summary');
    });

    test('the process panel tells what the data holds', async () => {
      const process = rows.find((p) => p.parent !== undefined && p.args && truth.points[p.point].cluster >= 0);
      await pin(process);
      const facts = await page.$$eval('.pinned-card .fact', (nodes) => Object.fromEntries(nodes.map((n) => [n.querySelector('dt').textContent, n.querySelector('dd').textContent])));
      assert.deepEqual([facts.Host, facts.User, facts.PID, facts.pid_hash], [process.host, process.user, String(process.osPid), `${process.hash} copy`]);
      assert.equal(await text('.pinned-card .growing .data'), process.args.slice(0, 600));
      const chain = [process];
      while (chain.at(-1).parent !== undefined) chain.push(rows[chain.at(-1).parent]);
      const names = await page.$$eval('.tree > .tree-step', (steps) => steps.map((step) => step.querySelector('.point-link, strong, .off .data').textContent));
      assert.deepEqual(names.slice(-chain.length), chain.map((p) => p.name).reverse());
      const near = await page.$$eval('.neighbours .point-link', (links) => links.map((link) => link.textContent));
      const others = truth.points[process.point].neighbours.filter((point) => point >= 0);
      assert.deepEqual(near, others.slice(0, near.length).map((point) => truth.points[point].processes[0].name ?? 'no name'));
      assert.ok(near.length > 0);
      const more = page.locator('.features:not(.missing-features) + .text-button');
      if (await more.count()) await more.click();
      assert.deepEqual(await page.$$eval('.features:not(.missing-features) .feature-path', (nodes) => nodes.map((n) => n.textContent)), truth.points[process.point].features);
      await search(page, '');
      await blur();
      await clear();
    });

    test('why a cluster is different is the topic that the program gave it', async () => {
      for (const [cluster, [, topic]] of [...truth.clusters.entries()].slice(0, 3)) {
        await select(`cluster:${cluster}`);
        const why = await page.$$eval('.why', (items) => items.map((item) => [item.querySelector('.mark').textContent === '▲' ? 1 : 0, item.querySelector('.why-name').textContent]));
        assert.deepEqual(why.slice(0, topic.length), topic);
        await clear();
      }
    });

    test('a list sorts, and a selection is taken along as it was recorded', async () => {
      await select('name:powershell');
      const chosen = rows.filter((p) => p.name?.toLowerCase().includes('powershell'));
      await page.keyboard.press('d');
      await page.click('.list-head.args');
      const shown = await page.$$eval('.line', (lines) => lines.map((line) => Number(line.dataset.row)));
      const order = [...chosen].sort((a, b) => (a.args === undefined) - (b.args === undefined) || Buffer.compare(Buffer.from(a.args ?? ''), Buffer.from(b.args ?? '')) || a.row - b.row);
      assert.deepEqual(shown, order.slice(0, shown.length).map((p) => p.row));
      await blur();
      await page.keyboard.press('d');
      const saved = JSON.parse(
        await downloaded(async () => {
          await page.click('.selection-panel .menu > summary');
          await page.click('.selection-panel .menu-item >> text="JSON"');
        }),
      );
      assert.deepEqual(saved.map((r) => [r.pid_hash, r.args, r.ptree, r.exit_code]), chosen.map((p) => [p.hash, p.args ?? null, p.lineage ?? null, p.exitCode ?? null]));
      await clear();
    });

    test('a label stands on the map and in the file that one saves', async () => {
      await select('name:powershell');
      await page.click('.selection-panel >> text=Label …');
      await page.fill('#label-name', 'Scripts');
      await page.click('.label-form >> text=Save label');
      assert.equal(await text('.user-flag'), 'Scripts');
      const points = truth.points.filter((point) => point.processes.some((p) => p.name?.toLowerCase().includes('powershell')));
      const file = JSON.parse(await downloaded(() => page.click('.labels-panel >> text=Save to file')));
      assert.deepEqual(file.labels.map(({ name, processes }) => [name, processes]), [['Scripts', points.map((point) => point.processes[0].hash)]]);
      await clear();
    });

    test('a link shows the same, in a page of its own', async () => {
      await page.selectOption('#colour-by', 'host');
      await search(page, '-name:conhost args:/[0-9]/');
      await blur();
      await page.keyboard.press('n');
      await settled(page);
      await page.waitForFunction(() => ['colour=', 'q=', 'pin='].every((key) => location.hash.includes(key)));
      const sight = (of) => of.evaluate(() => [document.querySelector('.shown-count').textContent, document.querySelector('#search').value, document.querySelector('#colour-by').value, document.querySelector('.pinned-card .hash').textContent]);
      const before = await sight(page);
      const second = await openPage(browser, made.where);
      await second.page.goto(page.url());
      await second.page.reload();
      await whenReady(second.page);
      await second.page.waitForFunction((q) => document.querySelector('.search').dataset.answers === q, before[1]);
      await settled(second.page);
      assert.deepEqual(await sight(second.page), before);
      await second.page.close();
      await search(page, '');
    });

    test('nothing went wrong, and no other server was contacted', () => {
      const foreign = seen.requests.filter((address) => !address.startsWith('blob:') && !(form === 'served' && address.startsWith(`${made.where}api/`)));
      assert.deepEqual(foreign, []);
      assert.deepEqual({ ...seen, requests: [] }, { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] });
    });
  });
}
