// The file itself: a single piece that requests nothing, with nothing in its script that could turn text into markup or
// code.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { openPage, startBrowser } from './browser.mjs';
import { auditData } from './audit_data.mjs';
import { writeAudit, writePage } from './pages.mjs';

const pages = {};

before(() => {
  for (const [name, example] of [['map', writePage('2000', '300')], ['audit', writeAudit(auditData({ records: 200 }))]]) {
    const html = readFileSync(example.file, 'utf8');
    const script = /<script>([^]*?)<\/script>/.exec(html)[1];
    const style = /<style>([^]*?)<\/style>/.exec(html)[1];
    pages[name] = { example, html, script, style };
  }
});

after(() => Object.values(pages).forEach(({ example }) => example.remove()));

const sha256 = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

for (const name of ['map', 'audit']) {
  test(`${name}: the policy names this script and this style by their hashes and forbids the rest`, () => {
    const { html, script, style } = pages[name];
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)[1];
    const rules = Object.fromEntries(policy.split(';').map((rule) => [rule.trim().split(' ')[0], rule.trim().split(' ').slice(1).join(' ')]));
    assert.deepEqual(rules, {
      'default-src': "'none'",
      'script-src': sha256(script),
      'style-src': sha256(style),
      'font-src': 'data:',
      'img-src': 'data:',
      'base-uri': "'none'",
      'form-action': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': "'none'",
    });
  });

  test(`${name}: the script has no way to make markup or code out of text, nor to load anything`, () => {
    const { script } = pages[name];
    const forbidden = [
      'innerHTML', 'outerHTML', 'insertAdjacentHTML', 'createContextualFragment', 'document.write', 'DOMParser', 'srcdoc',
      'new Function', 'setHTMLUnsafe', 'parseHTMLUnsafe', 'XMLHttpRequest', 'WebSocket', 'EventSource',
      'sendBeacon', 'importScripts', 'new Worker', 'SharedWorker', 'serviceWorker', 'import(', 'unpkg', 'document.cookie',
    ];
    assert.deepEqual(forbidden.filter((word) => script.includes(word)), []);
    assert.ok(!/(?<![.\w$])Function\(/.test(script), 'a function is made from text');
    assert.ok(!/(?<![.\w$}])eval\(/.test(script), 'a text is run; re2js has a method of that name');
    assert.ok(!/(?<![.\w])fetch\(/.test(script), 'the platform’s fetch is called');
  });

  test(`${name}: neither script nor style names an address to load from`, () => {
    const { script, style } = pages[name];
    assert.deepEqual(style.match(/url\((?!["']?data:font\/woff2;base64,)[^)]*\)|@import/g), null);
    const addresses = [...new Set(script.match(/(?:https?|wss?):\/\/[^\s"'`)]+/g) ?? [])];
    // Comments inside shaders, the names of namespaces, and a message of re2js.
    const harmless = /^https?:\/\/(en\.wikipedia\.org\/|github\.com\/le0pard\/re2js#readme$|www\.w3\.org\/(2000\/(svg|xmlns\/)|1999\/x(html|link)|XML\/1998\/namespace))/;
    assert.deepEqual(addresses.filter((address) => !harmless.test(address)), []);
  });
}

test('a map that was cut off says so instead of staying blank', async () => {
  const { example, html } = pages.map;
  const browser = await startBrowser();
  try {
    writeFileSync(example.file, html.slice(0, html.lastIndexOf('data-block="neighbours"') - 40));
    const { page } = await openPage(browser, example.file);
    await page.waitForSelector('#app[data-state="failed"]');
    assert.match(await page.textContent('.notice'), /Process details could not be read: the page has no block “neighbours”/);
    assert.ok((await page.locator('canvas.points').count()) === 1, 'the map is still there');
    await page.close();

    const damaged = html.replace(/(data-block="map">.{40})..../, '$1AAAA');
    writeFileSync(example.file, damaged);
    const second = await openPage(browser, example.file);
    await second.page.waitForSelector('#app[data-state="failed"]');
    assert.match(await second.page.textContent('[role="alert"]'), /This map cannot be shown/);
  } finally {
    await browser.close();
  }
});

test('the map is drawn before the rest of the file is there, and waits for it', async () => {
  const { html } = pages.map;
  const cut = html.indexOf('data-block="texts/host"') + 40;
  let sendRest;
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.write(html.slice(0, cut));
    sendRest = () => response.end(html.slice(cut));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await startBrowser();
  try {
    const page = await browser.context.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`, { waitUntil: 'commit' });
    await page.waitForSelector('#app[data-state="drawn"]');
    sendRest();
    await page.waitForSelector('#app[data-state="ready"]');
  } finally {
    await browser.close();
    server.close();
  }
});

test('an audit that was cut off says so instead of staying blank', async () => {
  const { example, html } = pages.audit;
  const browser = await startBrowser();
  try {
    const start = html.indexOf('id="audit">');
    for (const damaged of [html.replace('id="audit"', 'id="other"'), html.slice(0, start + 11) + html.slice(start + 60), html.replace('"version":1', '"version":9')]) {
      writeFileSync(example.file, damaged);
      const { page } = await openPage(browser, example.file);
      await page.waitForSelector('#app[data-state="failed"] [role="alert"]');
      assert.match(await page.textContent('[role="alert"]'), /This audit cannot be shown/);
      await page.close();
    }
  } finally {
    await browser.close();
  }
});
