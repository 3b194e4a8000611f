// The audit's findings about a process, as marks in the colours of the audit page.
import { stateVariable } from '../../colour/lineage_states';
import type { Processes } from '../../data/processes';
import { element, type Child } from '../../dom';
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

/** A link to the audit's examples if there is a page of them. */
function mark(classes: string, title: string, examples: string | undefined, ...children: Child[]): HTMLElement {
  if (examples === undefined) return element('span', { class: classes, title }, ...children);
  const link = element('a', { class: classes, title: `${title}. Click for examples in the audit.` }, ...children);
  link.href = examples;
  return link;
}

/** @param examples the address of the audit's examples of this state, if there is one */
export function stateMark(processes: Processes, name: string, examples?: string): HTMLElement {
  return mark('audit-mark', meaningOf(processes, name), examples, stateDot(processes, name), spoken(name));
}

/** A flag if space is short: a square in the colour of its kind. */
export function flagDot(processes: Processes, name: string): HTMLElement {
  const meaning = `${capitalised(spoken(name))}. ${meaningOf(processes, name)}`;
  return element('span', { class: `flag-dot ${processes.term(name).kind}`, role: 'img', title: meaning, 'aria-label': meaning });
}

/** @param examples as for `stateMark` */
export function flagMark(processes: Processes, name: string, examples?: string): HTMLElement {
  return mark(`audit-mark flag ${processes.term(name).kind}`, meaningOf(processes, name), examples, spoken(name));
}
