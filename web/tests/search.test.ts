import { describe, expect, it } from 'vitest';
import type { Term } from '../src/search/query';
import { exampleDetails, found, parsed } from './example_details';

const everywhere = ['name', 'args', 'feature', 'host', 'user'];
const terms = (text: string): Term[] => parsed(text)?.terms ?? [];

describe('parseQuery', () => {
  it('takes plain text as it is and a field before a colon', () => {
    expect(terms('  Net View ')).toEqual([{ fields: everywhere, needle: 'net view', pattern: undefined, negated: false }]);
    expect(terms('image: NTDLL')).toMatchObject([{ fields: ['feature'], needle: 'ntdll' }]);
    expect(terms('HOST:ws-1')).toMatchObject([{ fields: ['host'], needle: 'ws-1' }]);
  });

  it('takes several terms, each up to the next field', () => {
    expect(terms('net view host:ws 1 -name:conhost user:x')).toMatchObject([
      { fields: everywhere, needle: 'net view', negated: false },
      { fields: ['host'], needle: 'ws 1', negated: false },
      { fields: ['name'], needle: 'conhost', negated: true },
      { fields: ['user'], needle: 'x', negated: false },
    ]);
  });

  it('takes what stands between slashes for a regular expression, and says when it is none', () => {
    expect(terms('/enc(oded)?/')[0].pattern?.source).toBe('enc(oded)?');
    expect(terms('args:/^-k/ host:x')).toMatchObject([{ pattern: /^-k/i }, { pattern: undefined }]);
    expect(terms('/ua /installsource scheduler')[0].pattern).toBeUndefined();
    expect(terms('c:\\a\\')[0].pattern).toBeUndefined();
    expect(parsed('name:/(/')?.problem).toMatch(/^Not a regular expression: .*[Uu]nterminated group/);
  });

  it('does not take a drive, an address, an option or a property of objects for a field', () => {
    for (const text of ['c:\\windows', 'http://x', 'constructor:x', '__proto__:x', '-k netsvcs', 'myname:x']) {
      expect(terms(text)).toMatchObject([{ fields: everywhere, needle: text, negated: false }]);
    }
  });

  it('finds nothing to search for in an empty query', () => {
    expect(parsed('   ')).toBeUndefined();
    expect(parsed('name:  ')).toBeUndefined();
    expect(parsed('name: host: ')).toBeUndefined();
  });
});

describe('findMatches', () => {
  const { points, details } = exampleDetails(11);
  const { processes, features } = details;

  /** Whether a process matches a term, the slow way. */
  function holds(term: Term, point: number, row: number): boolean {
    const p = processes.process(row);
    const texts: Record<string, (string | undefined)[]> = {
      name: [p.name], args: [p.args], host: [p.host], user: [p.user], lineage: [p.lineage], pid: [p.pidHash], state: [p.state],
      flag: [...p.flags, ...p.flags.map((flag) => flag.replaceAll('_', ' '))],
      object: [],
      feature: features.namesOf(point),
      cluster: [],
    };
    const matches = (value: string): boolean => (term.pattern ? term.pattern.test(value) : value.toLowerCase().includes(term.needle));
    const cluster = term.fields.includes('cluster') && (term.needle === 'noise' ? -1 : Number(term.needle)) === points.cluster[point];
    return (cluster || term.fields.some((field) => texts[field].some((value) => value !== undefined && matches(value)))) !== term.negated;
  }

  const queries = [
    'bet', 'alpha', '.exe', 'name:bet', 'image:beta', 'host:delta', 'pid:gamma', 'nowhere', '/^(alpha|bet)/', 'args:/t$/', '-image:gamma', '-name:bet',
    'name:bet host:alpha', 'bet -user:gamma', 'cluster:1', 'cluster:noise', '-cluster:2 image:bet', 'state:no', 'flag:self parent', '-flag:nameless state:whole',
  ];
  it.each(queries)('finds “%s” as trying every row does', (text) => {
    const query = parsed(text)!;
    const matches = found(query, points, details);
    const shared = query.terms.every((term) => term.fields.every((field) => field === 'feature' || field === 'cluster'));
    let [expectedPoints, expectedProcesses] = [0, 0];
    for (let point = 0; point < points.count; ++point) {
      let here = 0;
      for (let row = processes.start[point]; row < processes.start[point + 1]; ++row) {
        const hit = query.terms.every((term) => holds(term, point, row));
        expect(matches.rows[row]).toBe(hit ? 1 : 0);
        here += hit ? 1 : 0;
      }
      if (here > 0 && shared) expect(matches.whole[point]).toBe(1);
      if (matches.whole[point]) here = points.members[point];
      expect(matches.lit[point]).toBe(here > 0 ? 1 : 0);
      expectedPoints += here > 0 ? 1 : 0;
      expectedProcesses += here;
    }
    expect([matches.points, matches.processes]).toEqual([expectedPoints, expectedProcesses]);
  });
});
