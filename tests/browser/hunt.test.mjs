// The page of findings in a real browser, opened from disk.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openPage, settled, startBrowser } from './browser.mjs';
import { huntData } from './hunt_data.mjs';
import { writeHunt } from './pages.mjs';

const data = huntData({ all: 2_345, known: 4, labelled: 6 });
const links = [
  { kind: 'map', name: 'images', href: '../images/map.html' },
  { kind: 'audit', name: 'audit', href: '../audit/audit.html' },
  { kind: 'hunt', name: 'hunt', href: '../hunt/hunt.html' },
];
const harmless = { requests: [], console: [], errors: [], dialogs: [], windows: [], policy: [] };

let browser;
let example;
let page;
let seen;

async function open(hunt, otherLinks = links, hash = '') {
  const written = writeHunt(hunt, otherLinks);
  const opened = await openPage(browser, `${written.file}`);
  if (hash !== '') {
    const address = opened.page.url();
    await opened.page.goto('about:blank');
    await opened.page.goto(`${address}#${hash}`);
  }
  await opened.page.waitForSelector('#app[data-state]');
  assert.equal(await opened.page.getAttribute('#app', 'data-state'), 'ready');
  await settled(opened.page);
  return { ...opened, written };
}

before(async () => {
  browser = await startBrowser();
  ({ page, seen, written: example } = await open(data));
});

after(async () => {
  await browser?.close();
  example?.remove();
});

const listed = () => page.$$eval('.finding', (nodes) => nodes.map((node) => node.dataset.id));
const unknown = data.findings.filter(({ known }) => !known);

async function search(query) {
  await page.fill('#search', query);
  await page.waitForFunction((q) => document.querySelector('#findings').dataset.answers === q, query);
}

/** Takes one of the chips in a group. */
const press = (group, value) => page.click(`.chips[aria-label="${group}"] .chip[data-value="${value}"]`);

test('it says what was compared, how much there is, and how much of it is listed', async () => {
  const words = await page.textContent('.verdict');
  for (const part of ['40,000 processes on 9 hosts', 'with other hosts', '2,345 findings', 'the first 120', '4 are known']) assert.ok(words.includes(part), `${part}: ${words}`);
});

test('findings that are not known come first, the most novel on top, with rank, reasons, extent and time', async () => {
  assert.deepEqual(await listed(), unknown.slice(0, 50).map(({ id }) => id));
  await page.click('.more');
  assert.deepEqual(await listed(), unknown.map(({ id }) => id));
  const shown = await page.$$eval('.finding', (nodes) => nodes.map((node) => ({
    rank: Number(node.querySelector('.rank').textContent),
    novelty: node.querySelector('.novelty strong').textContent,
    reasons: [...node.querySelectorAll('.reasons li')].map((reason) => reason.textContent),
    extent: node.querySelector('.extent').textContent,
    when: node.querySelector('.when dd').textContent,
  })));
  shown.forEach((row, i) => {
    const finding = unknown[i];
    assert.equal(data.findings[row.rank - 1], finding);
    assert.equal(row.novelty, finding.novelty.toFixed(1));
    assert.deepEqual(row.reasons, finding.reasons.map(({ text }) => text));
    assert.match(row.extent, new RegExp(`^${finding.processes} process(es)? on `));
    assert.equal(row.when, finding.first_seen === '' ? 'time not known' : finding.first_seen.slice(0, 16));
  });
});

test('a finding opens to its terms and its processes, by pointer and by keyboard', async () => {
  const finding = unknown.find(({ processes }) => processes > 5);
  const node = page.locator(`.finding[data-id="${finding.id}"]`);
  const toggle = node.locator('.finding-name');
  assert.equal(await toggle.getAttribute('aria-expanded'), 'false');
  await toggle.focus();
  await page.keyboard.press('Enter');
  assert.equal(await toggle.getAttribute('aria-expanded'), 'true');
  const values = (await node.locator('.term-nats').allTextContents()).map(Number);
  assert.ok(Math.abs(values.reduce((a, b) => a + b, 0) - finding.novelty) < 0.06 * values.length, 'terms add up to the novelty');
  const widths = await node.locator('.term .track-bar').evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width / bar.parentElement.getBoundingClientRect().width));
  widths.forEach((width, i) => assert.ok(Math.abs(width - values[i] / finding.novelty) < 0.03, `${width} for ${values[i]}`));
  assert.equal(await node.locator('.finding-details .links a').getAttribute('href'), `../images/map.html#finding=${finding.id}`);
  const commands = await node.locator('.command-line').allTextContents();
  assert.deepEqual(commands, finding.examples.map(({ process_name: name, args }) => `${name} ${args}`));
  const facts = await node.locator('.example').first().locator('.fact').allTextContents();
  for (const text of [finding.examples[0].hostname, finding.examples[0].user_name, finding.examples[0].pid_hash]) assert.ok(facts.some((fact) => fact.includes(text)), text);
  assert.match(await node.locator('section > .quiet').textContent(), new RegExp(`^${finding.processes - 5} more`));
  await page.keyboard.press('Enter');
  assert.equal(await node.locator('.finding-details').isVisible(), false);
});

