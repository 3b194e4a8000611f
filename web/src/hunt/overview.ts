// What was compared with what, in a sentence and a few figures.
import { element } from '../dom';
import { counted, formatNumber } from '../text/format';
import { start, visibleString } from '../text/visible';
import type { HuntPage } from './data';

/** "with other hosts", "with 41,202 processes on 24 hosts before" */
export function comparison({ compared_with: other, baseline }: HuntPage): string {
  if (!baseline) return `with ${visibleString(other)}`;
  const days = baseline.first_day === '' ? '' : `, ${visibleString(baseline.first_day)} to ${visibleString(baseline.last_day)}`;
  return `with a baseline of ${counted(baseline.processes, 'processes')} on ${counted(baseline.hosts, 'hosts')}${days}`;
}

/** What is listed, in sentences. */
export function verdict(page: HuntPage): string {
  const { findings, findings_in_all: all, processes, hosts, known_findings: known } = page;
  const compared = `${counted(processes, 'processes')} on ${counted(hosts, 'hosts')} were compared ${comparison(page)}.`;
  if (all === 0) return `${compared} None has anything surprising about it.`;
  const listed = findings.length < all ? ` This page lists ${page.rules === 'all' ? `the first ${formatNumber(findings.length)}` : `${formatNumber(findings.length)} of them, ${page.rules === 'with' ? 'only those that a label names' : 'only those that no label names'}`}; processes.parquet has all.` : '';
  const judged = known > 0 ? ` ${formatNumber(known)} ${known === 1 ? 'is' : 'are'} known.` : '';
  return `${compared} What is new or rare falls into ${counted(all, 'findings')}, the most surprising first.${judged}${listed}`;
}

export function figures(page: HuntPage): HTMLElement {
  const list: [string, string][] = [
    [page.findings_in_all === 1 ? 'finding' : 'findings', formatNumber(page.findings_in_all)],
    ['processes with a reason', formatNumber(page.processes_with_reasons)],
    [page.processes === 1 ? 'process' : 'processes', formatNumber(page.processes)],
    [page.hosts === 1 ? 'host' : 'hosts', formatNumber(page.hosts)],
    ...page.label_sources.map(({ source, matched }): [string, string] => [`labels of ${visibleString(start(source, 60))}`, formatNumber(matched)]),
  ];
  return element('dl', { class: 'figures' }, ...list.map(([name, value]) => element('div', { class: 'figure' }, element('dt', {}, name), element('dd', {}, value))));
}
