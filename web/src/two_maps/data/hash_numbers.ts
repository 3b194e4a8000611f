// Numbers distinct 128-bit hashes: a hash table with open addressing in typed arrays.
export class HashNumbers {
  /** Per slot 0, or 1 + the entry in it. */
  private readonly slots: Uint32Array;
  private readonly words: Uint32Array;
  private readonly numbers: Uint32Array;
  private entries = 0;

  /** @param most hashes that will be numbered */
  constructor(most: number) {
    let size = 16;
    while (size < 2 * most) size *= 2;
    this.slots = new Uint32Array(size);
    this.words = new Uint32Array(4 * most);
    this.numbers = new Uint32Array(most);
  }

  /** The number of a hash of four words, `fresh` if it is met for the first time. */
  numberOf(hash: Uint32Array, fresh: number): number {
    const { slots, words, numbers } = this;
    const mask = slots.length - 1;
    for (let slot = mixed(hash) & mask; ; slot = (slot + 1) & mask) {
      if (slots[slot] === 0) {
        words.set(hash, 4 * this.entries);
        numbers[this.entries] = fresh;
        slots[slot] = ++this.entries;
        return fresh;
      }
      const at = 4 * (slots[slot] - 1);
      if (words[at] === hash[0] && words[at + 1] === hash[1] && words[at + 2] === hash[2] && words[at + 3] === hash[3]) return numbers[slots[slot] - 1];
    }
  }
}

/** All bits of a hash mixed, as in MurmurHash3 (Austin Appleby): hashes may be counters. */
function mixed(hash: Uint32Array): number {
  let h = 0;
  for (const word of hash) {
    h = Math.imul(h ^ word, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    h ^= h >>> 16;
  }
  return h >>> 0;
}
