// node screenshot.mjs PAGE.html FOLDER [NAME]: pictures of a map or an audit, light and dark, on a laptop and on a 4K screen.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openPage, settled, startBrowser } from './browser.mjs';

const [file, folder, only = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await startBrowser();
for (const [width, height] of [[1280, 800], [3840, 2160]]) {
  for (const colorScheme of ['dark', 'light']) {
    const name = `${colorScheme}-${width}`;
    if (!name.includes(only)) continue;
    const { page, seen } = await openPage(browser, file, { width, height, colorScheme });
    await page.waitForSelector('#app:is([data-state="ready"], [data-state="failed"])', { state: 'attached' });
    await settled(page);
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    console.log(name, JSON.stringify(seen));
    await page.close();
  }
}
await browser.close();
