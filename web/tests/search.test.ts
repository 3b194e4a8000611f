import { describe, expect, it } from 'vitest';
import { withDecodedLines } from '../src/search/decoded_lines';
import { scanner } from '../src/search/scanner';
import type { Condition, Term } from '../src/search/query';
import { exampleDetails, found, parsed } from './example_details';

/** A condition in words, to compare with. */
function inWords(condition: Condition): string {
  if ('not' in condition) return `not ${inWords(condition.not)}`;
  if ('all' in condition) return `(${condition.all.map(inWords).join(' and ')})`;
  if ('any' in condition) return `(${condition.any.map(inWords).join(' or ')})`;
  const { fields, needle, pattern, range } = condition.term;
  const where = fields.length > 1 ? '' : `${fields[0]}:`;
  return where + (range ? `${range.from}..${range.to}` : pattern ? `/${pattern.source}/` : needle);
}

const words = (text: string): string => {
  const query = parsed(text);
  return query === undefined ? '' : (query.problem ?? inWords(query.condition));
};

describe('parseQuery', () => {
  it.each([
    ['  Net View ', '(net and view)'],
    ['"Net  View"', 'net  view'],
    ['image: NTDLL', 'feature:ntdll'],
    ['HOST:ws-1', 'host:ws-1'],
    ['net view host:"ws 1" -name:conhost user:x', '(net and view and host:ws 1 and not name:conhost and user:x)'],
    ['a OR b c OR d', '(a or (b and c) or d)'],
    ['(a OR b) c', '((a or b) and c)'],
    ['NOT a NOT (b c)', '(not a and not (b and c))'],
    ['a or not b', '(a and or and not and b)'],
    ['"OR" a', '(or and a)'],
    ['OR', ''],
    ['a OR', 'a'],
    ['NOT', ''],
    ['NOT OR a', 'a'],
    ['(a', '(a'],
    ['()', ''],
    ['a)', 'a)'],
    ['f(x) (g(y) OR z)', '(f(x) and (g(y) or z))'],
    ['"net view', '("net and view)'],
    ['say "hi"there', '(say and "hi"there)'],
    ['name:"a" b', '(name:a and b)'],
    ['', ''],
    ['name:  ', ''],
    ['name: host: ', ''],
  ])('reads “%s”', (text, expected) => {
    expect(words(text)).toBe(expected);
  });

  it.each([
    ['/enc(oded)?/', '/enc(oded)?/'],
    ['args:/^-k x/ host:y', '(args:/^-k x/ and host:y)'],
    ['args:/a\\/b/', 'args:/a\\/b/'],
    ['(/a b/ OR c)', '(/a b/ or c)'],
    ['/ua /installsource scheduler', '(/ua and /installsource and scheduler)'],
    ['c:\\a\\', 'c:\\a\\'],
    ['//', '//'],
  ])('takes what stands between slashes for a regular expression: “%s”', (text, expected) => {
    expect(words(text)).toBe(expected);
  });

  it.each([
    ['novelty>5', `novelty:${5 + 5e-9}..Infinity`],
    ['novelty>=5', 'novelty:5..Infinity'],
    ['outlier:0.5..0.75', 'outlier:0.5..0.75'],
    ['novelty:..3', 'novelty:-Infinity..3'],
    ['pid:53', 'osPid:53..53'],
    ['hash:53', 'pid:53'],
    ['pid:53a', 'pid:53a'],
    ['pid:12345678', 'pid:12345678'],
    ['started:2024-03-05', `started:${Date.UTC(2024, 2, 5)}..${Date.UTC(2024, 2, 6) - 1}`],
    ['started:2024-03-05..', `started:${Date.UTC(2024, 2, 5)}..Infinity`],
    ['started:"2024-03-05 08:30"', `started:${Date.UTC(2024, 2, 5, 8, 30)}..${Date.UTC(2024, 2, 5, 8, 31) - 1}`],
    ['started<2024-03-05T08', `started:-Infinity..${Date.UTC(2024, 2, 5, 8) - 1}`],
    ['started:2024-03-05..2024-03-07', `started:${Date.UTC(2024, 2, 5)}..${Date.UTC(2024, 2, 8) - 1}`],
  ])('compares numbers and times: “%s”', (text, expected) => {
    expect(words(text)).toBe(expected);
  });

  it.each([
    ['name:/(/', /^Not a regular expression: missing closing \): `\(`$/],
    ['name:/(?=x)/', /^Not a regular expression: invalid or unsupported Perl syntax/],
    ['novelty:high', /^novelty takes a number: novelty>5/],
    ['started:yesterday', /^started: takes days or times, such as 2024-03-05/],
    ['started:..', /takes days/],
    ['name>x', /^name is a text and cannot be compared: write name:x/],
    ['usr:x', /^There is no field “usr:”. Did you mean user:\?/],
    ['linage:x', /Did you mean lineage:/],
  ])('says what is wrong with “%s”', (text, problem) => {
    expect(parsed(text)?.problem).toMatch(problem);
  });

  it('does not take a drive, an address, an option or a property of objects for a field', () => {
    for (const text of ['c:\\windows', 'http://x', 'constructor:x', '__proto__:x', '-k', 'myname:x', 'a>b', '-nop:', '"usr:x"']) {
      expect(words(text), text).toBe(text.replaceAll('"', ''));
    }
  });

  it('takes a hostile text of any form in little time', () => {
    for (const text of ['('.repeat(3000), ')'.repeat(3000), '"'.repeat(3000), '/'.repeat(3000), 'NOT '.repeat(3000), '-name:'.repeat(500), '(a OR '.repeat(1000) + ')'.repeat(1000)]) expect(() => parsed(text)).not.toThrow();
  });
});

