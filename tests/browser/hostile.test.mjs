// A map whose every text was written by an attacker: nothing runs, nothing is fetched, everything is shown as text.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { search, settled } from './browser.mjs';
import { withExample } from './session.mjs';

let truth;
let page;
let seen;
withExample(['hostile'], (opened) => ({ page, seen, truth } = opened), { offline: true });

/** Elements that the page itself never creates, and attributes that run or fetch something. */
const foreign = () =>
  page.evaluate(() => {
    const tags = [...document.body.querySelectorAll('img, iframe, object, embed, link, meta, base, a, form, animate, style, video, audio, source')];
    const attributes = [...document.querySelectorAll('body *')].flatMap((node) =>
      [...node.attributes].filter(({ name }) => /^on|^(src|href|srcdoc|action|formaction|ping)$/i.test(name)).map(({ name }) => `${node.tagName} ${name}`),
    );
    const scripts = [...document.scripts].filter((s) => !['application/octet-stream', 'application/json'].includes(s.type)).length;
    return { tags: tags.map((t) => t.outerHTML.slice(0, 80)), attributes, scripts };
  });

async function assertUnharmed() {
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  const { tags, attributes, scripts } = await foreign();
  assert.deepEqual(tags, []);
  assert.deepEqual(attributes, []);
  assert.equal(scripts, 1, 'the page’s own script and no other');
  assert.deepEqual(seen, { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] });
}

test('opening it runs nothing', async () => {
  assert.equal(await page.title(), 'Hostile </title><script>window.pwned=1</script>');
  assert.equal(await page.textContent('h1'), 'Hostile </title><script>window.pwned=1</script>');
  await assertUnharmed();
});

test('every text of every point can be looked at and stays text', async () => {
  const shown = new Set(
    await page.evaluate(() => {
      const press = (key) => document.querySelector('.map').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      const names = [];
      for (let point = 0; point < 40; ++point) {
        press('n');
        for (let row = 0; row < 4; ++row) {
          names.push(document.querySelector('.pinned-card .card-name').textContent);
          press(']');
        }
        for (const button of document.querySelectorAll('.pinned-card .text-button')) button.click();
      }
      return names;
    }),
  );
  await settled(page);
  for (const text of ['<script>window.pwned=1</script>', '<img src=x onerror=window.pwned=1>', "{{constructor.constructor('window.pwned=1')()}}", '__proto__', 'constructor']) {
    assert.ok(shown.has(text), `${text} is shown as it is`);
  }
  assert.ok([...shown].some((text) => text.includes('\\u{202E}')), 'overrides of direction are written out');
  assert.ok([...shown].some((text) => text.includes('nul\\0inside')));
  assert.ok(![...shown].some((text) => /[\p{Cc}\p{Cf}]/u.test(text)), 'no control or format character is left');
  await page.keyboard.press('Escape');
  await assertUnharmed();
});

test('no text on the page holds a control or format character, in labels, legend and tooltips neither', async () => {
  await page.selectOption('#colour-by', 'name');
  await settled(page);
  const more = page.locator('.legend-body > .text-button');
  if ((await more.count()) > 0) await more.click();
  await settled(page);
  const all = await page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((n) => n.tagName !== 'SCRIPT')
      .flatMap((n) => [n.title ?? '', n.getAttribute('aria-label') ?? '', n.children.length ? '' : n.textContent])
      .join('\u2003'),
  );
  assert.ok(all.includes('pwned'), 'hostile texts are among them');
  assert.ok(!/[\p{Cf}\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u.test(all), 'found one');
  await page.selectOption('#colour-by', 'cluster');
  await assertUnharmed();
});

test('every colouring and hovering all over the map run nothing', async () => {
  for (const by of ['name', 'host', 'user', 'time', 'lineage', 'flag', 'outlier', 'cluster']) {
    await page.selectOption('#colour-by', by);
    await settled(page);
  }
  for (let y = 150; y < 760; y += 75) for (let x = 400; x < 1200; x += 60) await page.mouse.move(x, y);
  await assertUnharmed();
});

