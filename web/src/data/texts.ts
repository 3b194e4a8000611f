// Sorted distinct texts, each kept as what it shares with the one before and what follows.
import type { ColumnBlock } from './columns';
import { inSlices } from './pause';

export class Texts {
  private lowered: string[] | undefined;

  constructor(
    readonly values: readonly string[],
    /** Per text: 0, or its length in bytes before it was cut for this page. */
    readonly whole: Uint32Array,
  ) {}

  /** A mark for every text that holds `needle`, which is in lower case. */
  holding(needle: string): Uint8Array {
    this.lowered ??= this.values.map((value) => value.toLowerCase());
    const hits = new Uint8Array(this.lowered.length);
    for (let i = 0; i < hits.length; ++i) if (this.lowered[i].includes(needle)) hits[i] = 1;
    return hits;
  }
}

/** Reads the texts `name` of a block; `whole` is 0 for all when the block does not tell. */
export async function readTexts(block: ColumnBlock<unknown>, name: string, cut = true): Promise<Texts> {
  const shared = block.varint(`${name}.shared`);
  const length = block.varint(`${name}.length`);
  const bytes = block.u8(`${name}.bytes`);
  const decoder = new TextDecoder();
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
  return new Texts(values, cut ? block.varint(`${name}.whole`) : new Uint32Array(values.length));
}
