// The ancestors of a process, from the oldest down to itself: those on the map, and above them those known only by
// name.
import type { Processes } from '../data/processes';

export interface Ancestor {
  name: string;
  /** −1 if it is not on the map: then only its name is known. */
  row: number;
}

/** "=a.exe->b.exe->c.exe" from leaf to root, as steps. */
export function lineageSteps(lineage: string): string[] {
  return lineage.replace(/^=/, '').split('->');
}

/** Maximum number of steps shown; cycles of parents end there, too. */
const maxSteps = 60;

/**
 * The oldest first, the process itself last. Rows are followed from parent to parent; above the last of them come the
 * further names in the lineage recorded for it.
 */
export function ancestorsOf(processes: Processes, row: number): { steps: Ancestor[]; more: number; circle: boolean } {
  const steps: Ancestor[] = [];
  const seen = new Set<number>();
  let top = row;
  let next = row;
  while (next >= 0 && !seen.has(next) && steps.length < maxSteps) {
    seen.add(next);
    steps.push({ name: processes.text('name', next) ?? '', row: next });
    top = next;
    next = processes.parent[next];
  }
  const circle = next >= 0 && seen.has(next);
  const recorded = circle ? [] : lineageSteps(processes.text('lineage', top) ?? '').slice(1);
  const named = recorded.slice(0, Math.max(0, maxSteps - steps.length));
  steps.push(...named.map((name) => ({ name, row: -1 })));
  return { steps: steps.reverse(), more: recorded.length - named.length, circle };
}
