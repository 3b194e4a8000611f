// The nearest common twin of a point: the most similar point that many objects share, and what exactly differs.
import type { Points } from '../data/atlas';
import type { Features } from '../data/features';

export interface Twin {
  point: number;
  /** Information that both have, as a share of what either has: 1 for equal bags. */
  likeness: number;
  shared: number;
  /** Features that only the point has, and features that only the twin has, highest weight first. */
  onlyHere: number[];
  onlyThere: number[];
}

/** How many objects a point must represent to be common. If the map has no such point, the next number is tried. */
const commonFrom = [10, 5];

/** What is less alike is no twin: its differences say nothing. */
const leastLikeness = 0.1;

/**
 * The common point whose features are most similar to those of `point`: by weighted Jaccard similarity, the information
 * weight of the shared features over that of all features that either has. Ties go to the more frequent one. Undefined
 * if no other point is common and at least a tenth alike.
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
    let bestLikeness = leastLikeness;
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
      if (likeness > bestLikeness || (likeness === bestLikeness && (best < 0 || points.multiplicity[other] > points.multiplicity[best]))) {
        [best, bestLikeness] = [other, likeness];
      }
    }
    if (best >= 0) return { point: best, likeness: bestLikeness, ...differing(features, point, best) };
  }
  return undefined;
}

/** The features that two points share, and those that only one of them has. */
export function differing(features: Features, here: number, there: number): Pick<Twin, 'shared' | 'onlyHere' | 'onlyThere'> {
  const theirs = new Set(features.of(there));
  const onlyHere = Array.from(features.of(here)).filter((feature) => !theirs.delete(feature));
  return { shared: features.of(here).length - onlyHere.length, onlyHere, onlyThere: [...theirs] };
}
