// Inspects what the map has drawn.

/**
 * The points that the map has drawn, in a part of the window, over its ground: read from the canvas itself, without labels,
 * cards and panels. Waiting until they are drawn is up to the caller.
 */
export async function drawnPixels(page, { x, y, width, height }) {
  const rgba = await page.evaluate(
    ([left, top, wide, high]) => {
      const drawn = document.querySelector('.map canvas');
      const density = drawn.width / drawn.clientWidth;
      const copy = new OffscreenCanvas(wide, high).getContext('2d');
      copy.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--ground');
      copy.fillRect(0, 0, wide, high);
      copy.drawImage(drawn, left * density, top * density, wide * density, high * density, 0, 0, wide, high);
      const bytes = new Uint8Array(copy.getImageData(0, 0, wide, high).data.buffer);
      let text = '';
      for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
      return btoa(text);
    },
    [x, y, width, height],
  );
  return new Pixels(Buffer.from(rgba, 'base64'));
}

class Pixels {
  constructor(rgba) {
    this.rgba = rgba;
    this.count = rgba.length / 4;
  }

  at(i) {
    return [this.rgba[4 * i], this.rgba[4 * i + 1], this.rgba[4 * i + 2]];
  }

  /** How many pixels have colours for which `condition(colour, i)` holds. */
  countOf(condition) {
    let count = 0;
    for (let i = 0; i < this.count; ++i) if (condition(this.at(i), i)) ++count;
    return count;
  }

  get colourful() {
    return this.countOf(isColourful);
  }
}

/** How colourful a pixel is: 0 for grey. */
const colourfulness = ([r, g, b]) => Math.max(r, g, b) - Math.min(r, g, b);

export const isColourful = (colour) => colourfulness(colour) > 60;

export const near = (a, b, most = 24) => a.every((value, i) => Math.abs(value - b[i]) <= most);
