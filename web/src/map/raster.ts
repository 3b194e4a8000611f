// Blends discs into pixels without a GPU: many times faster than WebGL emulated in software, since a small disc touches
// only a dozen pixels.
import type { PointSet } from './surface';

/** Discs up to this radius, in pixels, are positioned to a quarter of a pixel; larger ones to a whole pixel. */
const finelyPlaced = 8;
const parts = 4;

/** The cost, in pixels, of detecting that a point is outside. */
const passingOver = 3;

/** How much of each pixel a disc covers, 0 … 256. */
interface Stamp {
  /** Pixels across, and from the disc's pixel to the left and top of the stamp. */
  size: number;
  reach: number;
  cover: Uint16Array;
}

/** Radii are quantised, so that few stamps serve all discs. */
const stepOf = (radius: number): number => (radius <= finelyPlaced ? Math.round(parts * radius) : Math.round(radius) + (parts - 1) * finelyPlaced);
const radiusOf = (step: number): number => (step <= parts * finelyPlaced ? step / parts : step - (parts - 1) * finelyPlaced);

/** A disc whose middle is (x, y) from the left and top of its pixel. The rim is smooth over one pixel. */
function makeStamp(radius: number, x: number, y: number): Stamp {
  const reach = Math.ceil(radius + 0.5);
  const size = 2 * reach + 1;
  const cover = new Uint16Array(size * size);
  for (let row = 0; row < size; ++row) {
    for (let column = 0; column < size; ++column) {
      const distance = Math.hypot(column - reach + 0.5 - x, row - reach + 0.5 - y);
      cover[row * size + column] = Math.round(256 * Math.min(1, Math.max(0, radius + 0.5 - distance)));
    }
  }
  return { size, reach, cover };
}

/** Maps positions to pixels: pixels = scale · map + offset; y is flipped. */
export interface Placing {
  scale: number;
  left: number;
  top: number;
  /** Pixels per unit of a point's radius, and the minimum radius. */
  radius: number;
  least: number;
}

export class Raster {
  /** Red, green, blue, alpha in byte order; colours are premultiplied by alpha until `finish`. */
  private readonly pixels: Uint32Array;
  private readonly bytes: Uint8ClampedArray<ArrayBuffer>;
  private readonly stamps: (Stamp | undefined)[] = [];

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    const buffer = new ArrayBuffer(4 * width * height);
    this.pixels = new Uint32Array(buffer);
    this.bytes = new Uint8ClampedArray(buffer);
  }

  clear(): void {
    this.pixels.fill(0);
  }

  /**
   * Draws points of a set in order, from one on until the last or until about this much work is done: a unit is a
   * pixel, and skipping a point costs a few.
   * @returns the first point that has not been drawn
   */
  draw({ count, positions, radii, colours }: PointSet, from: number, work: number, { scale, left, top, radius, least }: Placing): number {
    const packed = new Uint32Array(colours.buffer, colours.byteOffset, colours.length / 4);
    const { width, height } = this;
    let i = from;
    for (; i < count && work > 0; ++i) {
      work -= passingOver;
      const x = left + scale * positions[2 * i];
      const y = top - scale * positions[2 * i + 1];
      const size = Math.max(least, radius * radii[i]);
      if (!(x > -size && y > -size && x < width + size && y < height + size)) continue;
      work -= 4 * size * size;
      this.disc(x, y, size, packed[i]);
    }
    return i;
  }

  /** The picture in the form of a canvas: four bytes per pixel. Nothing more can be drawn before it is cleared. */
  finish(): Uint8ClampedArray<ArrayBuffer> {
    const { pixels } = this;
    for (let i = 0; i < pixels.length; ++i) {
      const pixel = pixels[i];
      const alpha = pixel >>> 24;
      if (alpha === 0 || alpha === 255) continue;
      const factor = 255 / alpha;
      const red = Math.min(255, Math.round((pixel & 255) * factor));
      const green = Math.min(255, Math.round(((pixel >>> 8) & 255) * factor));
      const blue = Math.min(255, Math.round(((pixel >>> 16) & 255) * factor));
      pixels[i] = (alpha << 24) | (blue << 16) | (green << 8) | red;
    }
    return this.bytes;
  }

  private stamp(step: number, column: number, row: number): Stamp {
    const key = step * parts * parts + row * parts + column;
    const fine = step <= parts * finelyPlaced;
    return (this.stamps[key] ??= makeStamp(radiusOf(step), fine ? (column + 0.5) / parts : 0.5, fine ? (row + 0.5) / parts : 0.5));
  }

  private disc(x: number, y: number, radius: number, colour: number): void {
    const step = stepOf(radius);
    const fine = step <= parts * finelyPlaced;
    const [pixelX, pixelY] = [Math.floor(x), Math.floor(y)];
    const { size, reach, cover } = this.stamp(step, fine ? Math.floor((x - pixelX) * parts) : 0, fine ? Math.floor((y - pixelY) * parts) : 0);
    const { width, height, pixels } = this;
    const firstColumn = Math.max(0, reach - pixelX);
    const lastColumn = Math.min(size, width - pixelX + reach);
    const lastRow = Math.min(size, height - pixelY + reach);
    const byte = colour >>> 24;
    const alpha = byte + (byte >>> 7); // 0 … 256
    // Two channels at a time: red and blue, green and alpha.
    const redBlue = colour & 0xff00ff;
    const greenAlpha = ((colour >>> 8) & 0xff) | 0xff0000;
    for (let row = Math.max(0, reach - pixelY); row < lastRow; ++row) {
      let at = (pixelY - reach + row) * width + pixelX - reach + firstColumn;
      for (let k = row * size + firstColumn, end = row * size + lastColumn; k < end; ++k, ++at) {
        const more = (cover[k] * alpha) >>> 8;
        if (more === 0) continue;
        const below = pixels[at];
        const less = 256 - more;
        const first = ((Math.imul(redBlue, more) + Math.imul(below & 0xff00ff, less) + 0x800080) >>> 8) & 0xff00ff;
        const second = (Math.imul(greenAlpha, more) + Math.imul((below >>> 8) & 0xff00ff, less) + 0x800080) & 0xff00ff00;
        pixels[at] = first | second;
      }
    }
  }
}
