// Columns of an Arrow stream (IPC) as typed arrays.
import { Type, tableFromIPC, type Batch, type Table } from '@uwdata/flechette';
import { PackedTexts, type Texts } from './texts';

const kinds = {
  i32: (type: ColumnType) => type.typeId === Type.Int && type.bitWidth === 32 && Int32Array,
  i64: (type: ColumnType) => type.typeId === Type.Int && type.bitWidth === 64 && BigInt64Array,
  f32: (type: ColumnType) => type.typeId === Type.Float && type.precision === 1 && Float32Array,
  f64: (type: ColumnType) => type.typeId === Type.Float && type.precision === 2 && Float64Array,
} as const;

interface ColumnType {
  typeId: number;
  bitWidth?: number;
  precision?: number;
}

type Kind = keyof typeof kinds;
type ArrayOf<K extends Kind> = InstanceType<Exclude<ReturnType<(typeof kinds)[K]>, false>>;
type Numbers = Int32Array | BigInt64Array | Float32Array | Float64Array;

/** Lists of numbers: list i is values[start[i]] … values[start[i + 1] − 1]. */
export interface Lists<Values> {
  start: Uint32Array;
  values: Values;
}

export class ArrowTable {
  private readonly table: Table;

  constructor(
    bytes: Uint8Array,
    private readonly name: string,
  ) {
    this.table = tableFromIPC(bytes, { useBigInt: true });
  }

  get rows(): number {
    return this.table.numRows;
  }

  numbers<K extends Kind>(name: string, kind: K): ArrayOf<K> {
    return this.joined(this.batches(name), kind, name);
  }

  lists<K extends Kind>(name: string, kind: K): Lists<ArrayOf<K>> {
    const batches = this.batches(name);
    if (batches.some((batch) => batch.type.typeId !== Type.List)) throw this.unfit(name);
    const start = joinedOffsets(batches);
    return { start, values: this.joined(batches.map((batch) => batch.children[0] as Batch<unknown>), kind, name) };
  }

  /** @param whole the column with their lengths before they were cut, if there is one */
  texts(name: string, whole?: string): Texts {
    const batches = this.batches(name);
    if (batches.some((batch) => batch.type.typeId !== Type.Utf8)) throw this.unfit(name);
    const start = joinedOffsets(batches);
    const parts = batches.map((batch) => (batch.values as Uint8Array).subarray(Number(batch.offsets[0]), Number(batch.offsets[batch.length])));
    return new PackedTexts(concatenated(parts, Uint8Array), start, whole === undefined ? undefined : this.numbers(whole, 'i32'));
  }

  private batches(name: string): Batch<unknown>[] {
    const column = this.table.getChild(name);
    if (!column || column.nullCount > 0) throw this.unfit(name);
    // A batch without rows may come without buffers.
    return column.data.filter((batch) => batch.length > 0) as Batch<unknown>[];
  }

  private joined<K extends Kind>(batches: Batch<unknown>[], kind: K, name: string): ArrayOf<K> {
    const parts = batches.map((batch) => {
      if (!kinds[kind](batch.type as ColumnType)) throw this.unfit(name);
      return (batch.values as Numbers).subarray(0, batch.length) as ArrayOf<K>;
    });
    return concatenated(parts, arrays[kind] as unknown as new (length: number) => ArrayOf<K>);
  }

  private unfit(name: string): Error {
    return new Error(`the table “${this.name}” has no column “${name}” of the expected type: page and data have different versions`);
  }
}

const arrays = { i32: Int32Array, i64: BigInt64Array, f32: Float32Array, f64: Float64Array };

function concatenated<Values extends Numbers | Uint8Array>(parts: Values[], array: new (length: number) => Values): Values {
  if (parts.length === 1) return parts[0];
  const whole = new array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    (whole as Uint8Array).set(part as Uint8Array, at);
    at += part.length;
  }
  return whole;
}

/** The offsets of the lists or texts of all batches after concatenating their values. */
function joinedOffsets(batches: Batch<unknown>[]): Uint32Array {
  const start = new Uint32Array(batches.reduce((sum, batch) => sum + batch.length, 0) + 1);
  let row = 0;
  for (const { length, offsets } of batches) {
    const base = start[row] - Number(offsets[0]);
    for (let i = 1; i <= length; ++i) start[row + i] = base + Number(offsets[i]);
    row += length;
  }
  return start;
}
