// The selection on the map: points, and of their processes those that are shown.
import type { Atlas, Points } from '../data/atlas';
import type { Processes } from '../data/processes';
import { start } from '../text/visible';
import type { Shown } from '../facets/engine';

export interface Selection {
  /** How it was made, for users: "Lasso", "Cluster 12". */
  name: string;
  /** Ascending and distinct. */
  points: Uint32Array;
  /** The selected rows at these points if not all were selected, as by a search; ascending. */
  rows?: Uint32Array;
}

export type Change = 'replace' | 'add' | 'remove';

const ascending = (values: Iterable<number>): Uint32Array => Uint32Array.from(values).sort();

/**
 * The selection after a change by points or, if a search or filters show only some processes, by those of the points
 * that are shown; undefined if nothing is left.
 * @param processes needed for the latter
 */
export function changed(before: Selection | undefined, points: Iterable<number>, name: string, change: Change, processes?: Processes, shown?: Shown): Selection | undefined {
  const base = change === 'replace' ? undefined : before;
  const called = !base ? name : base.name.endsWith(' …') ? base.name : `${base.name} …`;
  const set = new Set<number>();
  const put = (value: number): unknown => (change === 'remove' ? set.delete(value) : set.add(value));
  if (!processes || (!shown && !base?.rows)) {
    base?.points.forEach((point) => set.add(point));
    for (const point of points) put(point);
    return set.size === 0 ? undefined : { name: called, points: ascending(set) };
  }
  if (base) rowsAt(base, processes, undefined).forEach((row) => set.add(row));
  rowsAt({ name, points: ascending(new Set(points)) }, processes, shown).forEach(put);
  return set.size === 0 ? undefined : ofRows(called, ascending(set), processes);
}

/** The selection of these ascending rows. */
export function ofRows(name: string, rows: Uint32Array, processes: Processes): Selection {
  const points = ascending(new Set(Array.from(rows, (row) => processes.pointOf[row])));
  const whole = points.reduce((sum, point) => sum + processes.start[point + 1] - processes.start[point], 0);
  return rows.length === whole ? { name, points } : { name, points, rows };
}

/** The processes of a finding that are on the map; undefined if none is. @param finding its index among those listed */
export function selectionOfFinding({ hunt }: Atlas, finding: number, processes: Processes): Selection | undefined {
  const rows = processes.rowsOfFinding(finding);
  return rows.length > 0 ? ofRows(`Finding ${finding + 1}: ${start(hunt?.findings[finding]?.process_name ?? '', 80)}`, rows, processes) : undefined;
}

/** The points of a cluster, ascending. */
export function membersOf({ cluster }: Points, wanted: number): Uint32Array {
  return Uint32Array.from(cluster.keys()).filter((point) => cluster[point] === wanted);
}

/** The rows of a selection that are shown. */
function rowsAt({ points, rows }: Selection, { start }: Processes, shown: Shown | undefined): number[] {
  const found: number[] = [];
  const take = (row: number): void => {
    if (!shown || shown.rows[row]) found.push(row);
  };
  if (rows) rows.forEach(take);
  else for (const point of points) for (let row = start[point]; row < start[point + 1]; ++row) take(row);
  return found;
}

/** The rows of the selection that are shown; all of its rows if none is. Ascending. */
export function rowsOf(selection: Selection, processes: Processes, shown: Shown | undefined): Uint32Array {
  const rows = rowsAt(selection, processes, shown);
  return Uint32Array.from(rows.length === 0 ? rowsAt(selection, processes, undefined) : rows);
}

/** The rows of a selection if only some were selected, or a search or filters show only some; undefined for whole points. */
function someRows(selection: Selection, processes: Processes, shown: Shown | undefined): ArrayLike<number> | undefined {
  const visible = shown ? rowsAt(selection, processes, shown) : [];
  return visible.length > 0 ? visible : selection.rows;
}

/** How many processes a selection has, including those without details in the file. */
export function processesIn(selection: Selection, points: Points, processes: Processes, shown: Shown | undefined): number {
  return someRows(selection, processes, shown)?.length ?? selection.points.reduce((sum, point) => sum + points.members[point], 0);
}

/**
 * Per point, how many of its objects belong to the selection: all of them, including those without details in the file,
 * unless only some processes were selected, or a search or filters show only some; then those that these are members
 * of.
 */
export function weightsOf(selection: Selection, points: Points, processes: Processes, shown: Shown | undefined): Float64Array {
  const weights = new Float64Array(points.count);
  const rows = someRows(selection, processes, shown);
  if (!rows) {
    for (const point of selection.points) weights[point] = points.multiplicity[point];
    return weights;
  }
  const { object, pointOf } = processes;
  for (let i = 0; i < rows.length; ++i) if (!object || i === 0 || object[rows[i]] !== object[rows[i - 1]]) ++weights[pointOf[rows[i]]];
  return weights;
}
