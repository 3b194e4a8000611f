// The file itself: one piece, no way out, and nothing in its script that could turn text into markup or code.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openMap, startBrowser } from './browser.mjs';
import { writePage } from './pages.mjs';

let example;
let html;
let script;
let style;

before(() => {
  example = writePage('2000', '300');
  html = readFileSync(example.file, 'utf8');
  script = /<script>([^]*?)<\/script>/.exec(html)[1];
  style = /<style>([^]*?)<\/style>/.exec(html)[1];
});

after(() => example.remove());

const sha256 = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test('the policy names this script and this style by their hashes and forbids the rest', () => {
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

test('the script has no way to make markup or code out of text, nor to load anything', () => {
  const forbidden = [
    'innerHTML', 'outerHTML', 'insertAdjacentHTML', 'createContextualFragment', 'document.write', 'DOMParser', 'srcdoc',
    'eval(', 'new Function', 'setHTMLUnsafe', 'parseHTMLUnsafe', 'XMLHttpRequest', 'WebSocket', 'EventSource',
    'sendBeacon', 'importScripts', 'new Worker', 'SharedWorker', 'serviceWorker', 'import(', 'unpkg', 'localStorage', 'document.cookie',
  ];
  assert.deepEqual(forbidden.filter((word) => script.includes(word)), []);
  assert.ok(!/(?<![.\w$])Function\(/.test(script), 'a function is made from text');
  assert.ok(!/(?<![.\w])fetch\(/.test(script), 'the platform’s fetch is called');
});

test('neither script nor style names an address to load from', () => {
  assert.deepEqual(style.match(/url\((?!["']?data:font\/woff2;base64,)[^)]*\)|@import/g), null);
  const addresses = [...new Set(script.match(/(?:https?|wss?):\/\/[^\s"'`)]+/g) ?? [])];
  // Comments inside shaders, and the name of the SVG namespace.
  assert.deepEqual(addresses.filter((address) => !/^https?:\/\/(en\.wikipedia\.org\/|www\.w3\.org\/2000\/svg)/.test(address)), []);
});

test('a page that was cut off says so instead of staying blank', async () => {
  const browser = await startBrowser();
  try {
    const { writeFileSync } = await import('node:fs');
    writeFileSync(example.file, html.slice(0, html.lastIndexOf('data-block="args"') - 40));
    const { page } = await openMap(browser, example.file);
    await page.waitForSelector('#app[data-state="failed"]');
    assert.match(await page.textContent('.notice'), /details of processes cannot be read: the page lacks its block “args”/);
    assert.ok((await page.locator('canvas.points').count()) === 1, 'the map is still there');
    await page.close();

    const damaged = html.replace(/(data-block="map">.{40})..../, '$1AAAA');
    writeFileSync(example.file, damaged);
    const second = await openMap(browser, example.file);
    await second.page.waitForSelector('#app[data-state="failed"]');
    assert.match(await second.page.textContent('[role="alert"]'), /This map cannot be shown/);
  } finally {
    await browser.close();
  }
});
