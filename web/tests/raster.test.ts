import { describe, expect, it } from 'vitest';
import { Raster, type Placing } from '../src/map/raster';
import type { PointSet } from '../src/map/surface';
import { randomNumbers } from './random';

const plain: Placing = { scale: 1, left: 0, top: 0, radius: 1, least: 0.6 };
type Disc = [x: number, y: number, radius: number, colour: [number, number, number, number]];

/** y grows upwards on the map: places here are in pixels, downwards. */
function setOf(discs: Disc[]): PointSet {
  return {
    count: discs.length,
    positions: Float32Array.from(discs.flatMap(([x, y]) => [x, -y])),
    radii: Float32Array.from(discs, ([, , radius]) => radius),
    colours: Uint8Array.from(discs.flatMap(([, , , colour]) => colour)),
  };
}

function drawn(width: number, height: number, discs: Disc[], placing = plain): Uint8ClampedArray {
  const raster = new Raster(width, height);
  // In several stretches, as the page does it.
  const set = setOf(discs);
  for (let next = 0; next < set.count; ) next = raster.draw(set, next, 40, placing);
  return raster.finish();
}

/** The share of a pixel that a disc covers, by sampling 20 × 20 positions in it. */
function covered(x: number, y: number, radius: number, column: number, row: number): number {
  let inside = 0;
  for (let i = 0; i < 20; ++i) for (let j = 0; j < 20; ++j) if (Math.hypot(column + (i + 0.5) / 20 - x, row + (j + 0.5) / 20 - y) <= radius) ++inside;
  return inside / 400;
}

describe('Raster', () => {
  const random = randomNumbers(3);
  const between = (low: number, high: number): number => low + (high - low) * random();

  it('covers the pixels that a disc covers', () => {
    for (let trial = 0; trial < 20; ++trial) {
      const [x, y, radius] = [between(10, 30), between(10, 30), between(0.6, 8)];
      const bytes = drawn(40, 40, [[x, y, radius, [255, 0, 0, 255]]]);
      let [area, worst] = [0, 0];
      for (let row = 0; row < 40; ++row) {
        for (let column = 0; column < 40; ++column) {
          const alpha = bytes[4 * (40 * row + column) + 3] / 255;
          area += alpha;
          worst = Math.max(worst, Math.abs(alpha - covered(x, y, radius, column, row)));
        }
      }
      expect(worst).toBeLessThan(0.36); // the rim is a little softer than the area says, the place rounded to a quarter
      expect(Math.abs(area / (Math.PI * radius ** 2) - 1)).toBeLessThan(radius < 2 ? 0.6 : 0.12);
    }
  });

  it('blends colours like unrounded arithmetic', () => {
    for (let trial = 0; trial < 40; ++trial) {
      const discs = Array.from({ length: 12 }, (): Disc => [20, 20, 9, [0, 0, 0, 0].map(() => Math.floor(between(0, 256))) as Disc[3]]);
      let over = [0, 0, 0, 0];
      for (const [, , , [r, g, b, a]] of discs) over = [r, g, b, 255].map((value, i) => (value * a) / 255 + over[i] * (1 - a / 255));
      const at = 4 * (40 * 20 + 20);
      const found = drawn(40, 40, discs).subarray(at, at + 4);
      const expected = over.map((value, i) => (i === 3 ? value : (255 * value) / over[3]));
      expected.forEach((value, i) => expect(Math.abs(found[i] - value)).toBeLessThan(i === 3 ? 5 : 6));
    }
  });

  it('cuts discs at the edges and passes over those outside and nowhere', () => {
    const opaque: Disc[3] = [10, 20, 30, 255];
    const discs: Disc[] = [[0, 0, 6, opaque], [19.9, 5, 30, [1, 2, 3, 80]], [10, 20, 6, opaque], [-200, 5, 4, opaque], [1e30, 1, 3, opaque], [NaN, 3, 3, opaque], [5, 500, 60, opaque]];
    const large = drawn(60, 60, discs.map(([x, y, radius, colour]) => [x + 20, y + 20, radius, colour]));
    const small = drawn(20, 20, discs);
    for (let row = 0; row < 20; ++row) {
      expect([...small.subarray(80 * row, 80 * (row + 1))]).toEqual([...large.subarray(4 * (60 * (row + 20) + 20), 4 * (60 * (row + 20) + 40))]);
    }
  });

  it('places and sizes points by the view, none smaller than the least', () => {
    const bytes = drawn(30, 30, [[2, -1, 0.01, [200, 100, 50, 255]]], { scale: 4, left: 7, top: 9, radius: 2, least: 3 });
    const same = drawn(30, 30, [[15, 5, 3, [200, 100, 50, 255]]]);
    expect([...bytes]).toEqual([...same]);
  });

  it('starts empty again after it was cleared', () => {
    const raster = new Raster(8, 8);
    expect(raster.draw(setOf([[4, 4, 3, [1, 2, 3, 255]]]), 0, 1, plain)).toBe(1);
    raster.clear();
    expect(raster.finish().every((value) => value === 0)).toBe(true);
  });
});
