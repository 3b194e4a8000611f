// Draws a lineage from its oldest known ancestor down to the process itself.
import { stateVariable } from '../colour/lineage_states';
import { element, type Child } from '../dom';
import { counted, formatNumber } from '../text/format';
import { dataText, start } from '../text/visible';
import type { AuditPage, Rec, Term } from './data';
import { lineageOf, recordedNames, type End } from './lineage';
import { kindColour, wordsOf } from './words';

const nameOf = ({ name }: Rec, maxLength = 200): HTMLElement =>
  name === null || name === '' ? element('span', { class: 'unknown' }, '(no name)') : dataText(name.length > maxLength ? `${start(name, maxLength)}…` : name);

function badge(text: string, colour: string, meaning: string): HTMLElement {
  const mark = element('span', { class: 'swatch', 'aria-hidden': 'true' });
  mark.style.backgroundColor = colour;
  return element('span', { class: 'badge', title: meaning }, mark, text);
}

/** The state and flags of a record, each in the colour of its kind. */
export function badges(page: AuditPage, record: Rec): HTMLElement[] {
  const meaning = (terms: readonly Term[], name: string): string => terms.find((term) => term.name === name)?.meaning ?? '';
  return [
    badge(wordsOf(record.state), stateVariable(record.state), meaning(page.states, record.state)),
    ...record.flags.map((flag) => {
      const kind = page.flags.find(({ name }) => name === flag)?.kind;
      return badge(wordsOf(flag), kind ? kindColour(kind) : 'var(--text-faint)', meaning(page.flags, flag));
    }),
  ];
}

const span = ({ started, ended }: Rec): string => `${started ?? 'start not recorded'} → ${ended ?? 'end not recorded'}`;

function facts(record: Rec): HTMLElement {
  const list: [string, Child][] = [
    ['Host', record.host && dataText(start(record.host, 200))],
    ['User', record.user && dataText(start(record.user, 200))],
    ['PID', record.os_pid !== null && `${record.os_pid}${record.parent_os_pid === null ? '' : `, parent ${record.parent_os_pid}`}`],
    ['Ran', span(record)],
    ['pid_hash', record.pid_hash && dataText(start(record.pid_hash, 80), 'mono')],
  ];
  return element(
    'dl',
    { class: 'facts' },
    ...list.filter(([, value]) => value).map(([name, value]) => element('div', { class: 'fact' }, element('dt', {}, name), element('dd', {}, value))),
  );
}

function recordNode(page: AuditPage, index: number, what: 'self' | 'ancestor' | 'likely', jump: (index: number) => void): HTMLElement {
  const record = page.records[index];
  const name =
    what === 'self'
      ? element('span', { class: 'node-name' }, nameOf(record))
      : element('button', { type: 'button', class: 'node-name', title: 'Look from here', click: () => jump(index) }, nameOf(record));
  const head = element('div', { class: 'node-head' }, name, ...badges(page, record));
  const args = record.args !== null && record.args !== '' && element('p', { class: 'node-args' }, dataText(record.args));
  const node = element('div', { class: `node ${what}` }, head, args);
  node.append(what === 'self' ? facts(record) : element('p', { class: 'node-time' }, span(record)));
  return node;
}

/** What is shown above the oldest known record. */
function topOf(end: End, steps: readonly number[], page: AuditPage): HTMLElement | undefined {
  if (end.kind === 'root') return undefined;
  if (end.kind === 'dud') return element('div', { class: 'node absent' }, element('strong', {}, 'No parent hash'), element('p', {}, 'The sensor did not record what started it.'));
  if (end.kind === 'cut') return element('div', { class: 'node absent' }, element('strong', {}, `${counted(end.more, 'more ancestors')}`), element('p', {}, 'Left out of this page; lineage.parquet has them.'));
  if (end.kind === 'circle') {
    const back = page.records[steps[end.step]];
    const self = end.step === steps.length - 1;
    return element(
      'div',
      { class: 'node circle' },
      element('strong', {}, self ? 'Its own parent' : 'Back to '),
      !self && nameOf(back),
      element('p', {}, self ? 'The record names itself as its parent.' : `Its recorded parent is one of its own descendants, ${counted(steps.length - end.step, 'steps')} below.`),
    );
  }
  return element(
    'div',
    { class: 'node absent' },
    element('strong', {}, 'No record'),
    element('p', {}, 'The parent has the hash ', dataText(start(end.hash, 80), 'mono'), '. No record has it, or only one that cannot be the parent: the sensor’s placeholder, or a process that started too late.'),
  );
}

/** The names of two lineages side by side, with differences marked. */
function recordedView(page: AuditPage, record: Rec, steps: readonly number[]): HTMLElement | undefined {
  if (record.recorded === null || !record.flags.some((flag) => flag === 'wrong_path' || flag === 'short_path')) return undefined;
  const names = recordedNames(record.recorded);
  const differs = (name: string, step: number): boolean => name.toLowerCase() !== (page.records[steps[step]]?.name ?? '').toLowerCase();
  return element(
    'div',
    { class: 'recorded' },
    element('h4', {}, 'As recorded in process_path'),
    element(
      'p',
      {},
      ...names.slice(0, 40).flatMap((name, step) => [step > 0 && element('span', { class: 'step' }, '‹'), element('span', { class: differs(name, step) ? 'differs' : '' }, dataText(start(name, 120)))]),
      names.length > 40 && ` and ${formatNumber(names.length - 40)} more`,
    ),
  );
}

/** @param jump called with the index of another record to show */
export function lineageView(page: AuditPage, index: number, jump: (index: number) => void): HTMLElement {
  const record = page.records[index];
  const { steps, end } = lineageOf(page.records, index);
  const nodes: (HTMLElement | undefined)[] = [];
  const top = page.records[steps[steps.length - 1]];
  if (top.likely_parent !== null) {
    nodes.push(
      element(
        'div',
        { class: 'guess' },
        element('p', { class: 'quiet' }, 'Likely parent: the only process with that PID on that host at the time. A guess, not a record.'),
        recordNode(page, top.likely_parent, 'likely', jump),
      ),
    );
  }
  nodes.push(topOf(end, steps, page));
  for (let step = steps.length - 1; step > 0; --step) nodes.push(recordNode(page, steps[step], 'ancestor', jump));
  nodes.push(recordNode(page, index, 'self', jump));
  return element(
    'div',
    { class: 'lineage' },
    element('ol', { class: 'chain' }, ...nodes.filter((node) => node !== undefined).map((node) => element('li', { class: node.className.split(' ').pop() ?? '' }, node))),
    recordedView(page, record, steps),
  );
}

/** Ancestors named in one line. */
const firstAncestors = 3;

/** A lineage in one line, the process itself first. */
export function lineageLine(page: AuditPage, index: number): HTMLElement {
  const { steps, end } = lineageOf(page.records, index);
  const shown = steps.slice(1, 1 + firstAncestors);
  const line = element('span', { class: 'line' });
  shown.forEach((step, i) => line.append(i > 0 ? element('span', { class: 'step' }, '‹') : '', nameOf(page.records[step], 40)));
  if (steps.length - 1 > shown.length) line.append(element('span', { class: 'step' }, `‹ ${formatNumber(steps.length - 1 - shown.length)} more`));
  const ends: Record<End['kind'], string> = { root: '', dud: 'no parent hash', missing: 'no record', circle: 'a cycle', cut: 'more' };
  if (ends[end.kind] !== '') line.append(shown.length > 0 ? element('span', { class: 'step' }, '‹') : '', element('span', { class: `end ${end.kind}` }, ends[end.kind]));
  return line;
}
