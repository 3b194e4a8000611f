import { describe, expect, it } from 'vitest';
import { hashesOf, readMessage, selectionOfHashes } from '../src/state/host';
import { exampleDetails } from './example_details';

describe('a page in a notebook', () => {
  const { details, points } = exampleDetails(17);
  const { processes } = details;
  const hash = (row: number): string => row.toString(16).padStart(32, '0');
  processes.pidHash = hash;
  processes.rowsOf = (hashes) =>
    new Map(
      Array.from(hashes)
        .map((text): [string, number] => [text.toLowerCase(), parseInt(text, 16)])
        .filter(([, row]) => row < processes.count),
    );

  it('tells the hashes of the selected processes', () => {
    expect(hashesOf(undefined, processes, undefined)).toEqual([]);
    const [from, to] = [processes.start[3], processes.start[4]];
    const expected = Array.from({ length: to - from }, (_, i) => hash(from + i));
    expect(hashesOf({ name: 'x', points: Uint32Array.of(3) }, processes, undefined)).toEqual(expected);
    expect(hashesOf({ name: 'x', points: Uint32Array.of(3), rows: Uint32Array.of(from) }, processes, undefined)).toEqual([hash(from)]);
  });

  it('selects the processes with given hashes, and nothing for those that it has not', () => {
    const everything = Array.from({ length: processes.count }, (_, row) => hash(row));
    const whole = selectionOfHashes([...everything].reverse(), processes);
    expect(whole?.rows).toBeUndefined();
    expect(whole?.points.length).toBe(Array.from({ length: points.count }, (_, p) => p).filter((p) => processes.start[p] < processes.start[p + 1]).length);
    expect(hashesOf(selectionOfHashes([everything[5], everything[2]], processes), processes, undefined)).toEqual([everything[2], everything[5]]);
    expect(selectionOfHashes([hash(processes.count), 'nonsense'], processes)).toBeUndefined();
    expect(selectionOfHashes([], processes)).toBeUndefined();
  });

  it('takes only messages that it knows', () => {
    for (const message of [
      { kind: 'selection', pidHashes: ['a'] },
      { kind: 'state', link: 'q=x' },
      { kind: 'labels', file: '{}' },
    ]) {
      expect(readMessage({ proclens: { ...message, more: 1 } })).toEqual(message);
    }
    for (const data of [null, 5, 'x', {}, { proclens: 1 }, { proclens: null }, { proclens: { kind: 'selection', pidHashes: [1] } }, { proclens: { kind: 'selection' } }, { proclens: { kind: 'state', link: 5 } }, { proclens: { kind: 'other' } }]) {
      expect(readMessage(data)).toBeUndefined();
    }
  });
});
