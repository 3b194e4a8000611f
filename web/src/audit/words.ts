// The audit's terms in display form.
import type { Kind } from './data';

interface KindWords {
  label: string;
  explanation: string;
}

export const kinds: Record<Kind, KindWords> = {
  sound: { label: 'Sound', explanation: 'Nothing is missing.' },
  gap: { label: 'Sensor gap', explanation: 'The sensor missed something. This alone is no sign of an attack.' },
  contradiction: { label: 'Contradiction', explanation: 'Cannot have happened as recorded: reused PIDs, skewed clocks, duplicates or tampering.' },
  suspicious: { label: 'Suspicious', explanation: 'Recorded properly, but Windows never does this. Look here first.' },
};

export const kindOrder: readonly Kind[] = ['sound', 'gap', 'contradiction', 'suspicious'];

/** "parent_started_later" as "parent started later". */
export const wordsOf = (name: string): string => name.replaceAll('_', ' ');

export const kindColour = (kind: Kind): string => `var(--${kind})`;
