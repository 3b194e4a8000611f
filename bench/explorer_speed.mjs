// node bench/explorer_speed.mjs PAGE [SECONDS]: how fast an explorer is, in a headless Chromium with software rendering
// at 1280 × 800. PAGE is a map.html or the address that proclens serve prints. Prints when the first picture was drawn
// and when everything was read, and frames per second while the map is dragged and zoomed with the mouse.
import { openPage, settled, startBrowser, whenReady } from '../tests/browser/browser.mjs';

const [where, seconds = '4'] = process.argv.slice(2);
if (!where) {
  console.error('node bench/explorer_speed.mjs PAGE.html|http://127.0.0.1:PORT/TOKEN/images/ [SECONDS]');
  process.exit(2);
}

/** Frames that the browser shows while `act` goes on. */
async function frames(page, act) {
  await page.evaluate(() => {
    window.frameTimes = [];
    const note = (time) => {
      window.frameTimes.push(time);
      window.noting = requestAnimationFrame(note);
    };
    window.noting = requestAnimationFrame(note);
  });
  await act();
  const times = await page.evaluate(() => {
    cancelAnimationFrame(window.noting);
    return window.frameTimes;
  });
  const gaps = times.slice(1).map((time, i) => time - times[i]).sort((a, b) => a - b);
  const at = (share) => gaps[Math.min(gaps.length - 1, Math.floor(share * gaps.length))];
  const span = (times.at(-1) - times[0]) / 1000;
  return `${((times.length - 1) / span).toFixed(1)} frames a second; a frame takes ${at(0.5).toFixed(0)} ms at the median, ${at(0.95).toFixed(0)} ms at the 95th percentile, ${gaps.at(-1).toFixed(0)} ms at most`;
}

const until = (time) => Date.now() < time;
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function pan(page) {
  const end = Date.now() + 1000 * seconds;
  let angle = 0;
  await page.mouse.move(760, 400);
  await page.mouse.down();
  while (until(end)) {
    angle += 0.08;
    await page.mouse.move(760 + 260 * Math.sin(angle), 400 + 160 * Math.sin(1.7 * angle));
    await wait(8);
  }
  await page.mouse.up();
}

async function zoom(page) {
  const end = Date.now() + 1000 * seconds;
  await page.mouse.move(700, 380);
  for (let step = 0; until(end); ++step) {
    await page.mouse.wheel(0, Math.floor(step / 25) % 2 === 0 ? -60 : 60);
    await wait(16);
  }
}

const browser = await startBrowser();
try {
  // Smooth movement, as users see it.
  const { page } = await openPage(browser, where, { reducedMotion: 'no-preference', keepDrawing: false });
  await whenReady(page);
  const marks = await page.evaluate(() => Object.fromEntries(['drawn', 'ready'].map((name) => [name, performance.getEntriesByName(`proclens:${name}`)[0].startTime])));
  const points = await page.textContent('.figure:nth-child(2) dd');
  console.log(`${points} points, drawn by ${await page.getAttribute('#app', 'data-drawn-by')}`);
  console.log(`first picture after ${(marks.drawn / 1000).toFixed(2)} s, all read after ${(marks.ready / 1000).toFixed(2)} s`);
  await settled(page);
  console.log(`panning the whole map: ${await frames(page, () => pan(page))}`);
  await settled(page);
  console.log(`zooming in and out:    ${await frames(page, () => zoom(page))}`);
  await settled(page);
  for (let i = 0; i < 3; ++i) await page.keyboard.press('+');
  await settled(page);
  console.log(`panning close by:      ${await frames(page, () => pan(page))}`);
} finally {
  await browser.close();
}
