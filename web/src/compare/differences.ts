// Why objects differ: what distinguishes some objects from others, as defined for clusters in docs/topics.md.
import type { Points } from '../data/atlas';
import type { Features } from '../data/features';

export interface Difference {
  feature: number;
  /** Share of the weighted activity here minus that there. */
  difference: number;
  /** Objects that have the feature, here and there. */
  here: number;
  there: number;
}

interface Sums {
  weight: Float64Array;
  objects: Float64Array;
  total: number;
}

/** Sums over objects: `weights` says how many per point. Points are added in order. */
function sumsOf(features: Features, weights: Float64Array): Sums {
  const sums: Sums = { weight: new Float64Array(features.count), objects: new Float64Array(features.count), total: 0 };
  for (let point = 0; point < weights.length; ++point) {
    const times = weights[point];
    if (times === 0) continue;
    for (let i = features.start[point]; i < features.start[point + 1]; ++i) {
      const feature = features.feature[i];
      const value = times * ((features.counts?.[i] ?? 1) * features.weight[feature]);
      sums.weight[feature] += value;
      sums.total += value;
      sums.objects[feature] += times;
    }
  }
  return sums;
}

/**
 * The features with the largest |difference| between the profiles of `here` and `there`, largest first, ties by
 * feature. The profile of a set of objects is the sum of their weighted bags, divided by its total. Without `there` the
 * comparison is with the whole map, which gives the same ranking as the rest of the map; `there` then counts the rest.
 * @param here, there per point, how many of its objects belong to the set
 */
export function differences(features: Features, points: Points, here: Float64Array, there: Float64Array | undefined, maxFeatures: number): Difference[] {
  const own = sumsOf(features, here);
  const others = sumsOf(features, there ?? Float64Array.from(points.multiplicity));
  const share = (sums: Sums, feature: number): number => (sums.total > 0 ? sums.weight[feature] / sums.total : 0);
  const found: Difference[] = [];
  for (let feature = 0; feature < features.count; ++feature) {
    const difference = share(own, feature) - share(others, feature);
    if (difference === 0) continue;
    found.push({ feature, difference, here: own.objects[feature], there: others.objects[feature] - (there ? 0 : own.objects[feature]) });
  }
  found.sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference) || a.feature - b.feature);
  return found.slice(0, maxFeatures);
}
