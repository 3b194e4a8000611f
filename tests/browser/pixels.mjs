// Looks at pictures of a page: decodes PNG files as Chromium writes them (8 bits, not interlaced).
import { inflateSync } from 'node:zlib';

export function decodePng(png) {
  let width = 0;
  let height = 0;
  let channels = 4;
  const data = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      width = body.readUInt32BE(0);
      height = body.readUInt32BE(4);
      if (body[8] !== 8 || ![2, 6].includes(body[9]) || body[12] !== 0) throw new Error('a PNG of another kind');
      channels = body[9] === 2 ? 3 : 4;
    } else if (type === 'IDAT') data.push(body);
    at += 12 + length;
  }
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * channels;
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; ++y) {
    const filter = raw[y * (stride + 1)];
    for (let i = 0; i < stride; ++i) {
      const left = i >= channels ? pixels[y * stride + i - channels] : 0;
      const up = y > 0 ? pixels[(y - 1) * stride + i] : 0;
      const corner = y > 0 && i >= channels ? pixels[(y - 1) * stride + i - channels] : 0;
      pixels[y * stride + i] = raw[y * (stride + 1) + 1 + i] + predicted(filter, left, up, corner);
    }
  }
  return { width, height, channels, pixels };
}

function predicted(filter, left, up, corner) {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [p, q, r] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return p <= q && p <= r ? left : q <= r ? up : corner;
}

/** A picture of a part of the page once it no longer changes: graphics made by software arrive when they can. */
async function restingPicture(page, clip) {
  let before = await page.screenshot({ clip });
  for (let attempt = 0; attempt < 50; ++attempt) {
    await page.waitForTimeout(60);
    const now = await page.screenshot({ clip });
    if (now.equals(before)) return now;
    before = now;
  }
  throw new Error('the picture does not come to rest');
}

/** Colours of a part of the page without labels, as [red, green, blue] for every pixel. */
export async function mapPixels(page, clip) {
  await page.evaluate(() => (document.querySelector('.labels').hidden = true));
  const { width, height, channels, pixels } = decodePng(await restingPicture(page, clip));
  await page.evaluate(() => (document.querySelector('.labels').hidden = false));
  return Array.from({ length: width * height }, (_, i) => [...pixels.subarray(i * channels, i * channels + 3)]);
}

/** How colourful a pixel is: 0 for grey. */
export const colourfulness = ([r, g, b]) => Math.max(r, g, b) - Math.min(r, g, b);

export const near = (a, b, most = 24) => a.every((value, i) => Math.abs(value - b[i]) <= most);
