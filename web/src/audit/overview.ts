// The overview: how many records can be trusted, by state and by flag.
import { stateVariable } from '../colour/lineage_states';
import { element } from '../dom';
import { shareBar } from './share_bar';
import { counted, formatNumber, formatShare } from '../text/format';
import { sumOf, type AuditPage, type Term } from './data';
import { kindColour, kindOrder, kinds, wordsOf } from './words';

/** Shows the examples of a term. */
export type ShowExamples = (term: string) => void;

/** One sentence that sums up the audit. */
export function verdict({ audit, states, flags }: AuditPage): string {
  const { records } = audit.processes;
  if (records === 0) return 'There are no process records.';
  const of = (kind: Term['kind']): number => sumOf(audit.states, states.filter((state) => state.kind === kind).map(({ name }) => name));
  const sound = of('sound');
  const gaps = of('gap');
  const suspicious = flags.filter(({ kind }) => kind === 'suspicious').reduce((sum, { name }) => sum + (audit.flags[name] ?? 0), 0);
  const explained = Math.min(suspicious, audit.unexpected_parent_in_impossible_records);
  const parts = [
    `${formatShare(sound, records)} of ${counted(records, 'process records')} can be traced back to a first process.`,
    gaps > 0 ? `${formatShare(gaps, records)} cannot, because the sensor missed something: a gap, not an attack.` : 'No lineage was lost to a gap.',
  ];
  const rest = suspicious - explained;
  parts.push(
    rest > 0
      ? `${counted(rest, 'records')} ${rest === 1 ? 'does' : 'do'} what Windows never does: look at ${rest === 1 ? 'it' : 'them'} first.`
      : 'No properly recorded process does what Windows never does.',
  );
  return parts.join(' ');
}

export function figures({ audit }: AuditPage): HTMLElement {
  const { records, hosts, only_as_parent: parents, first_day: first, last_day: last } = audit.processes;
  const list: [string, string][] = [
    ['process records', formatNumber(records)],
    [hosts === 1 ? 'host' : 'hosts', formatNumber(hosts)],
    ['seen only as a parent', formatNumber(parents)],
    ['lineages repaired', formatNumber(audit.repaired)],
    ['likely parents found', formatNumber(audit.likely_parents)],
  ];
  if (first !== null) list.push(first === last || last === null ? ['day', first] : ['first and last day', `${first} – ${last}`]);
  return element(
    'dl',
    { class: 'figures' },
    ...list.map(([name, value]) => element('div', { class: 'figure' }, element('dt', {}, name), element('dd', {}, value))),
  );
}

/** A bar of all states, and a card for each. */
export function statesView(page: AuditPage, showExamples: ShowExamples): HTMLElement {
  const { states, audit } = page;
  const total = Math.max(1, audit.processes.records);
  const bar = shareBar(states.map(({ name }) => [name, audit.states[name] ?? 0]));
  const cards = states.map((term) => {
    const count = audit.states[term.name] ?? 0;
    const mark = element('span', { class: 'swatch', 'aria-hidden': 'true' });
    mark.style.backgroundColor = stateVariable(term.name);
    const inside = [
      element('span', { class: 'state-head' }, mark, element('span', { class: 'state-name' }, wordsOf(term.name)), element('span', { class: 'state-kind' }, kinds[term.kind].label)),
      element('span', { class: 'state-figures' }, element('strong', {}, formatShare(count, total)), element('span', { class: 'state-count' }, formatNumber(count))),
      element('span', { class: 'state-meaning' }, term.meaning),
    ];
    return hasExamples(page, term.name)
      ? element('button', { type: 'button', class: 'state', 'data-state': term.name, title: 'Show examples', click: () => showExamples(term.name) }, ...inside)
      : element('div', { class: count === 0 ? 'state none' : 'state', 'data-state': term.name }, ...inside);
  });
  return element('div', {}, bar, element('div', { class: 'states' }, ...cards));
}

export const hasExamples = (page: AuditPage, term: string): boolean => Object.hasOwn(page.examples, term) && page.examples[term].length > 0;

/** The three kinds of problems, each with its flags. */
export function flagsView(page: AuditPage, showExamples: ShowExamples): HTMLElement {
  const { audit, flags } = page;
  const highest = Math.max(1, ...flags.map(({ name }) => audit.flags[name] ?? 0));
  const groups = kindOrder
    .filter((kind) => kind !== 'sound')
    .map((kind) => {
      const mark = element('span', { class: 'swatch', 'aria-hidden': 'true' });
      mark.style.backgroundColor = kindColour(kind);
      const all = flags.filter((flag) => flag.kind === kind);
      const absent = all.filter(({ name }) => audit.flags[name] === 0);
      const rows = all.filter((flag) => !absent.includes(flag)).map((flag) => flagRow(page, flag, highest, showExamples));
      return element(
        'section',
        { class: `flag-group ${kind}` },
        element('h3', {}, mark, kinds[kind].label),
        element('p', { class: 'quiet' }, kinds[kind].explanation),
        element('ul', {}, ...rows),
        absent.length > 0 && element('p', { class: 'absent' }, `${rows.length > 0 ? 'None of' : 'None'}: `, ...absent.map(absentFlag)),
      );
    });
  return element('div', { class: 'flag-groups' }, ...groups);
}

const absentFlag = ({ name, meaning }: Term): HTMLElement => element('span', { class: 'absent-flag', title: meaning, 'data-flag': name }, wordsOf(name));

function flagRow(page: AuditPage, flag: Term, highest: number, showExamples: ShowExamples): HTMLElement {
  const { audit } = page;
  const count = audit.flags[flag.name];
  const known = count !== null && count !== undefined;
  const bar = element('span', { class: 'flag-bar', 'aria-hidden': 'true' });
  bar.style.width = `${known && count > 0 ? Math.max(1, (100 * count) / highest) : 0}%`;
  bar.style.backgroundColor = kindColour(flag.kind);
  const note = remark(audit, flag.name);
  const inside = [
    element('span', { class: 'flag-name' }, wordsOf(flag.name)),
    element('span', { class: 'flag-count' }, known ? formatNumber(count) : 'not known'),
    element('span', { class: 'flag-track' }, bar),
    element('span', { class: 'flag-meaning' }, known ? flag.meaning : `${flag.meaning}: the dataset has no table process_path`, note !== '' && element('span', { class: 'remark' }, note)),
  ];
  return element(
    'li',
    {},
    hasExamples(page, flag.name)
      ? element('button', { type: 'button', class: 'flag', 'data-flag': flag.name, title: 'Show examples', click: () => showExamples(flag.name) }, ...inside)
      : element('div', { class: count ? 'flag' : 'flag none', 'data-flag': flag.name }, ...inside),
  );
}

function remark(audit: AuditPage['audit'], flag: string): string {
  const withinASecond = (count: number): string => (count > 0 ? `${formatNumber(count)} by less than a second: jitter rather than a reused PID.` : '');
  if (flag === 'parent_started_later') return withinASecond(audit.parent_started_later_within_a_second);
  if (flag === 'parent_ended_earlier') return withinASecond(audit.parent_ended_earlier_within_a_second);
  if (flag === 'unexpected_parent' && audit.unexpected_parent_in_impossible_records > 0) {
    return `${formatNumber(audit.unexpected_parent_in_impossible_records)} in records that contradict themselves anyway.`;
  }
  return '';
}
