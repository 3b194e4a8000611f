// How common a feature is in a cluster.
import type { Points } from '../data/atlas';
import type { Features } from '../data/features';

export interface ClusterFeatures {
  objects: number;
  /** Per feature, the number of the cluster's objects that have it. */
  having: Uint32Array;
}

/** Below this share of a cluster's objects a feature is unusual there; above the other its absence is. */
export const unusualBelow = 0.1;
export const usualFrom = 0.9;
/** Smaller clusters say nothing about what is usual. */
export const minObjects = 10;

/** Counts for one cluster (−1: the noise); remembers the last ones requested. */
export class FeaturesOfClusters {
  private readonly cached = new Map<number, ClusterFeatures>();

  constructor(
    private readonly features: Features,
    private readonly points: Points,
  ) {}

  of(cluster: number): ClusterFeatures {
    const cached = this.cached.get(cluster);
    if (cached) return cached;
    const counts: ClusterFeatures = { objects: 0, having: new Uint32Array(this.features.count) };
    for (let point = 0; point < this.points.count; ++point) {
      if (this.points.cluster[point] !== cluster) continue;
      counts.objects += this.points.multiplicity[point];
      for (const feature of this.features.of(point)) counts.having[feature] += this.points.multiplicity[point];
    }
    if (this.cached.size >= 8) this.cached.delete(this.cached.keys().next().value as number);
    this.cached.set(cluster, counts);
    return counts;
  }

  /** What nearly all of a cluster have and a point lacks, highest weight first. */
  missing(point: number, cluster: number): number[] {
    const { objects, having } = this.of(cluster);
    if (objects < minObjects) return [];
    const own = new Set(this.features.of(point));
    const missing: number[] = [];
    having.forEach((count, feature) => {
      if (count >= usualFrom * objects && !own.has(feature)) missing.push(feature);
    });
    return missing;
  }
}
