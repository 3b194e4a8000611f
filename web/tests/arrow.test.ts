import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ArrowTable } from '../src/data/arrow';

const bytes = Uint8Array.from(Buffer.from(readFileSync(new URL('golden/arrow_stream.base64', import.meta.url), 'utf8'), 'base64'));

describe('ArrowTable', () => {
  const table = new ArrowTable(bytes, 'example.arrow');

  it('reads numbers of several batches as one', () => {
    expect(table.rows).toBe(4);
    expect([...table.numbers('i32', 'i32')]).toEqual([1, -1, 2 ** 31 - 1, -(2 ** 31)]);
    expect([...table.numbers('i64', 'i64')]).toEqual([-(2n ** 63n), 2n ** 63n - 1n, 0n, 5n]);
    expect([...table.numbers('f32', 'f32')]).toEqual([0.5, -1.25, Infinity, 3]);
    expect([...table.numbers('f64', 'f64')]).toEqual([NaN, 1e300, -0, 1.7e12]);
  });

  it('reads texts as they were, byte order marks too, and lists', () => {
    const texts = table.texts('text', 'whole');
    expect(Array.from({ length: texts.count }, (_, i) => texts.at(i))).toEqual(['', '\ufeffmark', '文字 \u{1f4a3}', '<script>\u202e']);
    expect(Array.from(texts.whole)).toEqual([0, 0, 10_000_000, 0]);
    expect(Array.from(table.texts('text').whole)).toEqual([0, 0, 0, 0]);
    const { start, values } = table.lists('lists', 'i32');
    expect([...start]).toEqual([0, 2, 2, 3, 6]);
    expect([...values]).toEqual([1, 2, -7, 3, 4, 5]);
  });

  it('refuses columns that are missing or of another kind', () => {
    const unfit = /“example.arrow” has no column/;
    expect(() => table.numbers('other', 'i32')).toThrow(unfit);
    expect(() => table.numbers('f32', 'f64')).toThrow(unfit);
    expect(() => table.numbers('i32', 'f32')).toThrow(unfit);
    expect(() => table.numbers('text', 'i32')).toThrow(unfit);
    expect(() => table.texts('i32')).toThrow(unfit);
    expect(() => table.lists('i32', 'i32')).toThrow(unfit);
    expect(() => table.lists('lists', 'f32')).toThrow(unfit);
  });
});
