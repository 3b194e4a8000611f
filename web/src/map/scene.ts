// From points, colours and what is lit to what is drawn.
import type { Points } from '../data/atlas';
import type { Colouring } from '../colour/colouring';
import { aside, focus, second, type Theme } from '../colour/palettes';
import type { Rgb } from '../colour/oklch';
import type { PointSet } from './surface';

/** Radius in pixels of a point that stands for one process, by how many points share the screen. */
export const baseRadius = (points: number): number => Math.min(4, 3.4 * (500 / Math.max(1, points)) ** 0.17);

/** A point's disc grows a little with the number of processes behind it, in units of the base radius … */
export const discRadius = (multiplicity: number): number => 1 + 0.13 * Math.log2(multiplicity);

/** … its halo much more, so that thousands of identical processes do not look like one. */
export const haloRadius = (multiplicity: number): number => 1 + 0.5 * Math.log2(multiplicity);

/** Points from many processes to few: small ones are drawn over large ones. */
export function drawingOrder(points: Points): Uint32Array {
  return Uint32Array.from({ length: points.count }, (_, i) => i).sort(
    (a, b) => points.multiplicity[b] - points.multiplicity[a] || a - b,
  );
}

/** The largest halo of all, in units of the base radius. */
export function largestRadius(points: Points): number {
  return haloRadius(points.multiplicity.reduce((most, value) => Math.max(most, value), 1));
}

interface Style {
  radius(multiplicity: number): number;
  colour(point: number): Rgb;
  /** 0 … 255 */
  alpha(point: number): number;
}

function pointSet(points: Points, chosen: Uint32Array, unit: number, style: Style): PointSet {
  const set: PointSet = {
    count: chosen.length,
    positions: new Float32Array(2 * chosen.length),
    radii: new Float32Array(chosen.length),
    colours: new Uint8Array(4 * chosen.length),
  };
  chosen.forEach((point, k) => {
    set.positions[2 * k] = points.x[point];
    set.positions[2 * k + 1] = points.y[point];
    set.radii[k] = unit * style.radius(points.multiplicity[point]);
    const [r, g, b] = style.colour(point);
    set.colours.set([r, g, b, style.alpha(point)], 4 * k);
  });
  return set;
}

export interface PointSets {
  aside: PointSet;
  halos: PointSet;
  rims: PointSet;
  lit: PointSet;
}

/**
 * @param lit per point whether it is lit; everything when absent
 * @param rim per point the rim that shows that it is selected: 0 for none, 1 for the selection, 2 for the one to compare with
 */
export function pointSets(
  points: Points,
  order: Uint32Array,
  colouring: Colouring,
  theme: Theme,
  lit: Uint8Array | undefined,
  rim: Uint8Array | undefined,
): PointSets {
  const unit = baseRadius(points.count);
  const litPoints = lit ? order.filter((point) => lit[point] !== 0) : order;
  const asidePoints = lit ? order.filter((point) => lit[point] === 0) : new Uint32Array(0);
  const colour = (point: number): Rgb => colouring.colours[colouring.index[point]];
  const faded = (alpha: number) => (point: number) => (colouring.index[point] === colouring.faint ? 0.6 * alpha : alpha);
  const emphasis = lit ? 1.25 : 1;
  return {
    aside: pointSet(points, asidePoints, unit, {
      radius: discRadius,
      colour: () => aside[theme],
      alpha: () => (theme === 'dark' ? 150 : 190),
    }),
    halos: pointSet(
      points,
      litPoints.filter((point) => points.multiplicity[point] > 1),
      unit,
      { radius: haloRadius, colour, alpha: faded(theme === 'dark' ? 42 : 48) },
    ),
    rims: pointSet(points, rim ? order.filter((point) => rim[point] !== 0) : new Uint32Array(0), unit, {
      // A rim of about the same width around all of them, whatever their size.
      radius: (multiplicity) => emphasis * discRadius(multiplicity) + 0.6,
      colour: (point) => (rim?.[point] === 2 ? second[theme] : focus[theme]),
      alpha: () => 255,
    }),
    lit: pointSet(points, litPoints, unit * emphasis, {
      radius: discRadius,
      colour,
      alpha: faded(theme === 'dark' ? 228 : 218),
    }),
  };
}
