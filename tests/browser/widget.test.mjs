// The page in a notebook's cell: the front end of the Python package's MapWidget, with a stand-in for the notebook's model.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { openPage, search, settled, startBrowser } from './browser.mjs';
import { writePage } from './pages.mjs';

const host = `<!doctype html><title>notebook</title><div id="cell"></div><script type="module">
import widget from '/map_widget.js';
const traits = { selection: [], state: '', _labels: '', height: 640 };
traits._page = new DataView(await (await fetch('/map.html')).arrayBuffer());
const listeners = [];
window.saved = 0;
window.model = {
  get: (name) => traits[name],
  set(name, value) {
    const before = JSON.stringify(traits[name]);
    traits[name] = value;
    if (JSON.stringify(value) !== before) for (const [event, call] of [...listeners]) if (event === 'change:' + name) call();
  },
  save_changes: () => ++window.saved,
  on: (event, call) => listeners.push([event, call]),
  off: (event, call) => listeners.splice(listeners.findIndex(([e, c]) => e === event && c === call), 1),
};
window.listeners = listeners;
window.cleanUp = widget.render({ model: window.model, el: document.getElementById('cell') });
</script>`;

let example;
let server;
let browser;
let page;
let seen;
let frame;
before(async () => {
  example = writePage('800', '100');
  const files = {
    '/': ['text/html', host],
    '/map.html': ['text/html', readFileSync(example.file)],
    '/map_widget.js': ['text/javascript', readFileSync(new URL('../../python/proclens/widget/map_widget.js', import.meta.url))],
  };
  server = createServer((request, response) => {
    const [type, content] = files[request.url] ?? ['text/plain', ''];
    response.writeHead(files[request.url] ? 200 : 404, { 'content-type': type }).end(content);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  browser = await startBrowser();
  ({ page, seen } = await openPage(browser, `http://127.0.0.1:${server.address().port}/`));
  frame = await (await page.waitForSelector('iframe')).contentFrame();
  await frame.waitForSelector('#app[data-state="ready"]');
});
after(async () => {
  await browser?.close();
  server?.close();
  example?.remove();
});

const trait = (name) => page.evaluate((n) => window.model.get(n), name);
const set = (name, value) => page.evaluate(([n, v]) => window.model.set(n, v), [name, value]);
const until = (name, condition) => page.waitForFunction(([n, c]) => new Function('value', `return ${c}`)(window.model.get(n)), [name, condition]);

test('a selection on the page becomes the trait, and the trait a selection', async () => {
  await search(frame, 'pid>0');
  await frame.evaluate(() => document.activeElement.blur());
  await frame.press('body', 's');
  await until('selection', 'value.length > 0');
  const all = await trait('selection');
  assert.ok(all.every((hash) => /^[0-9a-fA-F]{32}$/.test(hash)), all[0]);
  assert.equal(new Set(all).size, all.length);
  await search(frame, '');
  await set('selection', [all[3], all[7]]);
  await frame.waitForFunction(() => /^2 processes/.test(document.querySelector('.selection-extent')?.textContent ?? ''));
  await set('selection', []);
  await frame.waitForSelector('.selection-panel', { state: 'hidden' });
  await set('selection', ['not a hash', 'f'.repeat(32)]);
  await until('selection', 'value.length === 0');
});

test('the state follows the page and can be set', async () => {
  await search(frame, 'exe');
  await until('state', 'value.includes("q=exe")');
  await set('state', 'at=0_0_2&q=dll');
  await frame.waitForFunction(() => document.querySelector('#search').value === 'dll');
  await settled(frame);
  await search(frame, '');
  await until('state', '!value.includes("q=")');
});

test('labels come and go', async () => {
  await search(frame, 'pid>0');
  await frame.evaluate(() => document.activeElement.blur());
  await frame.press('body', 's');
  await until('selection', 'value.length > 0');
  const [hash] = await trait('selection');
  await set('_labels', JSON.stringify({ format: 'proclens labels', version: 1, labels: [{ name: 'from the notebook', note: '', colour: '#009e73', processes: [hash] }] }));
  await frame.waitForFunction(() => document.body.textContent.includes('from the notebook'));
  await set('_labels', 'nonsense');
  await until('_labels', 'value.includes("from the notebook")');
});

test('nothing is told twice, and the frame reaches nothing', async () => {
  await page.waitForTimeout(500);
  const saved = await page.evaluate(() => window.saved);
  await page.waitForTimeout(500);
  assert.equal(await page.evaluate(() => window.saved), saved, 'page and notebook tell each other the same again and again');
  assert.equal(await frame.evaluate(() => { try { return String(window.parent.document); } catch { return 'refused'; } }), 'refused');
  assert.deepEqual(seen.errors, []);
  await set('height', 300);
  assert.equal(await page.$eval('iframe', (node) => node.style.height), '300px');
});

test('a page that is framed from an address tells nothing', async () => {
  const told = await page.evaluate(async () => {
    const messages = [];
    const framed = document.createElement('iframe');
    addEventListener('message', (event) => event.source === framed.contentWindow && messages.push(event.data));
    framed.src = '/map.html';
    document.body.append(framed);
    await new Promise((resolve) => framed.addEventListener('load', resolve));
    const app = framed.contentDocument.getElementById('app');
    while (app.dataset.state !== 'ready') await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => setTimeout(resolve, 500));
    framed.remove();
    return messages;
  });
  assert.deepEqual(told, []);
});

test('a cell that is removed listens no longer', async () => {
  await page.evaluate(() => window.cleanUp());
  assert.equal(await page.evaluate(() => window.listeners.length), 0);
});
