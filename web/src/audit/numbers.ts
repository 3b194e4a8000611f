// The counts that an analyst would note: duds, lineages shorter than two, records that are only referred to.
import { element, type Child } from '../dom';
import { counted, formatNumber, formatShare } from '../text/format';
import { dataText, start } from '../text/visible';
import type { AuditPage, LengthCount, Top } from './data';

/** Rows of a list. */
const maxRows = 12;

function list<Column extends 'name' | 'args'>(top: Top<Column>, column: Column, none: string): HTMLElement {
  const rows = top.names.slice(0, maxRows);
  const restCount = top.names.slice(maxRows).reduce((sum, { count }) => sum + count, 0) + top.other_count;
  const restNames = top.names.length - rows.length + top.other_names;
  const row = (what: Child, count: number): HTMLElement => element('tr', {}, element('td', {}, what), element('td', { class: 'number' }, formatNumber(count)));
  return element(
    'table',
    { class: 'counts' },
    element(
      'tbody',
      {},
      ...rows.map((entry) => {
        const value = entry[column] as string | null;
        return row(value === null || value === '' ? element('span', { class: 'unknown' }, none) : dataText(start(value, 160)), entry.count);
      }),
      restNames > 0 && row(element('span', { class: 'quiet' }, `${formatNumber(restNames)} more`), restCount),
    ),
  );
}

function lengths(counts: readonly LengthCount[]): string {
  const shown = counts.slice(0, 8).map(({ length, count }) => `${formatNumber(count)} of length ${formatNumber(length)}`);
  return shown.length === 0 ? '' : `Lineages there: ${shown.join(', ')}${counts.length > 8 ? ' …' : ''}.`;
}

export function numbersView({ audit }: AuditPage): HTMLElement {
  const { duds, no_lineage: short, processes } = audit;
  const parts: Child[] = [
    element(
      'section',
      {},
      element('h3', {}, 'Duds: no parent hash'),
      element(
        'p',
        {},
        `${counted(duds.processes, 'processes')}, ${formatShare(duds.processes, processes.records)} of all; ${formatNumber(duds.nameless)} without a name, ${formatNumber(duds.with_args)} with a command line, ${formatNumber(duds.in_process_path)} in process_path. ${lengths(duds.lineage_lengths)}`,
      ),
      list(duds.by_name, 'name', '(no name)'),
      duds.with_args > 0 && element('h4', {}, 'Their command lines'),
      duds.with_args > 0 && list(duds.by_args, 'args', '(none)'),
    ),
  ];
  if (short) {
    parts.push(
      element(
        'section',
        {},
        element('h3', {}, 'No lineage in process_path'),
        element('p', {}, `${formatNumber(short.shorter_than_2)} of ${counted(short.paths, 'rows')} have a lineage shorter than 2: ${formatShare(short.shorter_than_2, processes.records)} of all processes. ${lengths(short.lengths)}`),
        list(short.by_name, 'name', '(no name)'),
      ),
    );
  }
  const known: [string, number][] = [
    ['with a record', processes.known],
    ['only as a parent', processes.only_as_parent],
    ['only in image loads', processes.only_in_image_loads],
    ['as a parent and in image loads', processes.as_parent_and_in_image_loads],
  ];
  parts.push(
    element(
      'section',
      {},
      element('h3', {}, 'Processes with and without a record'),
      element(
        'table',
        { class: 'counts' },
        element('tbody', {}, ...known.map(([what, count]) => element('tr', {}, element('td', {}, what), element('td', { class: 'number' }, formatNumber(count))))),
      ),
      processes.image_loads_of_unknown > 0 && element('p', {}, `${counted(processes.image_loads_of_unknown, 'image loads')} of processes without a record.`),
      processes.image_loads_without_hash > 0 && element('p', {}, `${counted(processes.image_loads_without_hash, 'image loads')} without a process.`),
      element('h4', {}, 'Repairs'),
      element('p', {}, `${counted(audit.repaired, 'lineages')} rebuilt from the process records differ from the recorded ones or are longer. ${counted(audit.likely_parents, 'processes')} whose parent has no record got a likely parent, kept separate from the recorded one.`),
    ),
  );
  return element('div', { class: 'numbers' }, ...parts);
}
