// Distinct texts of a column, sorted; rows name them by their place.
import type { ColumnBlock } from './columns';
import { inSlices } from './pause';

export interface Texts {
  readonly count: number;
  at(place: number): string;
  /** Per text: 0, or its length in bytes before it was cut for this page. */
  readonly whole: ArrayLike<number>;
}

export class ListedTexts implements Texts {
  constructor(
    readonly values: readonly string[],
    readonly whole: ArrayLike<number> = new Uint32Array(values.length),
  ) {}

  get count(): number {
    return this.values.length;
  }

  at(place: number): string {
    return this.values[place];
  }
}

/** Bytes of UTF-8 one behind the other; each becomes a string only when it is asked for. */
export class PackedTexts implements Texts {
  private readonly decoder = utf8();

  constructor(
    private readonly bytes: Uint8Array,
    /** Text i is bytes start[i] … start[i + 1] − 1. */
    private readonly start: ArrayLike<number>,
    readonly whole: ArrayLike<number> = new Uint32Array(start.length - 1),
  ) {}

  get count(): number {
    return this.start.length - 1;
  }

  at(place: number): string {
    return this.decoder.decode(this.bytes.subarray(this.start[place], this.start[place + 1]));
  }
}

/** Keeps a byte order mark at the start of a text: it is part of what was recorded. */
const utf8 = (): TextDecoder => new TextDecoder('utf-8', { ignoreBOM: true });

/** Reads the texts `name` of a block, each kept as what it shares with the one before and what follows. */
export async function readTexts(block: ColumnBlock<unknown>, name: string, cut = true): Promise<ListedTexts> {
  const shared = block.varint(`${name}.shared`);
  const length = block.varint(`${name}.length`);
  const bytes = block.u8(`${name}.bytes`);
  const decoder = utf8();
  const values = new Array<string>(shared.length);
  let text = new Uint8Array(4096);
  let at = 0;
  await inSlices(shared.length, (i) => {
    const size = shared[i] + length[i];
    if (size > text.length) {
      const larger = new Uint8Array(2 * size);
      larger.set(text.subarray(0, shared[i]));
      text = larger;
    }
    text.set(bytes.subarray(at, at + length[i]), shared[i]);
    at += length[i];
    values[i] = decoder.decode(text.subarray(0, size));
  });
  return new ListedTexts(values, cut ? block.varint(`${name}.whole`) : undefined);
}