describe('scanner', () => {
  it('gives the browser its turn, and stops when its answer is no longer wanted', async () => {
    const { details } = exampleDetails(5);
    const many = 40_000;
    details.processes.columns.args.texts = { count: many, at: (i) => `powershell -enc ${'QUJD'.repeat(40)}${i}`, whole: [] };
    const query = parsed('args:/enc\\s+([A-Za-z0-9+\\/]+=*)*$/')!;
    const stop = new AbortController();
    let turns = 0;
    const timer = setInterval(() => ++turns === 2 && stop.abort(), 1);
    await expect(scanner().find(query, details, stop.signal)).rejects.toThrow(/abort/i);
    clearInterval(timer);
    expect(turns).toBe(2);
  });

  it('takes an expression that would take others for ever', async () => {
    const { details } = exampleDetails(5);
    details.processes.columns.args.texts = { count: 1, at: () => `enc ${'A'.repeat(60_000)}!`, whole: [] };
    const hits = await scanner().find(parsed('args:/enc\\s+([A-Za-z0-9+\\/]+=*)*$/')!, details, new AbortController().signal);
    expect(hits(parsed('args:x')!.terms[0], 'args')).toHaveLength(1);
  });
});

describe('withDecodedLines', () => {
  const { points, details } = exampleDetails(5);
  const hidden = Buffer.from('IEX (New-Object Net.WebClient).DownloadString("x")', 'utf16le').toString('base64');
  const lines = ['-nop -w hidden', `-nop -enc ${hidden}`, '/c d^own^loadstring', `downloadstring -e ${hidden}`];
  details.processes.columns.args = { row: details.processes.columns.args.row.map((_, r) => r % 5), texts: { count: lines.length, at: (i) => lines[i], whole: [] } };
  const linesFor = async (text: string): Promise<number[]> => {
    const { rows } = await found(parsed(text)!, points, details);
    const at = details.processes.columns.args.row;
    return [...new Set(Array.from(rows.keys()).filter((r) => rows[r]).map((r) => at[r] - 1))].sort();
  };

  it('finds a line by what it hides, in any field, in command lines and in what is decoded alone', async () => {
    expect(await linesFor('"(new-object net.webclient).downloadstring"')).toEqual([1, 3]);
    expect(await linesFor('args:downloadstring')).toEqual([1, 2, 3]);
    expect(await linesFor('decoded:downloadstring')).toEqual([1, 2, 3]);
    expect(await linesFor('decoded:/^iex.*\\("x"\\)$/')).toEqual([1, 3]);
    expect(await linesFor('decoded:hidden')).toEqual([]);
    expect(await linesFor('decoded:nop')).toEqual([]);
    expect(await linesFor('args:nop -decoded:iex')).toEqual([0]);
  });

  it('leaves what another finder found as it is', async () => {
    expect(await linesFor('args:-nop')).toEqual([0, 1]);
  });

  it('stops when its answer is no longer wanted', async () => {
    await expect(withDecodedLines(scanner()).find(parsed('decoded:x')!, details, AbortSignal.abort(new Error('no longer wanted')))).rejects.toThrow(/wanted/);
  });
});

