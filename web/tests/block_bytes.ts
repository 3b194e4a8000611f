// Writes the bytes of a block as docs/map-page.md describes them, for the readers to read: a second, slow writer.
type Kind = 'f32' | 'f64' | 'u8' | 'varint' | 'delta';

function leb128(value: number): number[] {
  const bytes: number[] = [];
  while (value >= 128) {
    bytes.push((value % 128) + 128);
    value = Math.floor(value / 128);
  }
  return [...bytes, value];
}

function encode(kind: Kind, values: readonly number[]): number[] {
  if (kind === 'u8') return [...values];
  if (kind === 'varint') return values.flatMap(leb128);
  if (kind === 'delta') {
    return values.flatMap((value, i) => {
      const step = value - (i === 0 ? 0 : values[i - 1]);
      return leb128(step >= 0 ? 2 * step : -2 * step - 1);
    });
  }
  const bytes = new Uint8Array((kind === 'f32' ? Float32Array : Float64Array).from(values).buffer);
  const width = kind === 'f32' ? 4 : 8;
  return Array.from({ length: width }, (_, plane) => plane).flatMap((plane) => values.map((_, i) => bytes[width * i + plane]));
}

export type ColumnsToWrite = Record<string, [kind: Kind, values: readonly number[]]>;

export function blockBytes(columns: ColumnsToWrite, header: object = {}): Uint8Array<ArrayBuffer> {
  const body: number[] = [];
  const places: Record<string, [Kind, number, number, number]> = {};
  for (const [name, [kind, values]] of Object.entries(columns)) {
    const bytes = encode(kind, values);
    places[name] = [kind, body.length, bytes.length, values.length];
    for (const byte of bytes) body.push(byte);
  }
  const text = new TextEncoder().encode(JSON.stringify({ columns: places, ...header }));
  const bytes = new Uint8Array(4 + text.length + body.length);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  bytes.set(body, 4 + text.length);
  return bytes;
}

/** Sorted texts as three columns. */
export function textColumns(name: string, texts: readonly string[]): ColumnsToWrite {
  const encoded = texts.map((text) => [...new TextEncoder().encode(text)]);
  const shared = encoded.map((bytes, i) => {
    const before = i === 0 ? [] : encoded[i - 1];
    let same = 0;
    while (same < bytes.length && same < before.length && bytes[same] === before[same]) ++same;
    return same;
  });
  return {
    [`${name}.shared`]: ['varint', shared],
    [`${name}.length`]: ['varint', encoded.map((bytes, i) => bytes.length - shared[i])],
    [`${name}.bytes`]: ['u8', encoded.flatMap((bytes, i) => bytes.slice(shared[i]))],
  };
}
