// Pairs of points, one on each map, that stand for the same items.
import { runningSums } from '../../data/running_sums';
import { forBoth, otherMap, type Both, type MapName, type Spot } from './both';

export interface PairColumns {
  /** Points of A and of B; sorted by that of A, then by that of B. */
  a: Int32Array;
  b: Int32Array;
  /** How many items are at both points of a pair. */
  items: Int32Array;
  /** The share of common nearest neighbours in ten-thousandths, −1 for none to compare. */
  agreement: Int32Array;
  /** The distance between the two places, in ten-thousandths of the map's root mean square radius. */
  moved: Int32Array;
}

export class Pairs {
  readonly columns: PairColumns;
  readonly count: number;
  /** The pairs of point p of a map are order[start[p]] … order[start[p + 1] − 1]. */
  private readonly start: Both<Uint32Array>;
  private readonly order: Both<Uint32Array>;

  constructor(columns: PairColumns, points: Both<number>) {
    this.columns = columns;
    this.count = columns.items.length;
    this.start = forBoth((map) => startsOf(columns[map], points[map]));
    this.order = forBoth((map) => orderOf(columns[map], this.start[map]));
  }

  /** The pairs of a point, in order. */
  of(map: MapName, point: number): Uint32Array {
    return this.order[map].subarray(this.start[map][point], this.start[map][point + 1]);
  }

  /** The pairs of a point, those with the most items first. */
  largestOf({ map, point }: Spot): Uint32Array {
    const { items } = this.columns;
    return this.of(map, point).slice().sort((one, other) => items[other] - items[one] || one - other);
  }

  /** The point of a pair on a map. */
  pointOn(map: MapName, pair: number): number {
    return this.columns[map][pair];
  }

  /** The pair of two points; −1 if they share no item. */
  between(a: number, b: number): number {
    let [low, high] = [this.start.a[a], this.start.a[a + 1] - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const there = this.columns.b[middle];
      if (there === b) return middle;
      if (there < b) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** Marks the points of the other map that share an item with a marked point. */
  across(from: MapName, marked: Uint8Array): Uint8Array {
    const to = otherMap(from);
    const points = new Uint8Array(this.start[to].length - 1);
    for (let pair = 0; pair < this.count; ++pair) if (marked[this.columns[from][pair]]) points[this.columns[to][pair]] = 1;
    return points;
  }

  /** Agreement between 0 and 1; NaN if there is nothing to compare. */
  agreement(pair: number): number {
    const value = this.columns.agreement[pair];
    return value < 0 ? NaN : value / 1e4;
  }
}

function startsOf(point: Int32Array, points: number): Uint32Array {
  const sizes = new Uint32Array(points);
  for (const p of point) ++sizes[p];
  return runningSums(sizes);
}

function orderOf(point: Int32Array, start: Uint32Array): Uint32Array {
  const next = start.slice();
  const order = new Uint32Array(point.length);
  for (let pair = 0; pair < point.length; ++pair) order[next[point[pair]]++] = pair;
  return order;
}
