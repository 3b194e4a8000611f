// A machine on which an attacker chose every name, path and command line, through all steps: imported, audited, mapped,
// shown in both forms and served. Nothing runs, no other server is contacted, the policy is not violated, and
// everything is text.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openPage, search, settled, startBrowser, whenReady } from './browser.mjs';
import { attacks, hidden, longCommand, writeHostileEvents } from './hostile_events.mjs';
import { serve, writeResults } from './results.mjs';

const title = '</title><script>window.pwned=1</script>\u202e';
let results;
let processes;
let server;
let browser;

before(async () => {
  results = writeResults((data, run) => {
    const log = `${data}.jsonl`;
    processes = writeHostileEvents(log);
    run('import', log, '-o', data, '--quiet');
  }, { title, compare: true });
  server = await serve(results.out);
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  results?.remove();
});

async function assertUnharmed(page, seen) {
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  const found = await page.evaluate(() => {
    const tags = [...document.body.querySelectorAll('img, iframe, object, embed, link, meta, base, form, animate, style, video, audio, source')];
    const handlers = [...document.querySelectorAll('body *')].flatMap((node) => [...node.attributes].filter(({ name }) => /^on|^(src|srcdoc|action|formaction|ping)$/i.test(name)).map(({ name }) => `${node.tagName} ${name}`));
    const links = [...document.querySelectorAll('a')].map((node) => node.href).filter((href) => !href.startsWith(location.origin));
    const scripts = [...document.scripts].filter((script) => !['application/octet-stream', 'application/json'].includes(script.type)).length;
    const texts = [...document.querySelectorAll('body *')].filter((n) => n.tagName !== 'SCRIPT').flatMap((n) => [n.title ?? '', n.getAttribute('aria-label') ?? '', n.children.length ? '' : n.textContent]).join('\u2003');
    return { tags: tags.map((t) => t.outerHTML.slice(0, 80)), handlers, links, scripts, texts };
  });
  assert.deepEqual([found.tags, found.handlers, found.links, found.scripts], [[], [], [], 1]);
  const [deceptive] = /.{0,40}[\p{Cf}\u0000-\u0008\u000b-\u001f\u007f-\u009f].{0,20}/u.exec(found.texts) ?? [];
  assert.equal(JSON.stringify(deceptive), undefined, 'a control or format character is shown');
  assert.deepEqual(seen.requests.filter((address) => !address.startsWith(server.where) && !address.startsWith('blob:')), []);
  assert.deepEqual({ ...seen, requests: [] }, { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] });
}

const blur = (page) => page.evaluate(() => document.activeElement.blur());

for (const form of ['file', 'served']) {
  test(`the explorer as a ${form} page shows attacks as text`, async () => {
    const { page, seen } = await openPage(browser, form === 'file' ? results.file : server.explorer);
    await whenReady(page);
    assert.equal(await page.textContent('h1'), title.replace('\u202e', '\\u{202E}'));
    assert.match(await page.textContent('.figures'), new RegExp(`^${processes}processes`));
    await assertUnharmed(page, seen);

    // Pages through every process.
    const shown = await page.evaluate(() => {
      const press = (key) => document.querySelector('.map').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      const texts = new Set();
      for (let point = 0; point < 20; ++point) {
        press('n');
        for (let row = 0; row < 40; ++row) {
          for (const node of document.querySelectorAll('.pinned-card .card-name, .pinned-card .fact dd, .pinned-card .growing .data, .pinned-card .feature-path')) texts.add(node.textContent);
          press(']');
        }
      }
      return [...texts].join('\u2003');
    });
    for (const text of ['{{constructor.constructor', 'onmouseover="window.pwned=1"', '__proto__', '\\u{202E}', '<img src=x onerror=window.pwned=1>']) assert.ok(shown.includes(text), `${text} is shown`);
    await settled(page);
    await assertUnharmed(page, seen);

    for (const by of ['name', 'host', 'user', 'time', 'lineage', 'flag']) {
      await page.selectOption('#colour-by', by);
      await settled(page);
    }
    // A search field has one line: it would not keep the others unchanged.
    for (const attack of attacks.filter((text) => !/[\r\n]/.test(text))) await search(page, attack);
    for (const attack of ['name:/(?i)<svg.*>/', 'args:/\\x{202e}|\\u202e/', "args:/'; *drop/", 'name:/[/']) await search(page, attack);
    await search(page, 'window.pwned');
    assert.match(await page.textContent('#search-count'), /processes at/);
    await blur(page);
    await page.keyboard.press('s');
    await page.keyboard.press('d');
    for (const head of await page.$$('.list-head')) await head.click();
    await assertUnharmed(page, seen);
    await page.click('.list .menu > summary');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('.list .menu-item >> text="CSV"')]);
    const csv = readFileSync(await download.path(), 'utf8');
    // Quotes come in pairs: the text between them is a cell, or a part of one after a doubled quote.
    for (const cell of csv.replaceAll('""', '\u2003').split('"').filter((_, i) => i % 2 === 1)) {
      assert.ok(!/^[=+@\t\r＝＋＠]/.test(cell) && !/^-(?!\d+$)/.test(cell), cell.slice(0, 80));
    }
    await page.click('.selection-panel >> text=Label …');
    await page.fill('#label-name', '"><img src=x onerror=window.pwned=1>\u202e');
    await page.fill('#label-note', '</script><script>window.pwned=1</script>');
    await page.click('.label-form >> text=Save label');
    assert.equal(await page.textContent('.user-flag'), '"><img src=x onerror=window.pwned=1>\\u{202E}');
    await page.waitForFunction(() => location.hash.includes('select'));
    await assertUnharmed(page, seen);
    await page.reload();
    await whenReady(page);
    await assertUnharmed(page, seen);
    await page.close();
  });

  test(`what a command line hides is found and shown as text on the explorer as a ${form} page`, async () => {
    const { page, seen } = await openPage(browser, form === 'file' ? results.file : server.explorer);
    await whenReady(page);
    for (const query of ['hidden-payload', 'args:hidden-payload', 'decoded:/iwr .http.*#<img/', 'args:nop decoded:iex']) {
      await search(page, query);
      assert.match(await page.textContent('#search-count'), /^1 process at 1 point/, query);
    }
    await search(page, 'decoded:nop');
    assert.match(await page.textContent('#search-count'), /^No matches for/);
    await search(page, 'hidden-payload');
    await blur(page);
    await page.keyboard.press('n');
    assert.equal(await page.textContent('.pinned-card .decoded dd .data'), hidden.replace('\u202e', '\\u{202E}'));
    await assertUnharmed(page, seen);
    await page.close();
  });

  test(`a command line of 10 MB does not stop the explorer as a ${form} page`, async () => {
    const { page, seen } = await openPage(browser, form === 'file' ? results.file : server.explorer);
    await whenReady(page);
    await search(page, 'args:aaaaaaaa');
    await blur(page);
    await page.keyboard.press('n');
    const args = () => page.textContent('.pinned-card .growing .data');
    assert.equal(await args(), 'A'.repeat(600));
    assert.match(await page.textContent('.pinned-card .args'), /Truncated on this page: the whole command line has 10(\.0)? MB/);
    await search(page, 'args:needle-at-the-end');
    if (form === 'file') {
      assert.match(await page.textContent('#search-count'), /^No matches for/);
    } else {
      // The server searches all of it, and returns all of it.
      assert.match(await page.textContent('#search-count'), /^1 process at 1 point/);
      await page.click('.read-whole');
      await page.waitForFunction(() => document.querySelector('.pinned-card .args').textContent.includes('(10,0'));
      await page.click('.pinned-card .growing .text-button');
      assert.equal(await args(), 'A'.repeat(4800));
      await page.keyboard.press('d');
      await page.click('.list .menu > summary');
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('.list .menu-item >> text="JSON"')]);
      const [saved] = JSON.parse(readFileSync(await download.path(), 'utf8'));
      assert.ok(saved.args === longCommand.replace(/^\S+ /, ''), `${saved.args.length} letters of ${longCommand.length}`);
    }
    await assertUnharmed(page, seen);
    await page.close();
  });
}

