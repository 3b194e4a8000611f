// The lineage of a record, followed from parent to parent, safe against cycles.
import type { Rec } from './data';

/** How a lineage ends at its oldest known record. */
export type End =
  /** It is a first process, or has no parent hash. */
  | { kind: 'root' }
  | { kind: 'dud' }
  /** The parent's hash is known, but it has no record. */
  | { kind: 'missing'; hash: string }
  /** It returns to one of its own steps: 0 is the record itself. */
  | { kind: 'circle'; step: number }
  /** More ancestors are known than the page contains. */
  | { kind: 'cut'; more: number };

export interface Lineage {
  /** The record itself first, followed by its ancestors, as indices of records. */
  steps: number[];
  end: End;
}

export function lineageOf(records: readonly Rec[], of: number): Lineage {
  const steps: number[] = [];
  const seen = new Map<number, number>();
  let at = of;
  for (;;) {
    const step = seen.get(at);
    if (step !== undefined) return { steps, end: { kind: 'circle', step } };
    seen.set(at, steps.length);
    steps.push(at);
    const { parent, parent_pid_hash: hash, state, cut, depth } = records[at];
    if (parent !== null) at = parent;
    else if (cut) return { steps, end: { kind: 'cut', more: Math.max(1, depth - 1) } };
    else if (state === 'root') return { steps, end: { kind: 'root' } };
    else if (hash !== null && hash !== '') return { steps, end: { kind: 'missing', hash } };
    else return { steps, end: { kind: 'dud' } };
  }
}

/** The names of a lineage recorded in process_path, the process itself first: "=leaf.exe->parent.exe" → leaf.exe, parent.exe. */
export function recordedNames(recorded: string): string[] {
  const text = recorded.startsWith('=') ? recorded.slice(1) : recorded;
  return text === '' ? [] : text.split('->');
}
