// node screenshot.mjs MAP.html FOLDER: pictures of a map, light and dark, on a laptop and on a 4K screen.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openMap, startBrowser, whenReady } from './browser.mjs';

const [file, folder, only = ''] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await startBrowser();
for (const [width, height] of [[1280, 800], [3840, 2160]]) {
  for (const colorScheme of ['dark', 'light']) {
    const name = `${colorScheme}-${width}`;
    if (!name.includes(only)) continue;
    const { page, seen } = await openMap(browser, file, { width, height, colorScheme });
    await whenReady(page).catch((error) => console.log(String(error).slice(0, 100)));
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(name, JSON.stringify(seen));
    await page.close();
  }
}
await browser.close();
