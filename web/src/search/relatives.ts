// The processes whose parent, ancestor or child matches, by the records on the page and by what was recorded of lineages.
import type { Processes } from '../data/processes';

/** "=leaf.exe->parent.exe->…" as its names, the process first. */
const namesIn = (lineage: string): string[] => lineage.replace(/^=/, '').split('->');

/** Per text of the lineages, whether one of the names from `from` to before `to` matches. */
function lineageHits({ columns }: Processes, [from, to]: [number, number], matches: (name: string) => boolean): Uint8Array {
  const { texts } = columns.lineage;
  return Uint8Array.from({ length: texts.count }, (_, i) => Number(namesIn(texts.at(i)).slice(from, to).some(matches)));
}

/** Rows whose parent is a marked row or, if it has no record here, is named in their lineage. */
export function parentHits(processes: Processes, marked: Uint8Array, matches: (name: string) => boolean): Uint8Array {
  const { parent, columns } = processes;
  const named = lineageHits(processes, [1, 2], matches);
  return marked.map((_, row) => (parent[row] >= 0 ? marked[parent[row]] : columns.lineage.row[row] > 0 ? named[columns.lineage.row[row] - 1] : 0));
}

/** Rows one of whose ancestors is a marked row or is named in their lineage. Circles of records end where they close. */
export function ancestorHits(processes: Processes, marked: Uint8Array, matches: (name: string) => boolean): Uint8Array {
  const { parent, columns } = processes;
  const named = lineageHits(processes, [1, Infinity], matches);
  const [unknown, walking] = [2, 3];
  const found = new Uint8Array(processes.count).fill(unknown);
  const path: number[] = [];
  for (let start = 0; start < found.length; ++start) {
    let row = start;
    while (row >= 0 && found[row] === unknown) {
      found[row] = walking;
      path.push(row);
      row = parent[row];
    }
    // Above the path: nothing, a row of the path itself, or one that is settled.
    let above = row >= 0 ? (found[row] === walking ? 0 : found[row]) | marked[row] : 0;
    while (path.length > 0) {
      const at = path.pop()!;
      const lineage = columns.lineage.row[at];
      found[at] = above | (lineage > 0 ? named[lineage - 1] : 0);
      above = found[at] | marked[at];
    }
  }
  return found;
}

/** Rows that are the parent of a marked row. */
export function childHits({ parent, count }: Processes, marked: Uint8Array): Uint8Array {
  const found = new Uint8Array(count);
  marked.forEach((mark, row) => {
    if (mark && parent[row] >= 0) found[parent[row]] = 1;
  });
  return found;
}
