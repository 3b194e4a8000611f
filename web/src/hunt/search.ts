// Which findings are listed: those that contain every word of a query and pass the other choices.
import { wordsIn } from '../audit/search';
import type { Finding } from './data';

export type Judged = 'new' | 'known' | 'all';
export type Labelled = 'with' | 'without' | 'all';

export interface Choice {
  query: string;
  /** Empty: every host. */
  host: string;
  judged: Judged;
  labelled: Labelled;
}

/** The searchable text of a finding, in lower case. */
function textOf({ id, process_name, hosts, reasons, examples }: Finding): string {
  const ofExamples = examples.flatMap((example) => [example.pid_hash, example.process_name, example.hostname, example.user_name, example.args]);
  return [id, process_name, ...hosts, ...reasons.map(({ text }) => text), ...ofExamples].join('\n').toLowerCase();
}

/** The searchable text of each finding, made when it is first needed. */
export function searchTexts(findings: readonly Finding[]): (index: number) => string {
  const texts = new Map<number, string>();
  return (index) => {
    const text = texts.get(index) ?? textOf(findings[index]);
    texts.set(index, text);
    return text;
  };
}

/** Whether a finding may have a process on a host: of findings on many hosts, the page names only the first. */
const isOn = ({ hosts, host_count: count }: Finding, host: string): boolean => hosts.includes(host) || count > hosts.length;

/** Indices of the findings that pass, in their order. */
export function chosenFindings(findings: readonly Finding[], { query, host, judged, labelled }: Choice, searchText: (index: number) => string): number[] {
  const words = wordsIn(query);
  const passes = (finding: Finding, index: number): boolean =>
    (judged === 'all' || finding.known === (judged === 'known')) &&
    (labelled === 'all' || finding.labelled === (labelled === 'with')) &&
    (host === '' || isOn(finding, host)) &&
    words.every((word) => searchText(index).includes(word));
  return [...findings.keys()].filter((index) => passes(findings[index], index));
}

/** The hosts that findings name, with the number of findings on each, in the order of their names. */
export function hostsOf(findings: readonly Finding[]): [host: string, findings: number][] {
  const counts = new Map<string, number>();
  for (const { hosts } of findings) for (const host of hosts) counts.set(host, (counts.get(host) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
