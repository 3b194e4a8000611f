import { describe, expect, it } from 'vitest';
// @ts-expect-error the browser tests' example, plain JavaScript
import { huntData } from '../../tests/browser/hunt_data.mjs';
import { choicesOf, Colourer } from '../src/colour/colouring';
import { rampSteps } from '../src/colour/palettes';
import { noveltyOfPoints } from '../src/data/hunt';
import type { HuntPage } from '../src/hunt/data';
import { comparison, verdict } from '../src/hunt/overview';
import { chosenFindings, hostsOf, searchTexts, type Choice } from '../src/hunt/search';
import { labelTerm, termShares } from '../src/hunt/terms';
import { readLinks } from '../src/links';
import { exampleDetails } from './example_details';

const page = huntData({ known: 5, labelled: 12 }) as HuntPage;
const everything: Choice = { query: '', host: '', judged: 'all', labelled: 'all' };

describe('the terms of a finding', () => {
  it('add up to its novelty, labels left out', () => {
    for (const finding of page.findings) {
      const shares = termShares(finding);
      expect(shares.reduce((sum, { nats }) => sum + nats, 0)).toBeCloseTo(finding.novelty, 1);
      expect(shares.some(({ term }) => term === labelTerm)).toBe(false);
      expect(shares.filter(({ term }) => term === undefined).length).toBeLessThan(2);
    }
    expect(termShares({ ...page.findings[0], novelty: 3, reasons: [{ term: 'name', nats: 3, text: '' }] })).toEqual([{ term: 'name', nats: 3 }]);
  });
});

describe('the list of findings', () => {
  const { findings } = page;
  const searchText = searchTexts(findings);
  const chosen = (choice: Partial<Choice>): number[] => chosenFindings(findings, { ...everything, ...choice }, searchText);

  it('has everything at first, in its order', () => {
    expect(chosen({})).toEqual(findings.map((_, i) => i));
  });

  it('is split by judgement and by label', () => {
    for (const [all, one, other] of [[{}, { judged: 'new' }, { judged: 'known' }], [{}, { labelled: 'with' }, { labelled: 'without' }]] as Partial<Choice>[][]) {
      expect([...chosen(one), ...chosen(other)].sort((a, b) => a - b)).toEqual(chosen(all));
    }
    expect(chosen({ judged: 'known', labelled: 'with' })).toEqual([...findings.keys()].filter((i) => findings[i].known && findings[i].labelled));
  });

  it('finds words in names, reasons, hosts, users, arguments, hashes and ids', () => {
    const { id, reasons, hosts, examples } = findings[7];
    for (const query of [id, reasons[0].text, hosts[0].toLowerCase(), examples[0].user_name, examples[0].args, examples[0].pid_hash]) expect(chosen({ query })).toContain(7);
    expect(chosen({ query: 'nothing has this' })).toEqual([]);
  });

  it('keeps those on more hosts than it names, whichever host is chosen', () => {
    const two = [{ ...findings[0], hosts: ['a'], host_count: 1 }, { ...findings[1], hosts: ['b'], host_count: 30 }];
    const on = (host: string): number[] => chosenFindings(two, { ...everything, host }, searchTexts(two));
    expect([on('a'), on('b'), on('c')]).toEqual([[0, 1], [1], [1]]);
    expect(hostsOf(two)).toEqual([['a', 1], ['b', 1]]);
  });
});

describe('the sentence about a hunt', () => {
  it('names what was compared with what', () => {
    expect(comparison(page)).toBe('with other hosts');
    expect(comparison({ ...page, baseline: { processes: 1, hosts: 2, first_day: '2024-05-01', last_day: '2024-05-09' } })).toBe('with a baseline of 1 process on 2 hosts, 2024-05-01 to 2024-05-09');
  });

  it('says what is not listed', () => {
    expect(verdict(page)).not.toMatch(/processes\.parquet/);
    expect(verdict({ ...page, findings_in_all: 5000 })).toMatch(/lists the first 120; processes\.parquet has all/);
    expect(verdict({ ...page, findings_in_all: 5000, rules: 'with' })).toMatch(/120 of them, only those that a label names/);
    expect(verdict({ ...page, findings_in_all: 0, findings: [] })).toMatch(/None has anything surprising/);
  });
});

