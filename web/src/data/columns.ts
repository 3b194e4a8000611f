// Reads a block: a JSON header and columns behind it. Written by src/atlas/page/page_columns.cpp, which describes the format.

type Column = [encoding: 'f32' | 'f64' | 'u8' | 'varint' | 'delta', offset: number, bytes: number, values: number];

export class ColumnBlock<Header> {
  readonly header: Header;
  private readonly columns: Record<string, Column>;
  private readonly body: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    const headerBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    const parsed = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + headerBytes))) as Header & {
      columns: Record<string, Column>;
    };
    this.header = parsed;
    this.columns = parsed.columns;
    this.body = bytes.subarray(4 + headerBytes);
  }

  has(name: string): boolean {
    return this.columns[name] !== undefined;
  }

  f32(name: string): Float32Array {
    return new Float32Array(joinPlanes(...this.column(name, 'f32'), 4));
  }

  f64(name: string): Float64Array {
    return new Float64Array(joinPlanes(...this.column(name, 'f64'), 8));
  }

  u8(name: string): Uint8Array {
    return this.column(name, 'u8')[0];
  }

  /** Whole numbers from 0 up to 2³² − 1. */
  varint(name: string): Uint32Array {
    const [bytes, count] = this.column(name, 'varint');
    const values = new Uint32Array(count);
    const reader = new VarintReader(bytes);
    for (let i = 0; i < count; ++i) values[i] = reader.next();
    return values;
  }

  /** Whole numbers of up to 53 bits, kept as differences. */
  delta(name: string): Float64Array {
    const [bytes, count] = this.column(name, 'delta');
    const values = new Float64Array(count);
    const reader = new VarintReader(bytes);
    let value = 0;
    for (let i = 0; i < count; ++i) {
      const zigzag = reader.next();
      value += zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
      values[i] = value;
    }
    return values;
  }

  /** As `delta`, for values below 2³². */
  deltaU32(name: string): Uint32Array {
    return Uint32Array.from(this.delta(name));
  }

  private column(name: string, encoding: Column[0]): [bytes: Uint8Array<ArrayBuffer>, values: number] {
    const column = this.columns[name];
    if (!column || column[0] !== encoding) throw new Error(`the page's data lacks the ${encoding} column “${name}”`);
    return [this.body.subarray(column[1], column[1] + column[2]), column[3]];
  }
}

/** Values whose bytes stand one plane after the other. */
function joinPlanes(bytes: Uint8Array, count: number, width: number): ArrayBuffer {
  const target = new Uint8Array(width * count);
  for (let plane = 0; plane < width; ++plane) {
    for (let i = 0; i < count; ++i) target[width * i + plane] = bytes[plane * count + i];
  }
  return target.buffer;
}

/** Unsigned LEB128 of up to 53 bits. */
class VarintReader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  next(): number {
    const bytes = this.bytes;
    let byte = bytes[this.at++];
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let factor = 0x80; ; factor *= 0x80) {
      byte = bytes[this.at++];
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      if (byte === undefined) throw new Error('a column of the page’s data ends inside a number');
    }
  }
}
