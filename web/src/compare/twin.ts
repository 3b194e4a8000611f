// The nearest common twin of a point: the closest among those that many objects share, and what exactly differs.
import type { Points } from '../data/atlas';
import type { Features } from '../data/features';

export interface Twin {
  point: number;
  /** Information that both have, as a share of what either has: 1 for equal bags. */
  likeness: number;
  shared: number;
  /** Features that the point has and the twin lacks, and the reverse; most telling first. */
  onlyHere: number[];
  onlyThere: number[];
}

/** Objects that a point must stand for to be common. When the map has no such point, the next number is tried. */
const commonFrom = [10, 5, 2];

/**
 * The common point whose features are most like those of `point`: by weighted Jaccard likeness, the information weight of
 * the shared features over that of all features that either has. Of equally like ones the more frequent comes first.
 * Undefined when no other point is common or none shares anything that tells objects apart.
 */
export function nearestTwin(features: Features, points: Points, point: number): Twin | undefined {
  const own = new Uint8Array(features.count);
  let ownWeight = 0;
  for (const feature of features.of(point)) {
    own[feature] = 1;
    ownWeight += features.weight[feature];
  }
  for (const common of commonFrom) {
    let best = -1;
    let bestLikeness = 0;
    for (let other = 0; other < points.count; ++other) {
      if (other === point || points.multiplicity[other] < common) continue;
      let both = 0;
      let theirs = 0;
      for (const feature of features.of(other)) {
        const weight = features.weight[feature];
        theirs += weight;
        if (own[feature]) both += weight;
      }
      const either = ownWeight + theirs - both;
      const likeness = either > 0 ? both / either : 0;
      if (likeness > bestLikeness || (likeness === bestLikeness && best >= 0 && points.multiplicity[other] > points.multiplicity[best])) {
        [best, bestLikeness] = [other, likeness];
      }
    }
    if (best >= 0) return { point: best, likeness: bestLikeness, ...differing(features, point, best) };
  }
  return undefined;
}

/** What two points share and what only one of them has. */
export function differing(features: Features, here: number, there: number): Pick<Twin, 'shared' | 'onlyHere' | 'onlyThere'> {
  const theirs = new Set(features.of(there));
  const onlyHere = Array.from(features.of(here)).filter((feature) => !theirs.delete(feature));
  return { shared: features.of(here).length - onlyHere.length, onlyHere, onlyThere: [...theirs] };
}
