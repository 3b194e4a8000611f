// The data that the program writes into the page (src/atlas/audit_page_data.cpp).

import type { Kind } from '../colour/lineage_states';

export type { Kind };

export interface Term {
  name: string;
  kind: Kind;
  meaning: string;
}

export interface Rec {
  pid_hash: string | null;
  name: string | null;
  host: string | null;
  user: string | null;
  args: string | null;
  os_pid: number | null;
  parent_os_pid: number | null;
  /** "2024-05-31 14:30:00.123456", UTC */
  started: string | null;
  ended: string | null;
  state: string;
  flags: string[];
  /** Number of records in its whole rebuilt lineage, including itself. */
  depth: number;
  /** Index of its parent among the records. */
  parent: number | null;
  /** The parent's hash as recorded, even if no record has it. */
  parent_pid_hash: string | null;
  /** Index of a record that could be its parent by host, PID and time. An inference. */
  likely_parent: number | null;
  /** The lineage in the dataset's own process_path: "=leaf.exe->parent.exe->…". */
  recorded: string | null;
  /** The lineage continues above what the page contains. */
  cut?: boolean;
}

export interface Counts {
  processes: number;
  /** Only states that occur. */
  states: Record<string, number>;
  flags: Record<string, number>;
  repaired?: number;
  likely_parents?: number;
}

export interface Rows<Key> {
  rows: (Key & Counts)[];
  other_rows: number;
  others?: Counts;
}

export interface LengthCount {
  length: number;
  count: number;
}

/** The most frequent values of a column, and the total of the rest. */
export interface Top<Column extends string> {
  names: (Record<Column, string | null> & { count: number })[];
  other_names: number;
  other_count: number;
}

export interface Depth {
  depth: number;
  states: Record<string, number>;
}

export interface Audit {
  processes: {
    records: number;
    known: number;
    only_as_parent: number;
    only_in_image_loads: number;
    as_parent_and_in_image_loads: number;
    image_loads_of_unknown: number;
    image_loads_without_hash: number;
    hosts: number;
    first_day: string | null;
    last_day: string | null;
  };
  tables: { process_path: boolean; process_image_load: boolean };
  duds: {
    processes: number;
    share: number;
    nameless: number;
    with_args: number;
    in_process_path: number;
    lineage_lengths: LengthCount[];
    by_name: Top<'name'>;
    by_args: Top<'args'>;
  };
  no_lineage: null | {
    paths: number;
    shorter_than_2: number;
    share_of_processes: number;
    lengths: LengthCount[];
    by_name: Top<'name'>;
  };
  exports: Record<string, number>;
  states: Record<string, number>;
  /** null if the dataset lacks the table needed for it. */
  flags: Record<string, number | null>;
  parent_started_later_within_a_second: number;
  parent_ended_earlier_within_a_second: number;
  unexpected_parent_in_impossible_records: number;
  repaired: number;
  likely_parents: number;
  longest_lineage: number;
  depths: Depth[];
  deeper: null | { from: number; to: number; states: Record<string, number> };
  by_host: Rows<{ host: string | null }>;
  by_name: Rows<{ name: string | null }>;
  by_day: Rows<{ day: string | null }>;
  by_hour_of_day: Rows<{ hour: number | null }>;
  by_host_and_day: Rows<{ host: string | null; day: string | null }>;
}

export interface AuditPage {
  version: number;
  title: string;
  states: Term[];
  flags: Term[];
  audit: Audit;
  records: Rec[];
  /** Per state or flag, the records that show it best. */
  examples: Record<string, number[]>;
}

/** Reads the element that contains all data. */
export function loadAudit(): AuditPage {
  const text = document.getElementById('audit')?.textContent;
  if (!text) throw new Error('the page contains no audit; is the file truncated?');
  const page = JSON.parse(text) as AuditPage;
  if (page.version !== 1) throw new Error(`its data has version ${page.version}, which this page cannot read`);
  return page;
}

/** The sum of `counts` over some states. */
export const sumOf = (counts: Record<string, number>, names: Iterable<string>): number => {
  let sum = 0;
  for (const name of names) sum += counts[name] ?? 0;
  return sum;
};

/** The states in which a process has lost its lineage. */
export const lostStates = (states: readonly Term[]): string[] => states.filter(({ kind }) => kind !== 'sound').map(({ name }) => name);
