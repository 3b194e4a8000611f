// What a search, filters and a selection light on both maps: an item that passes on either map passes on both.
import type { Points } from '../../data/atlas';
import type { Processes } from '../../data/processes';
import { forBoth, otherMap, type Both, type MapName } from './both';
import type { Items } from './items';
import type { Pairs } from './pairs';

/** What passes one condition on a map. */
export interface Passing {
  /** Per row; empty while details are not read. */
  rows: Uint8Array;
  /** Per point, whether something at it passes: counts only for points whose rows are not all on the page. */
  points: Uint8Array;
}

export type Condition = Both<Passing>;

/** What passes all conditions on a map. */
export interface Lit {
  /** Per point */
  lit: Uint8Array;
  points: number;
  /** Rows; processes without details on this page are not counted. */
  processes: number;
}

/** Marks the rows of the other map that stand for the same items as marked rows. */
export type RowLinks = (from: MapName, marked: Uint8Array) => Uint8Array;

export function linksByItem({ count, of }: Items): RowLinks {
  return (from, marked) => {
    const items = new Uint8Array(count);
    of[from].forEach((item, row) => marked[row] && (items[item] = 1));
    return Uint8Array.from(of[otherMap(from)], (item) => items[item]);
  };
}

/** If whole bags are the items: all rows of the points of a pair. */
export function linksByPoint(pairs: Pairs, processes: Both<Processes>): RowLinks {
  return (from, marked) => {
    const points = new Uint8Array(processes[from].start.length - 1);
    const { pointOf } = processes[from];
    marked.forEach((value, row) => value && (points[pointOf[row]] = 1));
    const there = pairs.across(from, points);
    return Uint8Array.from(processes[otherMap(from)].pointOf, (point) => there[point]);
  };
}

const either = (one: Uint8Array, other: Uint8Array): Uint8Array => one.map((value, i) => value | other[i]);

/** What passes on a map, or whose counterpart passes on the other. @param links undefined while details are not read */
export function onBoth(own: Condition, pairs: Pairs, links: RowLinks | undefined): Condition {
  return forBoth((map) => {
    const there = own[otherMap(map)];
    return {
      rows: links ? either(own[map].rows, links(otherMap(map), there.rows)) : own[map].rows,
      points: either(own[map].points, pairs.across(otherMap(map), there.points)),
    };
  });
}

/** What passes all conditions; undefined if there are none. @param processes undefined while details are not read */
export function litBy(conditions: readonly Condition[], points: Both<Points>, processes: Both<Processes> | undefined): Both<Lit> | undefined {
  if (conditions.length === 0) return undefined;
  return forBoth((map) => litOn(conditions.map((condition) => condition[map]), points[map], processes?.[map]));
}

function litOn(conditions: readonly Passing[], { count, members }: Points, processes: Processes | undefined): Lit {
  const all: Lit = { lit: new Uint8Array(count), points: 0, processes: 0 };
  const start = processes?.start;
  for (let point = 0; point < count; ++point) {
    const [from, to] = start ? [start[point], start[point + 1]] : [0, 0];
    let here = 0;
    for (let row = from; row < to; ++row) if (conditions.every(({ rows }) => rows[row] === 1)) ++here;
    const unseen = to - from < members[point] && conditions.every(({ points }) => points[point] === 1);
    if (here === 0 && !unseen) continue;
    all.lit[point] = 1;
    ++all.points;
    all.processes += here;
  }
  return all;
}

/** Whole points of both maps. */
export function conditionOfPoints(chosen: (map: MapName, point: number) => boolean, points: Both<Points>, processes: Both<Processes> | undefined): Condition {
  return forBoth((map) => {
    const marks = Uint8Array.from({ length: points[map].count }, (_, point) => Number(chosen(map, point)));
    return { points: marks, rows: Uint8Array.from(processes?.[map].pointOf ?? [], (point) => marks[point]) };
  });
}

/** Some rows of both maps. A point whose rows are not all known passes if one of those that are does. */
export function conditionOfRows(chosen: (map: MapName, row: number) => boolean, processes: Both<Processes>): Condition {
  return forBoth((map) => {
    const { count, pointOf, start } = processes[map];
    const passing: Passing = { rows: new Uint8Array(count), points: new Uint8Array(start.length - 1) };
    for (let row = 0; row < count; ++row) {
      if (!chosen(map, row)) continue;
      passing.rows[row] = 1;
      passing.points[pointOf[row]] = 1;
    }
    return passing;
  });
}
