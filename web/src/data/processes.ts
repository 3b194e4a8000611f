// The rows of processes: columns of numbers, sorted by point and within a point by start.
import type { ColumnBlock } from './columns';
import { readTexts, type Texts } from './texts';

export interface ProcessesHeader {
  lineage_states: string[];
  /** ms since 1970 */
  earliest: number;
}

/** One process as the page shows it. Empty fields are missing values. */
export interface Process {
  name: string | undefined;
  args: string | undefined;
  /** Bytes of the whole command line when it was cut for this page, else 0. */
  argsWhole: number;
  host: string | undefined;
  user: string | undefined;
  lineage: string | undefined;
  /** ms since 1970 */
  started: number | undefined;
  state: string | undefined;
  pidHash: string;
}

/** A column of texts: per row 0 for a missing value, else 1 + the place in `texts`. */
export interface TextColumn {
  row: Uint32Array;
  texts: Texts;
}

export type TextField = 'host' | 'name' | 'args' | 'user' | 'lineage' | 'hashText';

export class Processes {
  constructor(
    /** Rows of point p are start[p] … start[p + 1] − 1. */
    readonly start: Uint32Array,
    readonly columns: Record<TextField, TextColumn>,
    /** ms since 1970; NaN for a missing one */
    readonly started: Float64Array,
    /** 0 for a missing state, else 1 + the place in `stateNames` */
    readonly state: Uint8Array,
    readonly stateNames: readonly string[],
    private readonly hashForm: Uint8Array,
    private readonly hash: Uint8Array,
    /** Where a row's hash starts in `hash`, in units of 16 bytes. */
    private readonly hashAt: Uint32Array,
  ) {}

  get count(): number {
    return this.state.length;
  }

  text(field: TextField, row: number): string | undefined {
    const { row: numbers, texts } = this.columns[field];
    return numbers[row] === 0 ? undefined : texts.values[numbers[row] - 1];
  }

  pidHash(row: number): string {
    if (this.hashForm[row] === 2) return this.text('hashText', row) ?? '';
    let hex = '';
    for (let i = 0; i < 16; ++i) hex += this.hash[16 * this.hashAt[row] + i].toString(16).padStart(2, '0');
    return this.hashForm[row] === 1 ? hex.toUpperCase() : hex;
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
      started: Number.isNaN(this.started[row]) ? undefined : this.started[row],
      state: this.state[row] === 0 ? undefined : this.stateNames[this.state[row] - 1],
      pidHash: this.pidHash(row),
    };
  }
}

function running(sizes: Uint32Array): Uint32Array {
  const start = new Uint32Array(sizes.length + 1);
  for (let i = 0; i < sizes.length; ++i) start[i + 1] = start[i] + sizes[i];
  return start;
}

/** Puts the processes together from the blocks "processes", "texts" and "args". */
export async function readProcesses(
  rows: ColumnBlock<ProcessesHeader>,
  texts: ColumnBlock<unknown>,
  args: ColumnBlock<unknown>,
): Promise<Processes> {
  const column = async (name: string, block: ColumnBlock<unknown>, dictionary: string): Promise<TextColumn> => ({
    row: rows.deltaU32(name),
    texts: await readTexts(block, dictionary),
  });
  const columns = {
    host: await column('host', texts, 'hosts'),
    name: await column('name', texts, 'names'),
    args: await column('args', args, 'args'),
    user: await column('user', texts, 'users'),
    lineage: await column('lineage', texts, 'lineages'),
    hashText: await column('hash_text', texts, 'hash_texts'),
  };
  const { earliest, lineage_states } = rows.header;
  const started = rows.delta('started').map((value) => (value === 0 ? NaN : earliest + value - 1));
  const hashForm = rows.u8('hash_form');
  const hashAt = running(Uint32Array.from(hashForm, (form) => (form === 2 ? 0 : 1)));
  return new Processes(
    running(rows.varint('kept')),
    columns,
    started,
    rows.u8('state'),
    lineage_states,
    hashForm,
    rows.u8('hash'),
    hashAt,
  );
}
