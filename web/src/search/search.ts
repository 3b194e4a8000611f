// Which processes match a query.
import type { Points } from '../data/atlas';
import type { Details } from '../data/details';
import { isText, type TextHits } from './finder';
import type { Query, SearchField, Term } from './query';

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
const ofPoints: ReadonlySet<SearchField> = new Set(['feature', 'cluster']);

const holds = (term: Term, value: string): boolean => (term.pattern ? term.pattern.test(value) : value.toLowerCase().includes(term.needle));

/** Per row and per point, whether a term matches, ignoring its negation. */
function matching(term: Term, points: Points, { processes, features }: Details, textHits: TextHits): { rows: Uint8Array; points: Uint8Array } {
  const rows = new Uint8Array(processes.count);
  const found = new Uint8Array(points.count);
  const markRows = (condition: (row: number) => boolean): void => {
    for (let row = 0; row < rows.length; ++row) if (condition(row)) rows[row] = 1;
  };
  for (const field of term.fields) {
    if (isText(field)) {
      const hits = textHits(term, field);
      if (field === 'feature') features.pointsWith(hits).forEach((hit, point) => hit && (found[point] = 1));
      else if (field === 'pid') markRows((r) => hits[r] === 1);
      else {
        const row = processes.columns[field]?.row;
        if (row) markRows((r) => row[r] > 0 && hits[row[r] - 1] === 1);
      }
    } else if (field === 'cluster') {
      const wanted = /^(noise|none)$/.test(term.needle) ? -1 : /^\d+$/.test(term.needle) ? Number(term.needle) : NaN;
      points.cluster.forEach((cluster, point) => cluster === wanted && (found[point] = 1));
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

/** The matches of a query, given the texts that its terms match. */
export function findMatches({ terms }: Query, points: Points, details: Details, textHits: TextHits): Matches {
  const { processes } = details;
  const rows = new Uint8Array(processes.count).fill(1);
  const whole = new Uint8Array(points.count).fill(1);
  for (const term of terms) {
    const hits = matching(term, points, details, textHits);
    const decided = term.fields.every((field) => ofPoints.has(field));
    for (let row = 0; row < rows.length; ++row) if ((hits.rows[row] === 1) === term.negated) rows[row] = 0;
    for (let point = 0; point < points.count; ++point) {
      if (term.negated ? !decided || hits.points[point] : !hits.points[point]) whole[point] = 0;
    }
  }
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
