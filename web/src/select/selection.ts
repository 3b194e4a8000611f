// What one has chosen on the map: points, and of their processes those that are shown.
import type { Points } from '../data/atlas';
import type { Processes } from '../data/processes';
import type { Shown } from '../facets/engine';

export interface Selection {
  /** How it came about, for people: "lasso", "cluster 12". Plain text of ours, or telemetry made visible. */
  name: string;
  /** Ascending, none twice. */
  points: Uint32Array;
}

export type Change = 'replace' | 'add' | 'remove';

/** The selection after a change; undefined when nothing is left. */
export function changed(before: Selection | undefined, points: Iterable<number>, name: string, change: Change): Selection | undefined {
  const set = new Set(change === 'replace' || !before ? [] : before.points);
  for (const point of points) {
    if (change === 'remove') set.delete(point);
    else set.add(point);
  }
  if (set.size === 0) return undefined;
  return { name: before && change !== 'replace' ? (before.name.endsWith(' …') ? before.name : `${before.name} …`) : name, points: Uint32Array.from(set).sort() };
}

/** The points of a cluster, ascending. */
export function membersOf({ cluster }: Points, wanted: number): Uint32Array {
  return Uint32Array.from(cluster.keys()).filter((point) => cluster[point] === wanted);
}

/** Rows of the selection that are shown; all of its rows when none is. Ascending. */
export function rowsOf({ points }: Selection, processes: Processes, shown: Shown | undefined): Uint32Array {
  const rows: number[] = [];
  for (const point of points) {
    for (let row = processes.start[point]; row < processes.start[point + 1]; ++row) if (!shown || shown.rows[row]) rows.push(row);
  }
  return rows.length === 0 && shown ? rowsOf({ name: '', points }, processes, undefined) : Uint32Array.from(rows);
}

/**
 * Per point how many of its processes belong to the selection: all of them, also those without details in the file, or
 * those that search and filters show.
 */
export function weightsOf({ points: chosen }: Selection, points: Points, processes: Processes, shown: Shown | undefined): Float64Array {
  const weights = new Float64Array(points.count);
  let any = false;
  if (shown) {
    for (const point of chosen) {
      for (let row = processes.start[point]; row < processes.start[point + 1]; ++row) weights[point] += shown.rows[row];
      any ||= weights[point] > 0;
    }
  }
  if (!any) for (const point of chosen) weights[point] = points.multiplicity[point];
  return weights;
}
