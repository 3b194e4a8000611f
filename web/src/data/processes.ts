// The rows of processes: columns of numbers, sorted by point, then by object, then by start.
import type { NoveltyColumns } from './hunt';
import { runningSums } from './running_sums';
import type { Texts } from './texts';

export interface ProcessesHeader {
  lineage_states: string[];
  lineage_flags: string[];
  terms: [name: string, kind: string, meaning: string][];
}

/** The meaning of a term of the audit. */
export interface Term {
  /** Empty if it is not one of the audit's. */
  kind: '' | 'sound' | 'gap' | 'contradiction' | 'suspicious';
  meaning: string;
}

/** One process as the page shows it. Missing values are empty. */
export interface Process {
  name: string | undefined;
  args: string | undefined;
  /** Bytes of the whole command line if it was cut for this page, else 0. */
  argsWhole: number;
  host: string | undefined;
  user: string | undefined;
  lineage: string | undefined;
  /** ms since 1970 */
  started: number | undefined;
  /** ms; negative if it ended before it started */
  lifetime: number | undefined;
  exitCode: number | undefined;
  osPid: number | undefined;
  state: string | undefined;
  flags: string[];
  pidHash: string;
}

/** A column of texts: per row 0 for a missing value, else 1 + the index in `texts`. */
export interface TextColumn {
  row: Uint32Array;
  texts: Texts;
}

export type TextField = 'object' | 'host' | 'name' | 'args' | 'user' | 'lineage' | 'hashText' | 'reasons' | 'rules';

/** Those that only some pages have. */
type OptionalField = 'object' | 'reasons' | 'rules';

export interface ProcessColumns {
  /** Rows of point p are start[p] … start[p + 1] − 1. */
  start: Uint32Array;
  /** Per row its object, if objects are not processes; those of a point are contiguous. */
  object?: Uint32Array;
  /** `object` is its name, if objects are not processes; `reasons` and `rules`, the labels that rules gave it, are lines, if there was a hunt. */
  columns: Record<Exclude<TextField, OptionalField>, TextColumn> & Partial<Record<OptionalField, TextColumn>>;
  /** What a hunt found, if there was one. */
  hunted?: NoveltyColumns;
  /** ms since 1970; NaN if missing, as in the next three */
  started: Float64Array;
  /** ms */
  lifetime: Float64Array;
  exitCode: Float64Array;
  osPid: Float64Array;
  /** The row of the parent process; −1 if it is unknown or not on this page. */
  parent: Int32Array;
  /** 0 for a missing state, else 1 + the index in `stateNames` */
  state: Uint8Array;
  stateNames: readonly string[];
  /** Bit k represents flagNames[k]. */
  flags: Uint32Array;
  flagNames: readonly string[];
  terms: ReadonlyMap<string, Term>;
  hashForm: Uint8Array;
  hash: Uint8Array;
}

export class Processes {
  readonly start: Uint32Array;
  readonly object: Uint32Array | undefined;
  readonly columns: ProcessColumns['columns'];
  readonly hunted: NoveltyColumns | undefined;
  readonly started: Float64Array;
  readonly parent: Int32Array;
  readonly state: Uint8Array;
  readonly stateNames: readonly string[];
  readonly flags: Uint32Array;
  readonly flagNames: readonly string[];
  /** Where a row's hash starts in `hash`, in units of 16 bytes. */
  private readonly hashAt: Uint32Array;
  private points: Uint32Array | undefined;
  private ofFindings: Map<number, Uint32Array> | undefined;
  private startedBy: { start: Uint32Array; row: Uint32Array } | undefined;

  constructor(private readonly data: ProcessColumns) {
    ({ start: this.start, object: this.object, columns: this.columns, hunted: this.hunted, started: this.started, parent: this.parent, state: this.state } = data);
    ({ stateNames: this.stateNames, flags: this.flags, flagNames: this.flagNames } = data);
    this.hashAt = runningSums(Uint32Array.from(data.hashForm, (form) => (form === 2 ? 0 : 1)));
  }

  /** Combines columns with the names of a header. */
  static of({ lineage_states, lineage_flags, terms }: ProcessesHeader, columns: Omit<ProcessColumns, 'stateNames' | 'flagNames' | 'terms'>): Processes {
    return new Processes({ ...columns, stateNames: lineage_states, flagNames: lineage_flags, terms: new Map(terms.map(readTerm)) });
  }

  get count(): number {
    return this.state.length;
  }

  text(field: TextField, row: number): string | undefined {
    const column = this.columns[field];
    return !column || column.row[row] === 0 ? undefined : column.texts.at(column.row[row] - 1);
  }

  /** The operating system's process id; NaN if it is missing. */
  osPid(row: number): number {
    return this.data.osPid[row];
  }

  /** The rows of the object that a row is a member of, as a half-open range; only the row itself if objects are processes. */
  membersWith(row: number): [from: number, to: number] {
    const { object } = this;
    let [from, to] = [row, row + 1];
    if (!object) return [from, to];
    while (from > 0 && object[from - 1] === object[row]) --from;
    while (to < this.count && object[to] === object[row]) ++to;
    return [from, to];
  }

  /** The number of objects that these ascending rows are members of. */
  objectsOf(rows: ArrayLike<number>): number {
    const { object } = this;
    if (!object) return rows.length;
    let objects = 0;
    for (let i = 0; i < rows.length; ++i) if (i === 0 || object[rows[i]] !== object[rows[i - 1]]) ++objects;
    return objects;
  }

