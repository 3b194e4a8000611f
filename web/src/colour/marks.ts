// What only some of a point's processes have: flags of the audit, labels of rules.

/** Per row the index of its values in `sets`; value 0 alone is none. */
export interface Marks {
  column: ArrayLike<number>;
  sets: readonly (readonly number[])[];
}

/** The number of rows whose set of values passes. */
export function countRows({ column, sets }: Marks, passes: (set: readonly number[]) => boolean): number {
  const passing = sets.map(passes);
  let rows = 0;
  for (let row = 0; row < column.length; ++row) rows += Number(passing[column[row]]);
  return rows;
}

/** The number of rows that have each value; those that none has are missing. */
export function countMarks({ column, sets }: Marks): Map<number, number> {
  const rows = new Uint32Array(sets.length);
  for (let row = 0; row < column.length; ++row) ++rows[column[row]];
  const counts = new Map<number, number>();
  sets.forEach((set, i) => rows[i] > 0 && set.forEach((value) => counts.set(value, (counts.get(value) ?? 0) + rows[i])));
  return counts;
}

/**
 * Per point the value that comes first in `preferred` among those of its rows, 0 if they have none of these.
 * @param start rows of point p are start[p] … start[p + 1] − 1
 */
export function marksOfPoints(start: Uint32Array, { column, sets }: Marks, preferred: readonly number[]): Uint32Array {
  const place = new Map(preferred.map((value, i) => [value, i]));
  const none = preferred.length;
  const best = sets.map((set) => Math.min(none, ...set.map((value) => place.get(value) ?? none)));
  return Uint32Array.from({ length: start.length - 1 }, (_, point) => {
    let first = none;
    for (let row = start[point]; row < start[point + 1]; ++row) first = Math.min(first, best[column[row]]);
    return preferred[first] ?? 0;
  });
}
