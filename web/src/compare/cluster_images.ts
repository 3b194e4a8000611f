// How usual an image is in a cluster.
import type { Points } from '../data/atlas';
import type { Features } from '../data/features';

export interface ClusterImages {
  processes: number;
  /** Per feature, the cluster's processes that have it. */
  having: Uint32Array;
}

/** Below this share of a cluster's processes an image is unusual there; above the other its lack is. */
export const unusualBelow = 0.1;
export const usualFrom = 0.9;
/** Smaller clusters tell nothing about what is usual. */
export const fewest = 10;

/** Counts for one cluster (−1: the noise); the last ones asked for are remembered. */
export class ImagesOfClusters {
  private readonly cached = new Map<number, ClusterImages>();

  constructor(
    private readonly features: Features,
    private readonly points: Points,
  ) {}

  of(cluster: number): ClusterImages {
    const cached = this.cached.get(cluster);
    if (cached) return cached;
    const counts: ClusterImages = { processes: 0, having: new Uint32Array(this.features.count) };
    for (let point = 0; point < this.points.count; ++point) {
      if (this.points.cluster[point] !== cluster) continue;
      counts.processes += this.points.multiplicity[point];
      for (const feature of this.features.of(point)) counts.having[feature] += this.points.multiplicity[point];
    }
    if (this.cached.size >= 8) this.cached.delete(this.cached.keys().next().value as number);
    this.cached.set(cluster, counts);
    return counts;
  }

  /** What nearly all of a cluster have and a point lacks; most telling first. */
  missing(point: number, cluster: number): number[] {
    const { processes, having } = this.of(cluster);
    if (processes < fewest) return [];
    const own = new Set(this.features.of(point));
    const missing: number[] = [];
    having.forEach((count, feature) => {
      if (count >= usualFrom * processes && !own.has(feature)) missing.push(feature);
    });
    return missing;
  }
}
