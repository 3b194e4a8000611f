// Which points a query lights: a part of a name, a command line or an image, in any case of letters.
import type { Points } from '../data/atlas';
import type { Details } from '../data/details';
import type { TextField } from '../data/processes';

export type SearchField = 'name' | 'args' | 'image' | 'host' | 'user' | 'lineage' | 'pid';

/** What one can write before a colon to search there alone. */
export const searchFields: Record<string, SearchField> = {
  name: 'name',
  args: 'args',
  command: 'args',
  image: 'image',
  host: 'host',
  user: 'user',
  lineage: 'lineage',
  pid: 'pid',
};

/** Where a query without a field looks. */
const everywhere: SearchField[] = ['name', 'args', 'image'];

export interface Query {
  fields: SearchField[];
  /** Lower case, not empty. */
  needle: string;
}

/** Reads "host: ws-12" or plain text; undefined when there is nothing to look for. */
export function parseQuery(text: string): Query | undefined {
  const colon = /^\s*([a-z]+):\s*(.*)$/is.exec(text);
  const field = colon && Object.hasOwn(searchFields, colon[1].toLowerCase()) ? searchFields[colon[1].toLowerCase()] : undefined;
  const needle = (field && colon ? colon[2] : text).trim().toLowerCase();
  if (needle === '') return undefined;
  return { fields: field ? [field] : everywhere, needle };
}

export interface Matches {
  /** Per point whether it is lit. */
  lit: Uint8Array;
  points: number;
  processes: number;
  /** Per row of processes whether it matches by itself or through its point's features. */
  rows: Uint8Array;
}

const columnOf: Partial<Record<SearchField, TextField>> = {
  name: 'name',
  args: 'args',
  host: 'host',
  user: 'user',
  lineage: 'lineage',
};

function markRows(rows: Uint8Array, column: Uint32Array, hits: Uint8Array): void {
  for (let row = 0; row < rows.length; ++row) if (column[row] > 0 && hits[column[row] - 1]) rows[row] = 1;
}

export function findMatches(query: Query, points: Points, { processes, features }: Details): Matches {
  const rows = new Uint8Array(processes.count);
  const lit = new Uint8Array(points.count);
  for (const field of query.fields) {
    const text = columnOf[field];
    if (text) {
      const { row, texts } = processes.columns[text];
      markRows(rows, row, texts.holding(query.needle));
    } else if (field === 'image') {
      features.pointsHolding(query.needle).forEach((hit, point) => hit && (lit[point] = 1));
    } else {
      for (let row = 0; row < rows.length; ++row) if (processes.pidHash(row).toLowerCase().includes(query.needle)) rows[row] = 1;
    }
  }

  // A point whose bag matches counts with all its processes, others with those rows that do.
  let matchedPoints = 0;
  let matchedProcesses = 0;
  for (let point = 0; point < points.count; ++point) {
    const [from, to] = [processes.start[point], processes.start[point + 1]];
    if (lit[point]) {
      rows.fill(1, from, to);
      matchedProcesses += points.multiplicity[point];
    } else {
      let here = 0;
      for (let row = from; row < to; ++row) here += rows[row];
      if (here > 0) lit[point] = 1;
      matchedProcesses += here;
    }
    matchedPoints += lit[point];
  }
  return { lit, points: matchedPoints, processes: matchedProcesses, rows };
}
