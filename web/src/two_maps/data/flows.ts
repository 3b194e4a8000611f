// Where the items of each cluster of one map are on the other.
import type { Atlas } from '../../data/atlas';
import { otherMap, type Both, type MapName } from './both';
import type { Pairs } from './pairs';

export interface Part {
  /** Of the other map; −1 for noise. */
  cluster: number;
  items: number;
}

export interface Flow {
  /** −1 for noise */
  cluster: number;
  /** The items in the cluster. */
  items: number;
  /** Those that the other map has, by their cluster there; the largest part first. */
  parts: Part[];
  /** Those that it lacks. */
  missing: number;
}

/**
 * Per cluster of a map that has items, the largest first, noise last.
 * @param itemsAt how many items a point of that map stands for
 */
export function flowsFrom(from: MapName, maps: Both<Pick<Atlas, 'points'>>, pairs: Pairs, itemsAt: (point: number) => number): Flow[] {
  const [here, there] = [maps[from].points, maps[otherMap(from)].points];
  const parts = new Map<number, Map<number, number>>();
  for (let pair = 0; pair < pairs.count; ++pair) {
    const own = here.cluster[pairs.pointOn(from, pair)];
    const other = there.cluster[pairs.pointOn(otherMap(from), pair)];
    const ofCluster = parts.get(own) ?? new Map<number, number>();
    ofCluster.set(other, (ofCluster.get(other) ?? 0) + pairs.columns.items[pair]);
    parts.set(own, ofCluster);
  }
  const items = new Map<number, number>();
  for (let point = 0; point < here.count; ++point) items.set(here.cluster[point], (items.get(here.cluster[point]) ?? 0) + itemsAt(point));
  const flows = [...items].map(([cluster, all]): Flow => {
    const found = [...(parts.get(cluster) ?? [])].map(([to, count]): Part => ({ cluster: to, items: count }));
    found.sort((a, b) => b.items - a.items || a.cluster - b.cluster);
    const known = found.reduce((sum, part) => sum + part.items, 0);
    return { cluster, items: Math.max(all, known), parts: found, missing: Math.max(0, all - known) };
  });
  const isNoise = ({ cluster }: Flow): number => Number(cluster < 0);
  return flows.filter((flow) => flow.items > 0).sort((a, b) => isNoise(a) - isNoise(b) || b.items - a.items || a.cluster - b.cluster);
}

/** What a point has instead of a cluster of the other map if that lacks its items. */
export const noCounterpart = -2;

/** Per point of a map, the cluster of the other that most of its items are in, −1 for noise; ties go to the smaller number. */
export function commonClusters(map: MapName, points: number, pairs: Pairs, clusterThere: Int32Array): Int32Array {
  const counts = new Map<number, number>();
  return Int32Array.from({ length: points }, (_, point) => {
    counts.clear();
    for (const pair of pairs.of(map, point)) {
      const cluster = clusterThere[pairs.pointOn(otherMap(map), pair)];
      counts.set(cluster, (counts.get(cluster) ?? 0) + pairs.columns.items[pair]);
    }
    let [best, most] = [noCounterpart, 0];
    for (const [cluster, items] of counts) if (items > most || (items === most && cluster < best)) [best, most] = [cluster, items];
    return best;
  });
}
