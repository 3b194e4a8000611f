// How the audit's terms are written for people, and which colour stands for each.
import type { Kind, Term } from './data';

interface KindWords {
  label: string;
  explanation: string;
}

export const kinds: Record<Kind, KindWords> = {
  sound: { label: 'Sound', explanation: 'Nothing is missing.' },
  gap: { label: 'Sensor gap', explanation: 'The sensor missed something. By itself no sign of an attack.' },
  contradiction: { label: 'Contradiction', explanation: 'Cannot have happened as recorded: reused PIDs, skewed clocks, duplicates, or tampering.' },
  suspicious: { label: 'Suspicious', explanation: 'Well recorded, and what Windows never does. Look at it first.' },
};

export const kindOrder: readonly Kind[] = ['sound', 'gap', 'contradiction', 'suspicious'];

/** "parent_started_later" as "parent started later". */
export const wordsOf = (name: string): string => name.replaceAll('_', ' ');

/** The colour of a state as a CSS variable: one hue a kind, one step a state of that kind. */
export function stateColour(states: readonly Term[], name: string): string {
  const term = states.find((state) => state.name === name);
  if (!term) return 'var(--text-faint)';
  const step = states.filter(({ kind }) => kind === term.kind).indexOf(term) + 1;
  return `var(--${term.kind}-${Math.min(step, 3)})`;
}

export const kindColour = (kind: Kind): string => `var(--${kind})`;
