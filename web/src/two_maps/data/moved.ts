// What moved most between the maps: pairs of points, and process names.
import type { Processes } from '../../data/processes';
import type { MapName } from './both';
import type { Pairs } from './pairs';

/** The pairs with an agreement, the lowest first; the most items first among equals. */
export function mostMoved(pairs: Pairs): Uint32Array {
  const { agreement, items } = pairs.columns;
  return Uint32Array.from({ length: pairs.count }, (_, pair) => pair)
    .filter((pair) => agreement[pair] >= 0)
    .sort((one, other) => agreement[one] - agreement[other] || items[other] - items[one] || one - other);
}

export interface MovedName {
  /** In the column of names: 0 for none, else 1 + its index. */
  name: number;
  /** Its processes with an agreement. */
  processes: number;
  /** Their mean, 0 … 1. */
  agreement: number;
}

/**
 * The names of processes, those with the lowest mean agreement first; the most processes first among equals.
 * @param processes of a map
 * @param pairOfRow the pair of each of its rows, −1 for none
 */
export function movedNames({ columns: { name } }: Processes, pairOfRow: Int32Array, pairs: Pairs): MovedName[] {
  const processes = new Uint32Array(name.texts.count + 1);
  const sum = new Float64Array(name.texts.count + 1);
  pairOfRow.forEach((pair, row) => {
    const agreement = pair < 0 ? NaN : pairs.agreement(pair);
    if (Number.isNaN(agreement)) return;
    ++processes[name.row[row]];
    sum[name.row[row]] += agreement;
  });
  return Array.from(processes, (count, value): MovedName => ({ name: value, processes: count, agreement: count > 0 ? sum[value] / count : 0 }))
    .filter((moved) => moved.processes > 0)
    .sort((a, b) => a.agreement - b.agreement || b.processes - a.processes || a.name - b.name);
}

/** How many processes of a point have each name, the most frequent first; 0 for none. @param counts whether a row counts */
export function namesAt({ start, columns: { name } }: Processes, point: number, counts: (row: number) => boolean = () => true): [name: number, processes: number][] {
  const times = new Map<number, number>();
  for (let row = start[point]; row < start[point + 1]; ++row) if (counts(row)) times.set(name.row[row], (times.get(name.row[row]) ?? 0) + 1);
  return [...times].sort(([one, most], [other, more]) => more - most || one - other);
}

/** The same of the processes that are at both points of a pair; of all at its point if its rows are not known to be in pairs. */
export function namesOfPair(processes: Processes, map: MapName, pair: number, pairs: Pairs, pairOfRow: Int32Array | undefined): [name: number, processes: number][] {
  const point = pairs.pointOn(map, pair);
  return namesAt(processes, point, pairOfRow && ((row) => pairOfRow[row] === pair));
}
