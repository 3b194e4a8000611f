// Sorts rows by a column.
import type { Atlas } from '../data/atlas';
import type { Features } from '../data/features';
import type { Processes } from '../data/processes';

export const sortKeys = ['object', 'name', 'args', 'host', 'user', 'started', 'cluster', 'outlier', 'novelty', 'rules', 'state'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface Order {
  by: SortKey;
  descending: boolean;
}

/** The points that have features, and the others, which are next to the map; each in the order given. */
export function byPlace(points: Uint32Array, features: Features | undefined): { on: Uint32Array; next: Uint32Array } {
  const has = (point: number): boolean => !features || features.of(point).length > 0;
  return { on: points.filter(has), next: points.filter((point) => !has(point)) };
}

/** Texts are numbered in order, so that every column can be compared by numbers. */
function columnOf({ points }: Atlas, processes: Processes, by: SortKey): (row: number) => number {
  const { pointOf } = processes;
  switch (by) {
    case 'started':
      return (row) => processes.started[row];
    case 'cluster':
      return (row) => points.cluster[pointOf[row]];
    case 'outlier':
      return (row) => points.outlier[pointOf[row]];
    case 'novelty':
      return (row) => processes.hunted?.novelty[row] ?? NaN;
    case 'state':
      return (row) => processes.state[row];
    default: {
      const numbers = processes.columns[by]?.row;
      return (row) => numbers?.[row] ?? 0;
    }
  }
}

/** Missing values come last in either direction; ties keep the order of rows. */
export function sortedRows(rows: Uint32Array, atlas: Atlas, processes: Processes, { by, descending }: Order): Uint32Array {
  const value = columnOf(atlas, processes, by);
  const missing = by === 'cluster' || by === 'outlier' ? () => false : by === 'started' || by === 'novelty' ? Number.isNaN : (v: number) => v === 0;
  const keys = Float64Array.from(rows, (row) => value(row));
  const sign = descending ? -1 : 1;
  const order = Uint32Array.from(rows, (_, i) => i).sort((a, b) => {
    const [noA, noB] = [missing(keys[a]), missing(keys[b])];
    if (noA || noB) return Number(noA) - Number(noB) || a - b;
    return sign * (keys[a] - keys[b]) || a - b;
  });
  return order.map((i) => rows[i]);
}