test('search, hosts, judgements and labels narrow the list', async () => {
  const text = (finding) => JSON.stringify(finding).toLowerCase();
  await search('parent OF cmd.exe');
  assert.deepEqual(await listed(), unknown.filter((finding) => ['parent', 'of', 'cmd.exe'].every((word) => text({ ...finding, reasons: finding.reasons.map((reason) => reason.text) }).includes(word))).map(({ id }) => id));
  await search('nothing has this');
  assert.match(await page.textContent('#found'), /^No matches/);
  await page.keyboard.press('Escape');
  assert.equal(await page.inputValue('#search'), '');

  await page.selectOption('.findings-bar select', { label: await page.locator('.findings-bar option', { hasText: 'HQ-WS-103' }).textContent() });
  assert.deepEqual(await listed(), unknown.filter(({ hosts }) => hosts.includes('HQ-WS-103')).map(({ id }) => id));
  await page.selectOption('.findings-bar select', { index: 0 });

  await press('Judged before', 'known');
  assert.deepEqual(await listed(), data.findings.filter(({ known }) => known).map(({ id }) => id));
  await press('Judged before', 'all');
  await press('Labels', 'with');
  assert.deepEqual(await listed(), data.findings.filter(({ labelled }) => labelled).map(({ id }) => id));
  assert.ok((await page.locator('.label-reason').count()) >= 6);
  await press('Labels', 'all');
  await press('Judged before', 'new');
});

test('an id can be copied for --known', async () => {
  await browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.locator('.finding .when .copy').first().click();
  await page.waitForFunction(() => document.querySelector('.finding .when .copy').textContent === 'copied');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), unknown[0].id);
});

test('it links to the map and the audit next to it, and only there', async () => {
  const hrefs = (of) => of.$$eval('.top .links a', (nodes) => nodes.map((node) => [node.textContent, node.getAttribute('href')]));
  assert.deepEqual(await hrefs(page), [['Map of images', '../images/map.html'], ['Audit', '../audit/audit.html']]);
  const bad = ['javascript:alert(1)', 'https://example.org/map.html', '../../x/map.html', '../../map.html', '//example.org/x/map.html', '../x/other.html'];
  const other = await open(huntData({ findings: 2 }), bad.map((href) => ({ kind: 'map', name: 'x', href })));
  assert.deepEqual(await hrefs(other.page), []);
  await other.page.close();
  other.written.remove();
});

test('an address can lead to a finding, even to a known one far down', async () => {
  const finding = data.findings.filter(({ known }) => known).at(-1);
  const other = await open(data, links, finding.id);
  assert.equal(await other.page.getAttribute(`.finding[data-id="${finding.id}"] .finding-name`, 'aria-expanded'), 'true');
  assert.ok(await other.page.evaluate((id) => document.querySelector(`.finding[data-id="${id}"]`).getBoundingClientRect().top < innerHeight, finding.id));
  assert.deepEqual({ ...other.seen, requests: [] }, harmless);
  await other.page.close();
  other.written.remove();
});

test('it fits narrow and wide windows', async () => {
  await page.locator('.finding-name').first().click();
  for (const width of [390, 700, 1280, 1900]) {
    await page.setViewportSize({ width, height: 800 });
    await page.waitForFunction((w) => document.documentElement.clientWidth === w, width);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `nothing sticks out at ${width} pixels`);
  }
});

test('every control has a name', async () => {
  const nameless = await page.$$eval('button, input, select', (nodes) => nodes.filter((n) => n.checkVisibility() && !(n.getAttribute('aria-label') || n.textContent.trim())).map((n) => n.outerHTML.slice(0, 120)));
  assert.deepEqual(nameless, []);
});

test('all the while nothing was requested from the network and nothing went wrong', () => assert.deepEqual(seen, harmless));

test('a hunt that found nothing says so', async () => {
  const other = await open(huntData({ findings: 0 }));
  assert.match(await other.page.textContent('.verdict'), /None has anything surprising/);
  assert.deepEqual(other.seen, harmless);
  await other.page.close();
  other.written.remove();
});

test('texts that attack are shown as texts', async () => {
  const other = await open(huntData({ hostile: true, known: 3, labelled: 20 }));
  const shown = await other.page.evaluate(() => {
    document.querySelector('.chips[aria-label="Judged before"] .chip[data-value="all"]').click();
    document.querySelector('.findings-box > .more')?.click();
    for (const toggle of document.querySelectorAll('.finding-name')) toggle.click();
    const pieces = new Set();
    for (const node of document.querySelectorAll('.data, option, [title], .term-name, .figure dt')) {
      pieces.add(node.textContent);
      pieces.add(node.getAttribute('title') ?? '');
    }
    return [...pieces];
  });
  for (const text of ['<script>window.pwned=1</script>', '<img src=x onerror=window.pwned=1>', '__proto__', 'constructor', 'exe.\\u{202E}gpj', 'nul\\0inside\\x1B[2J']) {
    assert.ok(shown.includes(text), `${text} is shown as it is`);
  }
  assert.ok(!shown.some((text) => /[\p{Cf}\u0000-\u0008\u000b-\u001f\u007f-\u009f]/u.test(text)), 'no control or format character is left');
  const foreign = await other.page.evaluate(() => ({
    pwned: window.pwned,
    tags: [...document.body.querySelectorAll('img, iframe, object, embed, link, meta, base, form, animate, style, video, audio, source, foreignObject')].map((node) => node.outerHTML.slice(0, 80)),
    attributes: [...document.querySelectorAll('body *:not(.links a)')].flatMap((node) => [...node.attributes].filter(({ name }) => /^on|^(src|href|xlink:href|srcdoc|action|formaction|ping)$/i.test(name)).map(({ name }) => `${node.tagName} ${name}`)),
    scripts: [...document.scripts].filter((script) => script.type !== 'application/json').length,
  }));
  assert.deepEqual(foreign, { pwned: undefined, tags: [], attributes: [], scripts: 1 });
  assert.deepEqual(other.seen, harmless);
  await other.page.close();
  other.written.remove();
});
