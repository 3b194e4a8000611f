// Reads the page's tables from Arrow streams written by flechette's encoder, not ours.
import { describe, expect, it } from 'vitest';
import { columnFromArray, float64, int32, int64, list, tableFromColumns, tableToIPC, utf8, type DataType } from '@uwdata/flechette';
import { ArrowTable } from '../src/data/arrow';
import type { Lens } from '../src/data/atlas';
import { decodeBase64 } from '../src/data/base64';
import { readAtlas, readFeatures, readProcesses, type PageHeader, type Tables } from '../src/data/tables';
import { commandsLens, imagesLens } from './example_details';
import { randomNumbers } from './random';

type Columns = Record<string, [values: unknown[], type: DataType]>;

const numbers = (...values: number[]): [number[], DataType] => [values, int32()];
const reals = (...values: number[]): [number[], DataType] => [values, float64()];
const textsOf = (texts: string[], whole = texts.map(() => 0)): Columns => ({ text: [texts, utf8()], whole: numbers(...whole) });

function tablesOf(lens: Lens, tables: Record<string, Columns>, header: Partial<PageHeader> = {}): Tables {
  const bytes = (columns: Columns): Uint8Array =>
    tableToIPC(tableFromColumns(Object.fromEntries(Object.entries(columns).map(([name, [values, type]]) => [name, columnFromArray(values, type, { useBigInt: true })]))), { format: 'stream' })!;
  return {
    header: () => Promise.resolve({ format: 3, lens, clusters: [], layers: [], lineage_states: [], lineage_flags: [], terms: [], ...header } as unknown as PageHeader),
    table: (name) => Promise.resolve(new ArrowTable(bytes(tables[name]), name)),
  };
}

/** Rows with only the given values. */
function rowsOf(point: number[], given: Columns = {}): Columns {
  const none = point.map(() => 0);
  const missing = point.map(() => NaN);
  return {
    point: numbers(...point),
    ...Object.fromEntries(['host', 'name', 'args', 'user', 'lineage', 'hash_text', 'state', 'flags', 'hash_form'].map((name) => [name, numbers(...none)])),
    ...Object.fromEntries(['started', 'lifetime', 'exit_code', 'os_pid'].map((name) => [name, reals(...missing)])),
    parent: numbers(...point.map(() => -1)),
    hash_high: [point.map(() => 0n), int64()],
    hash_low: [point.map(() => 0n), int64()],
    ...given,
  };
}

const fields = ['host', 'name', 'args', 'user', 'lineage', 'hash_text'];
const noTexts = Object.fromEntries(fields.map((field) => [`texts/${field}`, textsOf(['none'])]));

