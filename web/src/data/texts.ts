// The distinct texts of a column, sorted; rows refer to them by index.

export interface Texts {
  readonly count: number;
  at(index: number): string;
  /** Per text: 0, or its length in bytes before it was cut for this page. */
  readonly whole: ArrayLike<number>;
}

/** Concatenated UTF-8 bytes; each text becomes a string only when requested. */
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

  at(index: number): string {
    return this.decoder.decode(this.bytes.subarray(this.start[index], this.start[index + 1]));
  }
}

/** Keeps a byte order mark at the start of a text: it is part of what was recorded. */
const utf8 = (): TextDecoder => new TextDecoder('utf-8', { ignoreBOM: true });
