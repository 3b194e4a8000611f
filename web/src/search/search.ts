// Which processes match a query.
import type { Points } from '../data/atlas';
import type { Details } from '../data/details';
import { ancestorHits, childHits, parentHits } from './relatives';
import { textOf, type TextHits } from './finder';
import type { Condition, Query, SearchField, Term } from './query';

export interface Matches {
  /** Per point, whether it has a process that was found. */
  lit: Uint8Array;
  points: number;
  processes: number;
  /** Per row of processes whether it was found. */
  rows: Uint8Array;
  /** Per point, whether all of its processes were found through what they share, so that those without details count, too. */
  whole: Uint8Array;
}

/** These are the same for all processes of a point. */
const ofPoints: ReadonlySet<SearchField> = new Set(['feature', 'cluster', 'outlier']);

const holds = (term: Term, value: string): boolean => (term.pattern ? term.pattern.test(value) : value.toLowerCase().includes(term.needle));

/** Per row whether it was found, and per point whether it was found through what its processes share. */
export interface Found {
  rows: Uint8Array;
  points: Uint8Array;
}

/** What a term matches. */
export function foundBy(term: Term, points: Points, details: Details, textHits: TextHits): Found {
  const { processes, features } = details;
  const rows = new Uint8Array(processes.count);
  const found = new Uint8Array(points.count);
  const markRows = (condition: (row: number) => boolean): void => {
    for (let row = 0; row < rows.length; ++row) if (condition(row)) rows[row] = 1;
  };
  const { from, to } = term.range ?? { from: NaN, to: NaN };
  const within = (value: number): boolean => value >= from && value <= to;
  /** Rows whose text in a column is marked. */
  const rowsWith = (field: 'object' | 'name' | 'args' | 'host' | 'user' | 'lineage', hits: Uint8Array): ((row: number) => boolean) => {
    const row = processes.columns[field]?.row;
    return row ? (r) => row[r] > 0 && hits[row[r] - 1] === 1 : () => false;
  };
  for (const field of term.fields) {
    const text = textOf(field);
    const hits = text && textHits(term, text);
    if (field === 'elsewhere') continue;
    if (field === 'decoded') {
      markRows(rowsWith('args', textHits(term, field)));
      continue;
    }
    if (field === 'feature') features.pointsWith(hits!).forEach((hit, point) => hit && (found[point] = 1));
    else if (field === 'pid') markRows((r) => hits![r] === 1);
    else if (field === 'parent' || field === 'ancestor' || field === 'child') {
      const isNamed = rowsWith('name', hits!);
      const named = Uint8Array.from({ length: processes.count }, (_, r) => Number(isNamed(r)));
      const relatives = field === 'parent' ? parentHits : field === 'child' ? childHits : ancestorHits;
      const related = relatives(processes, named, (name) => holds(term, name));
      markRows((r) => related[r] === 1);
    } else if (text !== undefined && text !== 'feature' && text !== 'pid') markRows(rowsWith(text, hits!));
    else if (field === 'cluster') {
      const wanted = /^(noise|none)$/.test(term.needle) ? -1 : /^\d+$/.test(term.needle) ? Number(term.needle) : NaN;
      points.cluster.forEach((cluster, point) => cluster === wanted && (found[point] = 1));
    } else if (field === 'outlier') points.outlier.forEach((outlier, point) => within(outlier / 255) && (found[point] = 1));
    else if (field === 'started') markRows((r) => within(processes.started[r]));
    else if (field === 'osPid') markRows((r) => within(processes.osPid(r)));
    else if (field === 'novelty') {
      const novelty = processes.hunted?.novelty;
      if (novelty) markRows((r) => within(novelty[r] / 100));
    } else if (field === 'state') {
      const hits = processes.stateNames.map((name) => holds(term, name));
      markRows((r) => processes.state[r] > 0 && hits[processes.state[r] - 1]);
    } else {
      const mask = processes.flagNames.reduce((all, name, k) => (holds(term, name) || holds(term, name.replaceAll('_', ' ')) ? all | (1 << k) : all), 0);
      markRows((r) => (processes.flags[r] & mask) !== 0);
    }
  }
  for (let point = 0; point < points.count; ++point) if (found[point]) rows.fill(1, processes.start[point], processes.start[point + 1]);
  return { rows, points: found };
}

/** Whether everything in a condition is the same for all processes of a point. */
function isShared(condition: Condition): boolean {
  if ('term' in condition) return condition.term.fields.every((field) => ofPoints.has(field));
  if ('not' in condition) return isShared(condition.not);
  return ('all' in condition ? condition.all : condition.any).every(isShared);
}

function combined(one: Found, other: Found, both: (a: number, b: number) => number): Found {
  return { rows: one.rows.map((hit, row) => both(hit, other.rows[row])), points: one.points.map((hit, point) => both(hit, other.points[point])) };
}

/** What satisfies a condition. @param foundOf what a term matches */
export function foundWhere(condition: Condition, foundOf: (term: Term) => Found): Found {
  if ('term' in condition) return foundOf(condition.term);
  if ('not' in condition) {
    const { rows, points } = foundWhere(condition.not, foundOf);
    // What is not found by something of single processes may be found at a process without details.
    const decided = isShared(condition.not);
    return { rows: rows.map((hit) => 1 - hit), points: points.map((hit) => (decided ? 1 - hit : 0)) };
  }
  const [parts, both] = 'all' in condition ? [condition.all, (a: number, b: number) => a & b] : [condition.any, (a: number, b: number) => a | b];
  return parts.map((part) => foundWhere(part, foundOf)).reduce((one, other) => combined(one, other, both));
}

/** The matches of a query, given the texts that its terms match. */
export function findMatches({ condition }: Query, points: Points, details: Details, textHits: TextHits): Matches {
  const { processes } = details;
  const { rows, points: whole } = foundWhere(condition, (term) => foundBy(term, points, details, textHits));
  const lit = new Uint8Array(points.count);
  let matchedPoints = 0;
  let matchedProcesses = 0;
  for (let point = 0; point < points.count; ++point) {
    let here = 0;
    for (let row = processes.start[point]; row < processes.start[point + 1]; ++row) here += rows[row];
    if (whole[point]) here = points.members[point];
    if (here === 0) continue;
    lit[point] = 1;
    ++matchedPoints;
    matchedProcesses += here;
  }
  return { lit, points: matchedPoints, processes: matchedProcesses, rows, whole };
}
