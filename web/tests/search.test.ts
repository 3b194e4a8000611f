import { describe, expect, it } from 'vitest';
import type { Details } from '../src/data/details';
import { Features } from '../src/data/features';
import { Processes, type TextColumn } from '../src/data/processes';
import { Texts } from '../src/data/texts';
import { findMatches, parseQuery } from '../src/search/search';
import { randomNumbers } from './random';
import { pointsAt } from './point_index.test';

const texts = (...values: string[]) => new Texts(values, new Uint32Array(values.length));
const column = (row: number[], of: Texts): TextColumn => ({ row: Uint32Array.from(row), texts: of });

describe('parseQuery', () => {
  it('takes plain text as it is and a field before a colon', () => {
    expect(parseQuery('  Net View ')).toEqual({ fields: ['name', 'args', 'image'], needle: 'net view' });
    expect(parseQuery('image: NTDLL')).toEqual({ fields: ['image'], needle: 'ntdll' });
    expect(parseQuery('HOST:ws-1')).toEqual({ fields: ['host'], needle: 'ws-1' });
  });

  it('does not take a drive, an address or a property of objects for a field', () => {
    expect(parseQuery('c:\\windows')?.fields).toEqual(['name', 'args', 'image']);
    expect(parseQuery('http://x')?.needle).toBe('http://x');
    expect(parseQuery('constructor:x')?.needle).toBe('constructor:x');
    expect(parseQuery('__proto__:x')?.needle).toBe('__proto__:x');
  });

  it('has nothing to look for in nothing', () => {
    expect(parseQuery('   ')).toBeUndefined();
    expect(parseQuery('name:  ')).toBeUndefined();
  });
});

describe('findMatches', () => {
  const random = randomNumbers(11);
  const words = ['alpha.exe', 'Beta.dll', 'gamma', 'ALPHABET', 'delta.ps1', 'bet'];
  const pointCount = 40;
  const multiplicity = Uint32Array.from({ length: pointCount }, () => 1 + Math.floor(5 * random()));
  const start = new Uint32Array(pointCount + 1);
  // Some points keep fewer rows than they stand for, as in a page that had to leave details out.
  multiplicity.forEach((m, i) => (start[i + 1] = start[i] + (i % 7 === 0 ? Math.min(1, m) : m)));
  const rows = start[pointCount];
  const pick = () => Array.from({ length: rows }, () => Math.floor((words.length + 1) * random()));
  const columns = Object.fromEntries(
    ['host', 'name', 'args', 'user', 'lineage', 'hashText'].map((field) => [field, column(pick(), texts(...words))]),
  ) as unknown as Processes['columns'];
  const processes = new Processes(start, columns, new Float64Array(rows), new Uint8Array(rows), [], new Uint8Array(rows).fill(2), new Uint8Array(0), new Uint32Array(rows + 1));
  const featureStart = Uint32Array.from({ length: pointCount + 1 }, (_, i) => 2 * i);
  const feature = Uint32Array.from({ length: 2 * pointCount }, (_, i) => (i % 2) * 3 + Math.floor(3 * random()));
  const features = new Features(Uint32Array.from(words, (_, i) => i), texts(...words), featureStart, feature, new Uint32Array(pointCount).fill(2));
  const details: Details = { processes, features };
  const points = pointsAt(Array(pointCount).fill(0), Array(pointCount).fill(0));
  points.multiplicity.set(multiplicity);

  it.each(['bet', 'alpha', '.exe', 'name:bet', 'image:beta', 'host:delta', 'pid:gamma', 'nowhere'])('finds “%s” as trying every row does', (text) => {
    const query = parseQuery(text)!;
    const holds = (value: string | undefined) => value?.toLowerCase().includes(query.needle) ?? false;
    const matches = findMatches(query, points, details);
    let [expectedPoints, expectedProcesses] = [0, 0];
    for (let point = 0; point < pointCount; ++point) {
      const byImage = query.fields.includes('image') && features.namesOf(point).some(holds);
      let here = 0;
      for (let row = start[point]; row < start[point + 1]; ++row) {
        const p = processes.process(row);
        const values = { name: p.name, args: p.args, host: p.host, user: p.user, lineage: p.lineage, pid: p.pidHash, image: undefined };
        const hit = byImage || query.fields.some((field) => holds(values[field]));
        expect(matches.rows[row]).toBe(hit ? 1 : 0);
        here += hit ? 1 : 0;
      }
      if (byImage) here = multiplicity[point];
      expect(matches.lit[point]).toBe(here > 0 ? 1 : 0);
      expectedPoints += here > 0 ? 1 : 0;
      expectedProcesses += here;
    }
    expect([matches.points, matches.processes]).toEqual([expectedPoints, expectedProcesses]);
  });
});