for (const form of ['file', 'served']) {
  test(`the map of command lines as a ${form} page shows hostile tokens as text`, async () => {
    const { page, seen } = await openPage(browser, form === 'file' ? join(results.out, 'commands', 'map.html') : `${server.where}commands/`);
    await whenReady(page);
    assert.match(await page.textContent('.figures'), /command lines.*tokens/);
    const shown = await page.evaluate(() => {
      const texts = new Set();
      for (let point = 0; point < 400; ++point) {
        document.querySelector('.map').dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }));
        for (const node of document.querySelectorAll('.pinned-card .card-name, .pinned-card .fact dd, .pinned-card .growing .data, .pinned-card .feature-path')) texts.add(node.textContent);
      }
      return [...texts].join('\u2003');
    });
    for (const text of ['onmouseover="window.pwned=1"', '__proto__', '\\u{202E}', '<img']) assert.ok(shown.includes(text), `${text} is shown`);
    for (const attack of attacks.filter((text) => !/[\r\n]/.test(text))) await search(page, attack);
    await search(page, 'token:aaaaaaaa');
    await settled(page);
    await assertUnharmed(page, seen);
    await page.close();
  });
}

test('two maps side by side show attacks as text', async () => {
  const { page, seen } = await openPage(browser, results.comparison);
  await whenReady(page);
  const shown = await page.evaluate(() => {
    const texts = new Set();
    const press = (map, key) => document.querySelector(`.pane[data-map="${map}"] .map`).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    for (const map of ['a', 'b']) {
      document.querySelector(`.pane[data-map="${map}"] .map`).focus();
      for (let point = 0; point < 100; ++point) {
        press(map, 'n');
        for (const node of document.querySelectorAll('.pinned-card .card-name, .pinned-card .args, .pinned-card .cluster-name')) texts.add(node.textContent);
      }
    }
    return [...texts].join('\u2003');
  });
  for (const text of ['onmouseover="window.pwned=1"', '__proto__', '\\u{202E}', '<img']) assert.ok(shown.includes(text), `${text} is shown`);
  await settled(page);
  await assertUnharmed(page, seen);
  for (const by of ['b', 'agreement', 'name', 'host', 'user']) {
    await page.selectOption('#colour-by', by);
    for (const more of await page.$$('.legend .text-button')) await more.click();
    if (await page.locator('.kind').count() > 0) await page.locator('.kind').first().click();
    await settled(page);
    await assertUnharmed(page, seen);
  }
  await page.click('.switch[data-value="names"]');
  for (const attack of attacks.filter((text) => !/[\r\n]/.test(text))) await search(page, attack);
  await assertUnharmed(page, seen);
  await page.close();
});

test('front page and audit show attacks as text', async () => {
  for (const where of [server.where, `${server.where}audit/`, join(results.out, 'audit', 'audit.html')]) {
    const { page, seen } = await openPage(browser, where);
    await page.waitForSelector('#app[data-state="ready"]');
    await assertUnharmed(page, seen);
    await page.close();
  }
});

test('the map sent by the server is the file, and as harmless', async () => {
  const { page, seen } = await openPage(browser, `${server.where}images/map.html`);
  await whenReady(page);
  await assertUnharmed(page, seen);
  await page.close();
  assert.ok((await (await fetch(`${server.where}images/map.html`)).text()) === readFileSync(results.file, 'utf8'));
});
