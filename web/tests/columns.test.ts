import { describe, expect, it } from 'vitest';
import { decodeBase64 } from '../src/data/base64';
import { ColumnBlock } from '../src/data/columns';
import { readFeatures } from '../src/data/features';
import { readProcesses, type ProcessesHeader } from '../src/data/processes';
import { readTexts } from '../src/data/texts';
import { blockBytes, textColumns, type ColumnsToWrite } from './block_bytes';
import { randomNumbers } from './random';

const block = <Header = unknown>(columns: ColumnsToWrite, header: object = {}) =>
  new ColumnBlock<Header>(blockBytes(columns, header));

describe('decodeBase64', () => {
  it('agrees with the platform on bytes of every length', () => {
    const random = randomNumbers(1);
    for (let length = 0; length < 70; ++length) {
      const bytes = Uint8Array.from({ length }, () => random() * 256);
      expect(decodeBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
    }
  });

  it('refuses a text that was cut off', () => {
    expect(() => decodeBase64('AAA')).toThrow(/cut off/);
  });
});

describe('ColumnBlock', () => {
  it('reads every encoding back', () => {
    const floats = [0, -1.5, 3.25e-12, 65504, -0, 1e30].map(Math.fround);
    const whole = [0, 1, 127, 128, 16383, 16384, 2 ** 31, 2 ** 32 - 1];
    const signed = [5, 5, 0, -1, 2 ** 40, -(2 ** 40), 1_699_300_000_000, 0];
    const read = block<{ note: string }>(
      { f: ['f32', floats], w: ['varint', whole], d: ['delta', signed], b: ['u8', [0, 255, 7]] },
      { note: 'ünï' },
    );
    expect([...read.f32('f')]).toEqual(floats);
    expect([...read.varint('w')]).toEqual(whole);
    expect([...read.delta('d')]).toEqual(signed);
    expect([...read.u8('b')]).toEqual([0, 255, 7]);
    expect(read.header.note).toBe('ünï');
  });

  it('reads random columns back', () => {
    const random = randomNumbers(2);
    for (let trial = 0; trial < 50; ++trial) {
      const values = Array.from({ length: 40 }, () => Math.floor(2 ** (random() * 52)) * (random() < 0.5 ? -1 : 1));
      expect([...block({ d: ['delta', values] }).delta('d')]).toEqual(values.map((v) => v + 0));
    }
  });

  it('says which column is missing or of another kind', () => {
    const read = block({ f: ['f32', [1]] });
    expect(() => read.u8('g')).toThrow(/“g”/);
    expect(() => read.u8('f')).toThrow(/u8 column “f”/);
  });
});

describe('readTexts', () => {
  it('puts shared beginnings together again, also inside a character', async () => {
    const texts = ['', 'a', 'ab', 'abc', 'b', 'ü', 'üa', 'ý', '文', '文字', '\u{1f4a3}', 'z'.repeat(10_000)].sort((a, b) =>
      Buffer.compare(Buffer.from(a), Buffer.from(b)),
    );
    const read = await readTexts(block(textColumns('t', texts)), 't', false);
    expect(read.values).toEqual(texts);
  });

  it('keeps a byte order mark that a text begins with', async () => {
    const texts = ['\ufeffmarked', '\ufeffmarked too'];
    expect((await readTexts(block(textColumns('t', texts)), 't', false)).values).toEqual(texts);
  });
});

describe('readFeatures', () => {
  it('gives each point its features, the most telling first', async () => {
    const read = await readFeatures(
      block({
        ...textColumns('names', ['c:\\a.dll', 'c:\\b.dll', 'c:\\c.dll']),
        name: ['varint', [2, 0, 1]], // feature 0 is c.dll
        size: ['varint', [2, 0, 5]],
        kept: ['varint', [2, 0, 3]],
        steps: ['varint', [0, 1, 0, 0, 0]], // features 0 and 2; none; 0, 1 and 2
        weight: ['f64', [4, 0.1, 1e-300]],
      }),
    );
    expect(read.namesOf(0)).toEqual(['c:\\c.dll', 'c:\\b.dll']);
    expect(read.namesOf(1)).toEqual([]);
    expect(read.namesOf(2)).toEqual(['c:\\c.dll', 'c:\\a.dll', 'c:\\b.dll']);
    expect([...read.pointsWith(Uint8Array.from({ length: read.texts.count }, (_, i) => (read.texts.at(i).endsWith('a.dll') ? 1 : 0)))]).toEqual([0, 0, 1]);
    expect([...read.weight]).toEqual([4, 0.1, 1e-300]);
    expect(read.counts).toBeUndefined();
    expect(read.size[2]).toBe(5);
    expect(read.count).toBe(3);
  });
});

describe('readProcesses', () => {
  it('reads rows, missing values and every form of pid_hash', async () => {
    const hash = Array.from({ length: 16 }, (_, i) => 17 * i);
    const whole = (name: string, values: number[]): ColumnsToWrite => ({ [`${name}.whole`]: ['varint', values] });
    const rows = block<ProcessesHeader>(
      {
        kept: ['varint', [2, 0, 1]],
        host: ['delta', [1, 1, 0]],
        name: ['delta', [2, 1, 2]],
        args: ['delta', [0, 1, 0]],
        user: ['delta', [0, 0, 0]],
        lineage: ['delta', [1, 0, 1]],
        hash_text: ['delta', [0, 1, 0]],
        started: ['delta', [1, 0, 61]],
        lifetime: ['delta', [1, 0, -5]],
        exit_code: ['delta', [0, 1, -1]],
        os_pid: ['delta', [5, 0, 1]],
        parent: ['delta', [3, 0, 0]],
        flags: ['varint', [0, 3, 2]],
        state: ['u8', [1, 0, 2]],
        hash_form: ['u8', [0, 2, 1]],
        hash: ['u8', [...hash, ...hash]],
      },
      { lineage_states: ['whole', 'no parent'], lineage_flags: ['self_parent', 'nameless'], terms: [['nameless', 'gap', 'has no name'], ['x', 'nonsense', '']], earliest: 1000 },
    );
    const texts = block({
      ...textColumns('hosts', ['pc-1']),
      ...whole('hosts', [0]),
      ...textColumns('names', ['a.exe', 'b.exe']),
      ...whole('names', [0, 0]),
      ...textColumns('users', []),
      ...whole('users', []),
      ...textColumns('lineages', ['=b.exe->a.exe']),
      ...whole('lineages', [0]),
      ...textColumns('hash_texts', ['odd']),
      ...whole('hash_texts', [0]),
    });
    const args = block({ ...textColumns('args', ['-x']), ...whole('args', [70_000]) });
    const read = await readProcesses(rows, texts, args);
    expect([...read.start]).toEqual([0, 2, 2, 3]);
    expect(read.process(0)).toEqual({
      name: 'b.exe',
      args: undefined,
      argsWhole: 0,
      host: 'pc-1',
      user: undefined,
      lineage: '=b.exe->a.exe',
      started: 1000,
      lifetime: 0,
      exitCode: undefined,
      osPid: 4,
      state: 'whole',
      flags: [],
      pidHash: '00112233445566778899aabbccddeeff',
    });
    expect(read.process(1)).toMatchObject({ exitCode: 0, osPid: undefined, lifetime: undefined, flags: ['self_parent', 'nameless'] });
    expect(read.process(2)).toMatchObject({ exitCode: -1, osPid: 0, lifetime: -5, flags: ['nameless'] });
    expect([...read.parent]).toEqual([2, -1, -1]);
    expect([...read.childrenOf(2)]).toEqual([0]);
    expect([...read.pointOf]).toEqual([0, 0, 2]);
    expect(read.term('nameless')).toEqual({ kind: 'gap', meaning: 'has no name' });
    expect(read.term('x').kind).toBe('');
    expect(read.process(1)).toMatchObject({ args: '-x', argsWhole: 70_000, started: undefined, state: undefined, pidHash: 'odd' });
    expect(read.process(2)).toMatchObject({ host: undefined, started: 1060, state: 'no parent', pidHash: '00112233445566778899AABBCCDDEEFF' });
  });
});