describe('decodeBase64', () => {
  it('agrees with the platform on bytes of every length', () => {
    const random = randomNumbers(1);
    for (let length = 0; length < 70; ++length) {
      const bytes = Uint8Array.from({ length }, () => random() * 256);
      expect(decodeBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
    }
  });

  it('refuses a text that was cut off', () => {
    expect(() => decodeBase64('AAA')).toThrow(/truncated/);
  });
});

describe('readAtlas', () => {
  it('refuses data of another format', async () => {
    const points = { ...Object.fromEntries(['multiplicity', 'members', 'cluster', 'nearest', 'strength', 'outlier', 'placed'].map((name) => [name, numbers(0)])) };
    const tables = tablesOf(imagesLens, { points: { ...points, x: [[0], float64()], y: [[0], float64()] } }, { format: 2 });
    await expect(readAtlas(tables)).rejects.toThrow(/has no column “x”/);
  });
});

describe('readFeatures', () => {
  it('gives each point its features, the heaviest first', async () => {
    const bags = (counts: number[][]): Columns => ({ size: numbers(2, 0, 5), features: [[[0, 2], [], [0, 1, 2]], list(int32())], counts: [counts, list(int32())] });
    const features: Columns = { name: [['c:\\c.dll', 'c:\\a.dll', 'c:\\b.dll'], utf8()], weight: reals(4, 0.1, 1e-300) };
    const read = await readFeatures(tablesOf(imagesLens, { features, bags: bags([[1, 1], [], [1, 1, 1]]) }));
    expect(read.namesOf(0)).toEqual(['c:\\c.dll', 'c:\\b.dll']);
    expect(read.namesOf(1)).toEqual([]);
    expect(read.namesOf(2)).toEqual(['c:\\c.dll', 'c:\\a.dll', 'c:\\b.dll']);
    expect([...read.pointsWith(Uint8Array.of(0, 1, 0))]).toEqual([0, 0, 1]);
    expect([...read.weight]).toEqual([4, 0.1, 1e-300]);
    expect(read.counts).toBeUndefined();
    expect(read.size[2]).toBe(5);
    const several = await readFeatures(tablesOf(imagesLens, { features, bags: bags([[1, 7], [], [1, 1, 1]]) }));
    expect([...several.counts!]).toEqual([1, 7, 1, 1, 1]);
  });
});

describe('readProcesses', () => {
  it('reads rows, missing values and every form of pid_hash', async () => {
    const high = 0x0011223344556677n;
    const low = BigInt.asIntN(64, 0x8899aabbccddeeffn);
    const rows = rowsOf([0, 0, 2], {
      host: numbers(1, 1, 0),
      name: numbers(2, 1, 2),
      args: numbers(0, 1, 0),
      lineage: numbers(1, 0, 1),
      hash_text: numbers(0, 1, 0),
      started: reals(1000, NaN, 1060),
      lifetime: reals(0, NaN, -5),
      exit_code: reals(NaN, 0, -1),
      os_pid: reals(4, NaN, 0),
      parent: numbers(2, -1, -1),
      flags: numbers(0, 3, 2),
      state: numbers(1, 0, 2),
      hash_form: numbers(0, 2, 1),
      hash_high: [[high, 0n, high], int64()],
      hash_low: [[low, 0n, low], int64()],
    });
    const tables = tablesOf(
      imagesLens,
      {
        processes: rows,
        'texts/host': textsOf(['pc-1']),
        'texts/name': textsOf(['a.exe', 'b.exe']),
        'texts/args': textsOf(['-x'], [70_000]),
        'texts/user': textsOf(['nobody']),
        'texts/lineage': textsOf(['=b.exe->a.exe']),
        'texts/hash_text': textsOf(['odd']),
      },
      { lineage_states: ['whole', 'no parent'], lineage_flags: ['self_parent', 'nameless'], terms: [['nameless', 'gap', 'has no name'], ['x', 'nonsense', '']] },
    );
    const read = await readProcesses(tables, 3);
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
    expect(read.process(1)).toMatchObject({ args: '-x', argsWhole: 70_000, exitCode: 0, osPid: undefined, started: undefined, lifetime: undefined, state: undefined, flags: ['self_parent', 'nameless'], pidHash: 'odd' });
    expect(read.process(2)).toMatchObject({ host: undefined, exitCode: -1, osPid: 0, lifetime: -5, started: 1060, state: 'no parent', flags: ['nameless'], pidHash: '00112233445566778899AABBCCDDEEFF' });
    expect([...read.parent]).toEqual([2, -1, -1]);
    expect([...read.childrenOf(2)]).toEqual([0]);
    expect([...read.pointOf]).toEqual([0, 0, 2]);
    expect(read.term('nameless')).toEqual({ kind: 'gap', meaning: 'has no name' });
    expect(read.term('x').kind).toBe('');
    expect(read.membersWith(1)).toEqual([1, 2]);
    expect(read.objectsOf([0, 1, 2])).toBe(3);
    expect(read.text('object', 0)).toBeUndefined();
  });

  it('returns the object that a process is a member of, and its other members', async () => {
    const tables = tablesOf(commandsLens, {
      ...noTexts,
      objects: { point: numbers(0, 0, 1), name: numbers(2, 1, 0) },
      'texts/object': textsOf(['net use', 'net view'], [0, 90_000]),
      processes: rowsOf([0, 0, 0, 1], { object: numbers(0, 0, 1, 2) }),
    });
    const read = await readProcesses(tables, 2);
    expect(Array.from({ length: 4 }, (_, row) => read.text('object', row))).toEqual(['net view', 'net view', 'net use', undefined]);
    expect([0, 1, 2, 3].map((row) => read.membersWith(row))).toEqual([[0, 2], [0, 2], [2, 3], [3, 4]]);
    expect(read.objectsOf([0, 1, 3])).toBe(2);
    expect(read.columns.object?.texts.whole[1]).toBe(90_000);
  });
});
