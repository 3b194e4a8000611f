// The audit's findings about a process, as marks in the colours of the audit page.
import { stateVariable } from '../../colour/lineage_states';
import type { Processes } from '../../data/processes';
import { element } from '../../dom';
import { capitalised } from '../../text/format';
import { start, visibleString } from '../../text/visible';

const kindWords = {
  '': '',
  sound: 'Sound: ',
  gap: 'The sensor missed something: ',
  contradiction: 'Cannot have happened as recorded: ',
  suspicious: 'Suspicious: ',
} as const;

export const spoken = (name: string): string => visibleString(start(name, 80)).replaceAll('_', ' ');

/** The meaning of a state or flag, for its tooltip. */
export function meaningOf(processes: Processes, name: string): string {
  const { kind, meaning } = processes.term(name);
  return meaning === '' ? spoken(name) : `${kindWords[kind]}${meaning}`;
}

/** A dot in the colour of a state. */
export function stateDot(processes: Processes, name: string): HTMLElement {
  const node = element('span', { class: 'state-dot', title: `${capitalised(spoken(name))}. ${meaningOf(processes, name)}` });
  node.style.backgroundColor = stateVariable(name);
  return node;
}

export function stateMark(processes: Processes, name: string): HTMLElement {
  return element('span', { class: 'audit-mark', title: meaningOf(processes, name) }, stateDot(processes, name), spoken(name));
}

/** A flag if space is short: a square in the colour of its kind. */
export function flagDot(processes: Processes, name: string): HTMLElement {
  const meaning = `${capitalised(spoken(name))}. ${meaningOf(processes, name)}`;
  return element('span', { class: `flag-dot ${processes.term(name).kind}`, role: 'img', title: meaning, 'aria-label': meaning });
}

export function flagMark(processes: Processes, name: string): HTMLElement {
  return element('span', { class: `audit-mark flag ${processes.term(name).kind}`, title: meaningOf(processes, name) }, spoken(name));
}
