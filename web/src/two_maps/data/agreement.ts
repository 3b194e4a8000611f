// The agreement of two maps: of points, and how it is distributed over items.
import { forBoth, type Both } from './both';
import type { Pairs } from './pairs';

/** Per point of each map the mean agreement of its items that the other map has, 0 … 1; NaN where there is none to compare. */
export function agreementOfPoints(pairs: Pairs, points: Both<number>): Both<Float32Array> {
  return forBoth((map) => {
    const sum = new Float64Array(points[map]);
    const items = new Float64Array(points[map]);
    for (let pair = 0; pair < pairs.count; ++pair) {
      const agreement = pairs.agreement(pair);
      if (Number.isNaN(agreement)) continue;
      const point = pairs.pointOn(map, pair);
      sum[point] += agreement * pairs.columns.items[pair];
      items[point] += pairs.columns.items[pair];
    }
    return Float32Array.from(sum, (value, point) => (items[point] > 0 ? value / items[point] : NaN));
  });
}

/** The items in equal bins of agreement; 100% is in the last. */
export function agreementHistogram({ columns: { agreement, items } }: Pairs, bins: number): Float64Array {
  const counts = new Float64Array(bins);
  agreement.forEach((value, pair) => {
    if (value >= 0) counts[binOf(value, bins)] += items[pair];
  });
  return counts;
}

const binOf = (agreement: number, bins: number): number => Math.min(bins - 1, Math.floor((agreement / 10_000) * bins));

/** Whether an agreement, in ten-thousandths, lies in a bin. */
export const isInBin = (agreement: number, bin: number, bins: number): boolean => agreement >= 0 && binOf(agreement, bins) === bin;