  pidHash(row: number): string {
    const { hashForm, hash } = this.data;
    if (hashForm[row] === 2) return this.text('hashText', row) ?? '';
    let hex = '';
    for (let i = 0; i < 16; ++i) hex += hash[16 * this.hashAt[row] + i].toString(16).padStart(2, '0');
    return hashForm[row] === 1 ? hex.toUpperCase() : hex;
  }

  /** Puts the 128 bits of a row's hash into `words`, the highest first; false if it is not 32 hexadecimal digits. */
  hashWords(row: number, words: Uint32Array): boolean {
    const { hashForm, hash } = this.data;
    if (hashForm[row] === 2) {
      const text = this.text('hashText', row) ?? '';
      if (!/^[0-9a-f]{32}$/i.test(text)) return false;
      for (let k = 0; k < 4; ++k) words[k] = parseInt(text.slice(8 * k, 8 * k + 8), 16);
      return true;
    }
    const at = 16 * this.hashAt[row];
    for (let k = 0; k < 4; ++k) words[k] = (hash[at + 4 * k] << 24) | (hash[at + 4 * k + 1] << 16) | (hash[at + 4 * k + 2] << 8) | hash[at + 4 * k + 3];
    return true;
  }

  /** The first row with each of these hashes, ignoring case; hashes that no row has are left out. */
  rowsOf(hashes: Iterable<string>): Map<string, number> {
    const wanted = new Set(Array.from(hashes, (hash) => hash.toLowerCase()));
    const found = new Map<string, number>();
    // Most rows are rejected by the first bytes of their number, without converting it to text.
    const starts = new Set([...wanted].map((hash) => parseInt(hash.slice(0, 6), 16)));
    const { hashForm, hash } = this.data;
    for (let row = 0; row < this.count && found.size < wanted.size; ++row) {
      const at = 16 * this.hashAt[row];
      if (hashForm[row] !== 2 && !starts.has((hash[at] << 16) | (hash[at + 1] << 8) | hash[at + 2])) continue;
      const text = this.pidHash(row).toLowerCase();
      if (wanted.has(text) && !found.has(text)) found.set(text, row);
    }
    return found;
  }

  /** The meaning of a term of the audit. */
  term(name: string): Term {
    return this.data.terms.get(name) ?? { kind: '', meaning: '' };
  }

  /** Per row the point it belongs to. */
  get pointOf(): Uint32Array {
    if (!this.points) {
      this.points = new Uint32Array(this.count);
      for (let point = 0; point + 1 < this.start.length; ++point) this.points.fill(point, this.start[point], this.start[point + 1]);
    }
    return this.points;
  }

  /** The rows whose parent is this row, ascending. */
  childrenOf(row: number): Uint32Array {
    if (!this.startedBy) {
      const sizes = new Uint32Array(this.count);
      for (const parent of this.parent) if (parent >= 0) ++sizes[parent];
      const start = runningSums(sizes);
      const rows = new Uint32Array(start[this.count]);
      const next = start.slice();
      this.parent.forEach((parent, child) => {
        if (parent >= 0) rows[next[parent]++] = child;
      });
      this.startedBy = { start, row: rows };
    }
    return this.startedBy.row.subarray(this.startedBy.start[row], this.startedBy.start[row + 1]);
  }

  /** The rows of a finding, ascending. @param finding its index among those listed */
  rowsOfFinding(finding: number): Uint32Array {
    this.ofFindings ??= this.groupedBy(this.hunted?.finding ?? new Uint32Array(0));
    return this.ofFindings.get(finding + 1) ?? new Uint32Array(0);
  }

  private groupedBy(values: Uint32Array): Map<number, Uint32Array> {
    const rows = new Map<number, number[]>();
    values.forEach((value, row) => {
      if (value === 0) return;
      const group = rows.get(value);
      if (group) group.push(row);
      else rows.set(value, [row]);
    });
    return new Map([...rows].map(([value, group]) => [value, Uint32Array.from(group)]));
  }

  /** Why a process is new or rare, the most surprising first. */
  reasonsOf(row: number): string[] {
    return this.text('reasons', row)?.split('\n') ?? [];
  }

  /** What rules and label files say of a process, the rarest first. */
  labelsOf(row: number): string[] {
    return this.text('rules', row)?.split('\n') ?? [];
  }

  flagsOf(row: number): string[] {
    return this.flagNames.filter((_, k) => (this.flags[row] >>> k) & 1);
  }

  process(row: number): Process {
    const args = this.columns.args.row[row];
    return {
      name: this.text('name', row),
      args: this.text('args', row),
      argsWhole: args === 0 ? 0 : this.columns.args.texts.whole[args - 1],
      host: this.text('host', row),
      user: this.text('user', row),
      lineage: this.text('lineage', row),
      started: known(this.started[row]),
      lifetime: known(this.data.lifetime[row]),
      exitCode: known(this.data.exitCode[row]),
      osPid: known(this.data.osPid[row]),
      state: this.state[row] === 0 ? undefined : this.stateNames[this.state[row] - 1],
      flags: this.flagsOf(row),
      pidHash: this.pidHash(row),
    };
  }
}

const known = (value: number): number | undefined => (Number.isNaN(value) ? undefined : value);

const kinds = ['sound', 'gap', 'contradiction', 'suspicious'] as const;
const readTerm = ([name, kind, meaning]: [string, string, string]): [string, Term] => [name, { kind: kinds.find((k) => k === kind) ?? '', meaning }];