describe('findMatches', () => {
  const { points, details } = exampleDetails(11);
  const { processes, features } = details;

  /** The names of a process's ancestors, by records, then by its own lineage. */
  function ancestors(row: number, most: number): string[] {
    const found: string[] = [];
    const seen = new Set([row]);
    for (let at = processes.parent[row]; at >= 0 && found.length < most; at = processes.parent[at]) {
      found.push(processes.process(at).name ?? '');
      if (seen.has(at)) break;
      seen.add(at);
    }
    return found;
  }
  const recorded = (row: number): string[] => (processes.process(row).lineage ?? '').replace(/^=/, '').split('->').slice(1);

  /** Whether a process matches a term, the slow way. */
  function holds(term: Term, point: number, row: number): boolean {
    const p = processes.process(row);
    const ofAncestors = new Set<string>();
    for (let at = row, steps = 0; at >= 0 && steps < processes.count; at = processes.parent[at], ++steps) recorded(at).forEach((name) => ofAncestors.add(name));
    const texts: Record<string, (string | undefined)[]> = {
      name: [p.name], args: [p.args], host: [p.host], user: [p.user], lineage: [p.lineage], pid: [p.pidHash], state: [p.state],
      flag: [...p.flags, ...p.flags.map((flag) => flag.replaceAll('_', ' '))],
      parent: processes.parent[row] >= 0 ? ancestors(row, 1) : recorded(row).slice(0, 1),
      ancestor: [...ancestors(row, Infinity), ...ofAncestors],
      child: Array.from({ length: processes.count }, (_, r) => r).filter((r) => processes.parent[r] === row).map((r) => processes.process(r).name),
      object: [], cluster: [], started: [], novelty: [], outlier: [], osPid: [],
      feature: features.namesOf(point),
    };
    const matches = (value: string): boolean => (term.pattern ? term.pattern.test(value) : value.toLowerCase().includes(term.needle));
    const cluster = term.fields.includes('cluster') && (term.needle === 'noise' ? -1 : Number(term.needle)) === points.cluster[point];
    const numbers: Record<string, number> = { started: p.started ?? NaN, novelty: (processes.hunted?.novelty[row] ?? NaN) / 100, outlier: points.outlier[point] / 255, osPid: p.osPid ?? NaN };
    const within = term.range !== undefined && term.fields.some((field) => numbers[field] >= term.range!.from && numbers[field] <= term.range!.to);
    return cluster || within || term.fields.some((field) => texts[field].some((value) => value !== undefined && matches(value)));
  }

  function satisfies(condition: Condition, point: number, row: number): boolean {
    if ('term' in condition) return holds(condition.term, point, row);
    if ('not' in condition) return !satisfies(condition.not, point, row);
    return 'all' in condition ? condition.all.every((part) => satisfies(part, point, row)) : condition.any.some((part) => satisfies(part, point, row));
  }

  const queries = [
    'bet', 'alpha', '.exe', 'name:bet', 'image:beta', 'host:delta', 'pid:gamma', 'nowhere', '/^(alpha|bet)/', 'args:/t$/', '-image:gamma', '-name:bet',
    'name:bet host:alpha', 'bet -user:gamma', 'cluster:1', 'cluster:noise', '-cluster:2 image:bet', 'state:no', 'flag:self parent', '-flag:nameless state:whole',
    'bet OR host:alpha', 'NOT bet', 'NOT (image:gamma OR cluster:1)', '(bet OR alpha) (host:delta OR -user:gamma)', 'parent:bet', '-parent:alpha', 'ancestor:gamma', 'child:bet', 'novelty>5', 'novelty:1..9 bet', 'outlier<0.4', 'pid:7', 'started>=2024-01-01', 'ancestor:/^(alpha|bet)/ -child:alpha', 'nowhere OR image:beta',
  ];
  it.each(queries)('finds “%s” as trying every row does', async (text) => {
    const query = parsed(text)!;
    const matches = await found(query, points, details);
    const shared = query.terms.every((term) => term.fields.every((field) => field === 'feature' || field === 'cluster'));
    let [expectedPoints, expectedProcesses] = [0, 0];
    for (let point = 0; point < points.count; ++point) {
      let here = 0;
      for (let row = processes.start[point]; row < processes.start[point + 1]; ++row) {
        const hit = satisfies(query.condition, point, row);
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
