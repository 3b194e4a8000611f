// The data that the program writes into the page: hunt.json (src/hunt/hunt_files.cpp) and the pages next to it.

export interface Reason {
  /** The term of the score that gives it, or "label", which is no part of the score. */
  term: string;
  nats: number;
  text: string;
}

export interface Example {
  pid_hash: string;
  process_name: string;
  hostname: string;
  user_name: string;
  /** "2024-05-31 14:30:00", UTC; empty if it is not known, like the other texts. */
  process_started: string;
  args: string;
  novelty: number;
}

export interface Finding {
  id: string;
  /** In nats, of the most novel of its processes, the first example. */
  novelty: number;
  /** Judged before: its id is in the file given with --known. */
  known: boolean;
  /** A label names its most novel process. */
  labelled: boolean;
  process_name: string;
  processes: number;
  host_count: number;
  /** The first of its hosts. */
  hosts: string[];
  /** Starts of its first and last process; empty if none is known. */
  first_seen: string;
  last_seen: string;
  reasons: Reason[];
  examples: Example[];
}

export interface HuntPage {
  version: number;
  title: string;
  /** "baseline", "other hosts", "other days", "other processes" */
  compared_with: string;
  baseline: null | { processes: number; hosts: number; first_day: string; last_day: string };
  /** What makes the findings worth less than they seem, in sentences. */
  caveats: string[];
  /** Which findings are listed: all, or those of processes with, or without, a label. */
  rules: 'all' | 'with' | 'without';
  processes: number;
  hosts: number;
  processes_with_reasons: number;
  findings_in_all: number;
  known_findings: number;
  label_sources: { source: string; rows: number; matched: number }[];
  /** The most novel first; at most the first 1,000. */
  findings: Finding[];
}

/** Reads the element that contains all data. */
export function loadHunt(): HuntPage {
  const text = document.getElementById('hunt')?.textContent;
  if (!text) throw new Error('the page contains no findings; is the file truncated?');
  const page = JSON.parse(text) as HuntPage;
  if (page.version !== 1) throw new Error(`its data has version ${page.version}, which this page cannot read`);
  return page;
}