test('searching for an attack finds it as text', async () => {
  const needle = '<script>window.pwned=1</script>';
  await search(page, needle);
  const holds = (value) => value?.toLowerCase().includes(needle) ?? false;
  let processes = 0;
  for (const point of truth.points) {
    processes += point.features.some(holds) ? point.multiplicity : point.processes.filter((p) => holds(p.name) || holds(p.args)).length;
  }
  assert.match(await page.textContent('#search-count'), new RegExp(`^${processes.toLocaleString('en-US')} processes`));
  await search(page, '"><img src=x onerror=window.pwned=1>');
  assert.ok((await page.textContent('#search-count')).startsWith('No matches for “"><img'));
  await search(page, '');
  await assertUnharmed();
});

test('filters, selection, list and labels show attacks as text', async () => {
  for (const facet of ['name', 'host', 'user', 'cluster', 'state', 'flag']) {
    const summary = page.locator(`details[data-facet="${facet}"] > summary`);
    if (await summary.isVisible()) await summary.click();
  }
  await page.locator('details[data-facet="name"] .value-main', { hasText: '<script>window.pwned=1' }).first().click();
  await settled(page);
  assert.ok((await page.textContent('.chip')).includes('<script>window.pwned=1'));
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('s');
  await page.keyboard.press('d');
  for (const head of await page.$$('.list-head')) await head.click();
  await page.click('.selection-panel >> text=Label …');
  await page.fill('#label-name', '"><img src=x onerror=window.pwned=1>\u202egpj.exe');
  await page.click('.label-form >> text=Save label');
  assert.equal(await page.textContent('.user-flag'), '"><img src=x onerror=window.pwned=1>\\u{202E}gpj.exe');
  const all = await page.evaluate(() => [...document.querySelectorAll('.side *, .list *, .chips *, .filters *, .user-flag')].flatMap((n) => [n.title ?? '', n.getAttribute('aria-label') ?? '', n.children.length ? '' : n.textContent]).join('\u2003'));
  assert.ok(!/[\p{Cf}\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u.test(all), 'a control or format character is shown');
  await assertUnharmed();
});

test('no cell of an exported CSV is a formula', async () => {
  await page.click('.chip');
  while ((await page.textContent('.list-title')) !== '3,000 processes on this map') await page.keyboard.press('Escape');
  await settled(page);
  await page.click('.list .menu > summary');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('.list .menu-item >> text="CSV"')]);
  const csv = readFileSync(await download.path(), 'utf8');
  let cells = 0;
  for (const [, quoted, plain] of csv.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)) {
    const cell = quoted?.replaceAll('""', '"') ?? plain;
    assert.ok(!/^[=+@\t\r＝＋＠]/.test(cell) && !/^-(?!\d+(\.\d+)?(e-\d+)?$)/.test(cell), cell.slice(0, 80));
    ++cells;
  }
  assert.ok(cells > 3_000 * 16, `${cells} cells`);
  assert.ok(csv.includes(`"'=cmd|'/c calc'!A1"`));
  assert.match(download.suggestedFilename(), /^[a-z0-9-]+\.csv$/);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('d');
  seen.requests = seen.requests.filter((address) => !address.startsWith('blob:')); // the file just created
  await assertUnharmed();
});

test('a command line of a megabyte is cut, says so, and grows on request', async () => {
  await search(page, 'args:aaaaaaaa');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('n');
  const args = () => page.textContent('.pinned-card .growing .data');
  assert.equal(await args(), 'A'.repeat(600));
  assert.match(await page.textContent('.pinned-card .args'), /Truncated on this page: the whole command line has 1\.0 MB/);
  await page.click('.pinned-card .growing .text-button');
  assert.equal((await args()).length, 4_800);
  assert.match(await page.textContent('.about'), /long texts? (is|are) truncated on this page/);
  await assertUnharmed();
});
