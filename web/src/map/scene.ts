// Converts points, colours and what is lit to what is drawn.
import type { Points } from '../data/atlas';
import type { PointColours } from '../colour/colouring';
import { aside, focus, second, type Theme } from '../colour/palettes';
import type { Rgb } from '../colour/oklch';
import type { PointSet } from './surface';

/** Radius in pixels of a point that represents one process, by how many points share the screen. */
export const baseRadius = (points: number): number => Math.min(4, 3.4 * (500 / Math.max(1, points)) ** 0.17);

/** A point's disc grows a little with the number of its processes, in units of the base radius … */
export const discRadius = (multiplicity: number): number => 1 + 0.13 * Math.log2(multiplicity);

/** … its halo much more, so that thousands of identical processes do not look like one. */
export const haloRadius = (multiplicity: number): number => 1 + 0.5 * Math.log2(multiplicity);

/** Points by descending number of processes: small ones are drawn over large ones. */
export function drawingOrder(points: Points): Uint32Array {
  return Uint32Array.from({ length: points.count }, (_, i) => i).sort(
    (a, b) => points.multiplicity[b] - points.multiplicity[a] || a - b,
  );
}

/** The largest halo of all, in units of the base radius. */
export function largestRadius(points: Points): number {
  return haloRadius(points.multiplicity.reduce((largest, value) => Math.max(largest, value), 1));
}

interface Style {
  radius(multiplicity: number): number;
  /** Red, green, blue, alpha in byte order, for each kind of point. */
  colours: Uint32Array;
  /** The kind of each point; the first for all if absent. */
  kind?: ArrayLike<number>;
}

/** Iterates over up to a million points whenever a colour or a filter changes: only numbers, without allocations. */
function pointSet({ x, y, multiplicity }: Points, chosen: Uint32Array, unit: number, { radius, colours, kind }: Style): PointSet {
  const packed = new Uint32Array(chosen.length);
  const set: PointSet = {
    count: chosen.length,
    positions: new Float32Array(2 * chosen.length),
    radii: new Float32Array(chosen.length),
    colours: new Uint8Array(packed.buffer),
  };
  const { positions, radii } = set;
  const single = unit * radius(1);
  for (let k = 0; k < chosen.length; ++k) {
    const point = chosen[k];
    positions[2 * k] = x[point];
    positions[2 * k + 1] = y[point];
    radii[k] = multiplicity[point] === 1 ? single : unit * radius(multiplicity[point]);
    packed[k] = colours[kind ? kind[point] : 0];
  }
  return set;
}

const bytes = ([r, g, b]: Rgb, alpha: number): number[] => [r, g, b, Math.round(alpha)];

/** Four bytes in machine order: deck.gl and canvases read them one by one. */
const packedColours = (colours: number[][]): Uint32Array => new Uint32Array(Uint8Array.from(colours.flat()).buffer);

/** Rims around what is lit help to find it only while most points are set aside. */
const maxRimmedShare = 0.25;

/** Points by the rank of their colour, those of the same rank in their order before. */
function byRank(order: Uint32Array, { index, rank }: PointColours): Uint32Array {
  if (!rank) return order;
  const ranks = [...new Set(rank)].sort((a, b) => a - b);
  const sorted = new Uint32Array(order.length);
  let next = 0;
  for (const wanted of ranks) for (const point of order) if (rank[index[point]] === wanted) sorted[next++] = point;
  return sorted;
}

/** Per point the rim that is drawn: that of a selection, or else 3 for what is lit; undefined if nothing has one. */
function rimsOf(lit: Uint8Array | undefined, litCount: number, rim: Uint8Array | undefined): Uint8Array | undefined {
  if (!lit || litCount > maxRimmedShare * lit.length) return rim;
  return lit.map((isLit, point) => rim?.[point] || (isLit ? 3 : 0));
}

export interface PointSets {
  aside: PointSet;
  halos: PointSet;
  rims: PointSet;
  lit: PointSet;
}

/**
 * @param lit per point whether it is lit; everything if absent
 * @param rim per point the rim of a selection: 0 for none, 1 for the selection, 2 for the one to compare with
 */
export function pointSets(
  points: Points,
  order: Uint32Array,
  colouring: PointColours,
  theme: Theme,
  lit: Uint8Array | undefined,
  rim: Uint8Array | undefined,
): PointSets {
  const unit = baseRadius(points.count);
  const litPoints = byRank(lit ? order.filter((point) => lit[point] !== 0) : order, colouring);
  const asidePoints = lit ? order.filter((point) => lit[point] === 0) : new Uint32Array(0);
  const emphasis = lit ? 1.25 : 1;
  const rims = rimsOf(lit, litPoints.length, rim);
  const coloured = (alpha: number): Pick<Style, 'colours' | 'kind'> => ({
    colours: packedColours(colouring.colours.map((colour, i) => bytes(colour, i === colouring.faint && !lit ? 0.6 * alpha : alpha))),
    kind: colouring.index,
  });
  return {
    aside: pointSet(points, asidePoints, unit, { radius: discRadius, colours: packedColours([bytes(aside[theme], theme === 'dark' ? 150 : 190)]) }),
    halos: pointSet(points, litPoints.filter((point) => points.multiplicity[point] > 1), unit, { radius: haloRadius, ...coloured(theme === 'dark' ? 42 : 48) }),
    rims: pointSet(points, rims ? order.filter((point) => rims[point] !== 0) : new Uint32Array(0), unit, {
      // A rim of about the same width around all of them, whatever their size.
      radius: (multiplicity) => emphasis * discRadius(multiplicity) + 0.6,
      colours: packedColours([bytes(focus[theme], 255), bytes(focus[theme], 255), bytes(second[theme], 255), bytes(focus[theme], 150)]),
      kind: rims,
    }),
    lit: pointSet(points, litPoints, unit * emphasis, { radius: discRadius, ...coloured(theme === 'dark' ? 228 : 218) }),
  };
}
