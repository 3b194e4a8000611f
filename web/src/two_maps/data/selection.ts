// What is selected: points of both maps, or the items of some pairs.
import type { Change } from '../../select/selection';
import { forBoth, mapNames, type Both, type MapName } from './both';
import type { Comparison } from './comparison';
import { conditionOfPoints, conditionOfRows, type Condition } from './passing';
import type { JoinedRows } from './joined_rows';

export interface Selection {
  /** How it was made, for users. */
  name: string;
  /** Selected themselves, not for what is at them on the other map. */
  points: Both<ReadonlySet<number>>;
  /** Only the items of these pairs, if not everything at the points. */
  pairs?: ReadonlySet<number>;
}

const none: ReadonlySet<number> = new Set();

export const selectionOf = (map: MapName, points: Iterable<number>, name: string): Selection => ({ name, points: forBoth((each) => (each === map ? new Set(points) : none)) });

/** The items of some pairs. */
export function selectionOfPairs(pairs: readonly number[], name: string, { pairs: all }: Pick<Comparison, 'pairs'>): Selection {
  return { name, pairs: new Set(pairs), points: forBoth((map) => new Set(pairs.map((pair) => all.pointOn(map, pair)))) };
}

/** The selection after a change by points of a map; undefined if nothing is left. */
export function changed(before: Selection | undefined, map: MapName, points: readonly number[], name: string, change: Change): Selection | undefined {
  if (!before || change === 'replace') return points.length > 0 && change !== 'remove' ? selectionOf(map, points, name) : undefined;
  const own = new Set(before.points[map]);
  for (const point of points) if (change === 'add') own.add(point); else own.delete(point);
  const left = { ...before.points, [map]: own };
  if (mapNames.every((each) => left[each].size === 0)) return undefined;
  return { name: before.name.endsWith(' …') ? before.name : `${before.name} …`, points: left };
}

/** What a selection selects on each map by itself. */
export function conditionOfSelection({ points, pairs }: Selection, { maps }: Comparison, rows: JoinedRows | undefined): Condition {
  const whole = conditionOfPoints((map, point) => points[map].has(point), { a: maps.a.points, b: maps.b.points }, rows?.processes);
  if (!pairs || !rows) return whole;
  const exact = conditionOfRows((map, row) => pairs.has(rows.pairOf[map][row]), rows.processes);
  return forBoth((map) => ({ rows: exact[map].rows, points: whole[map].points }));
}