describe('links to other pages', () => {
  const root = (text: string): ParentNode => ({ querySelector: () => ({ textContent: text }) }) as unknown as ParentNode;

  it('lead only to pages in folders next to this one', () => {
    const good = [{ kind: 'map', name: 'images', href: '../images/map.html' }, { kind: 'hunt', name: 'hunt', href: '../hunt/hunt.html' }, { kind: 'map', name: 'a b', href: '../a%20b/map.html' }];
    const bad = ['javascript:x', 'https://h/map.html', '//h/x/map.html', '../../map.html', '../../x/map.html', '../x/y/map.html', '../x/other.html', '/x/map.html'].map((href) => ({ kind: 'map', name: 'x', href }));
    expect(readLinks(root(JSON.stringify([...good, ...bad, null, 3, { kind: 'x', name: 'x', href: '../x/map.html' }])))).toEqual(good);
    expect(readLinks(root('{}'))).toEqual([]);
  });
});

describe('novelty on the map', () => {
  const { atlas, details, points } = exampleDetails(31);
  const { processes } = details;
  const { novelty } = processes.hunted!;

  it('of a point is the highest among its processes', () => {
    const highest = noveltyOfPoints(processes.hunted!, processes.start);
    for (let point = 0; point < points.count; ++point) {
      const known = [...novelty.subarray(processes.start[point], processes.start[point + 1])].filter((value) => !Number.isNaN(value));
      expect(highest[point]).toBe(known.length === 0 ? NaN : Math.max(...known));
    }
  });

  it('colours points in its order, those without any apart', () => {
    const { index, legend } = new Colourer(atlas, details).colouring('novelty', 'dark', false);
    const highest = noveltyOfPoints(processes.hunted!, processes.start);
    for (let a = 0; a < points.count; ++a) {
      expect(index[a] === rampSteps).toBe(Number.isNaN(highest[a]));
      for (let b = 0; b < points.count; ++b) if (highest[a] < highest[b]) expect(index[a]).toBeLessThanOrEqual(index[b]);
    }
    expect(legend).toMatchObject({ kind: 'scale', ticks: ['0.0', expect.any(String), (Math.max(...[...highest].filter((value) => value >= 0)) / 100).toFixed(1)] });
  });

  it('is offered only where there was a hunt, and labels only where it had any', () => {
    const offered = (hunt: typeof atlas.hunt): string[] => choicesOf({ ...atlas, hunt }).map(({ by }) => by).filter((by) => by === 'novelty' || by === 'rule');
    expect(offered(atlas.hunt)).toEqual(['novelty', 'rule']);
    expect(offered({ ...atlas.hunt!, labelled_processes: 0 })).toEqual(['novelty']);
    expect(offered(undefined)).toEqual([]);
  });

  it('colours a point by the rarest label of its processes, however many have none, and counts processes', () => {
    const labels = Array.from({ length: processes.count }, (_, row) => processes.labelsOf(row));
    const having = (label: string): number => labels.filter((of) => of.includes(label)).length;
    const { index, legend } = new Colourer(atlas, details).colouring('rule', 'light', false);
    const categories = legend.kind === 'categories' ? legend.categories : [];
    const distinct = [...new Set(labels.flat())];
    expect(categories.map(({ label, processes: count }) => [label, count])).toEqual([
      ...distinct.sort((a, b) => having(b) - having(a)).map((label) => [label, having(label)]),
      ['no label', labels.filter((of) => of.length === 0).length],
    ]);
    for (let point = 0; point < atlas.points.count; ++point) {
      const here = labels.slice(processes.start[point], processes.start[point + 1]).flat().sort((a, b) => having(a) - having(b));
      expect(categories[index[point]].label).toBe(here[0] ?? 'no label');
    }
  });

  it('puts the processes of a finding together', () => {
    for (let finding = 0; finding < 3; ++finding) {
      expect([...processes.rowsOfFinding(finding)]).toEqual([...novelty.keys()].filter((row) => processes.hunted!.finding[row] === finding + 1));
    }
    expect(processes.rowsOfFinding(99)).toHaveLength(0);
  });
});
