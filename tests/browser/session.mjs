// The start of most test files: opens a page, waits until it is ready, and closes it at the end.
import { after, before } from 'node:test';
import { openPage, startBrowser, whenReady } from './browser.mjs';
import { writePage } from './pages.mjs';
import { readPage } from './payload.mjs';

/**
 * For all tests of a file: writes a page by `example_page` with these words, reads its data a second way, opens it.
 * @param use is given what was opened, before the first test: page, seen, browser, the data as `truth`, its processes as `rows`
 * @param options `offline`: every request fails
 */
export function withExample(words, use, options) {
  withMap(() => {
    const example = writePage(...words);
    return { where: example.file, file: example.file, remove: example.remove };
  }, use, options);
}

/**
 * The same for a map that `make` gives.
 * @param make gives `where` the page is, an address or a file; `file`, the map.html with the same data; `remove()`, which ends it all
 */
export function withMap(make, use, { offline = false } = {}) {
  let browser;
  let made;
  before(async () => {
    made = await make();
    const truth = readPage(made.file);
    browser = await startBrowser();
    if (offline) await browser.context.setOffline(true);
    const opened = await openPage(browser, made.where);
    await whenReady(opened.page);
    use({ ...opened, browser, made, truth, rows: truth.points.flatMap((point) => point.processes) });
  });
  after(async () => {
    await browser?.close();
    await made?.remove();
  });
}
