// The page of two maps: what is the same on both, what is lit, how clusters and colours relate.
import { describe, expect, it } from 'vitest';
import { agreementHistogram, agreementOfPoints } from '../src/two_maps/data/agreement';
import { forBoth, mapNames, otherMap, type MapName } from '../src/two_maps/data/both';
import { BothColourer } from '../src/two_maps/data/colouring';
import { itemNoun, itemsAt, type ComparisonHeader } from '../src/two_maps/data/comparison';
import { conditionOf, filterKinds, onlyThere, type Filters } from '../src/two_maps/data/filters';
import { commonClusters, flowsFrom, noCounterpart } from '../src/two_maps/data/flows';
import { HashNumbers } from '../src/two_maps/data/hash_numbers';
import { itemsByHash, itemsByObject } from '../src/two_maps/data/items';
import { joinRows } from '../src/two_maps/data/joined_rows';
import { mostMoved, movedNames, namesOfPair } from '../src/two_maps/data/moved';
import { litBy, onBoth, type Condition } from '../src/two_maps/data/passing';
import { changed, conditionOfSelection, selectionOf, selectionOfPairs } from '../src/two_maps/data/selection';
import { foundOnBoth, parseForBoth } from '../src/two_maps/data/search_both';
import { sharedValues } from '../src/two_maps/data/shared_values';
import { withDecodedLines } from '../src/search/decoded_lines';
import { scanner } from '../src/search/scanner';
import { likeness } from '../src/two_maps/view/likeness';
import { percent } from '../src/two_maps/view/percent';
import { exampleComparison, pointsOf, type ExampleComparison, type Item } from './example_comparison';
import { commandsLens, processesOf, texts, words } from './example_details';
import { randomNumbers } from './random';

const seeds = [1, 2, 3];
const marked = (marks: Uint8Array): number[] => Array.from(marks.keys()).filter((i) => marks[i] === 1);
const onBothMaps = ({ at }: Item): boolean => at.a >= 0 && at.b >= 0;

/** What is lit by conditions that each map fulfils by itself. */
function lit({ comparison, rows }: ExampleComparison, ...own: Condition[]) {
  const { pairs, maps } = comparison;
  return litBy(own.map((condition) => onBoth(condition, pairs, rows.links)), forBoth((map) => maps[map].points), rows.processes)!;
}

describe('pairs', () => {
  it.each(seeds)('are found by either point, the largest first, and by both (seed %i)', (seed) => {
    const { comparison: { pairs, maps }, items } = exampleComparison(seed);
    for (const map of mapNames) {
      for (let point = 0; point < maps[map].points.count; ++point) {
        const here = items.filter((item) => onBothMaps(item) && item.at[map] === point);
        const there = pointsOf(otherMap(map), here).map((other) => [other, here.filter(({ at }) => at[otherMap(map)] === other).length]);
        expect(Array.from(pairs.of(map, point), (pair) => [pairs.pointOn(otherMap(map), pair), pairs.columns.items[pair]]).sort((x, y) => x[0] - y[0])).toEqual(there);
        expect(Array.from(pairs.largestOf({ map, point }), (pair) => pairs.columns.items[pair])).toEqual(there.map(([, count]) => count).sort((x, y) => y - x));
      }
    }
    for (let a = 0; a < maps.a.points.count; ++a) {
      for (let b = 0; b < maps.b.points.count; ++b) {
        const pair = pairs.between(a, b);
        expect(pair >= 0 ? pairs.columns.items[pair] : 0).toBe(items.filter(({ at }) => at.a === a && at.b === b).length);
      }
    }
  });
});

describe('items', () => {
  it.each(seeds)('are the processes with the same hash, whatever its case (seed %i)', (seed) => {
    const { rows, itemOf } = exampleComparison(seed);
    const { of } = itemsByHash(rows.processes);
    const numberOf = new Map<Item, number>();
    for (const map of mapNames) {
      itemOf[map].forEach((item, row) => {
        expect(numberOf.get(item) ?? of[map][row]).toBe(of[map][row]);
        numberOf.set(item, of[map][row]);
      });
    }
    expect(new Set(numberOf.values()).size).toBe(numberOf.size);
  });

  it('hashes in numbers, in capitals and in mixed spelling are the same; other texts, too; missing ones never', () => {
    const bytes = Uint8Array.from({ length: 16 }, (_, i) => 16 * i + 10);
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    const side = (form: number[], ...hashTexts: string[]) => {
      const rows = form.length;
      const hashText = { row: Uint32Array.from(form, (f, i) => (f === 2 ? i - form.indexOf(2) + 1 : 0)), texts: texts(...hashTexts) };
      const none = { row: new Uint32Array(rows), texts: texts() };
      return processesOf(rows, { start: Uint32Array.of(0, rows), hashForm: Uint8Array.from(form), hash: bytes, columns: { host: none, name: none, args: none, user: none, lineage: none, hashText } });
    };
    const a = side([0, 2, 2], 'ID-7', '');
    const b = side([1, 2, 2, 2], 'id-7', '', hex.slice(0, 6).toUpperCase() + hex.slice(6));
    const { of } = itemsByHash({ a, b });
    expect(of.b[0]).toBe(of.a[0]);
    expect(of.b[3]).toBe(of.a[0]);
    expect(of.b[1]).toBe(of.a[1]);
    expect(new Set([...of.a, ...of.b]).size).toBe(4);
  });

  it('are the objects with the same name, if objects are matched; a row without one is only itself', () => {
    const side = (row: number[], ...names: string[]) => {
      const none = { row: new Uint32Array(row.length), texts: texts() };
      return processesOf(row.length, { columns: { host: none, name: none, args: none, user: none, lineage: none, hashText: none, object: { row: Uint32Array.from(row), texts: texts(...names) } } });
    };
    const { of } = itemsByObject({ a: side([1, 1, 2, 0], 'ws1 day 1', 'ws1 day 2'), b: side([2, 1, 0], 'ws1 day 2', 'ws1 day 1') });
    expect(of.b[0]).toBe(of.a[0]);
    expect(of.a[1]).toBe(of.a[0]);
    expect(of.b[1]).toBe(of.a[2]);
    expect(new Set([...of.a, ...of.b]).size).toBe(4);
  });

  it('hashes are numbered as by a map, with many that differ in one word only', () => {
    const random = randomNumbers(5);
    const numbers = new HashNumbers(4000);
    const known = new Map<string, number>();
    for (let i = 0; i < 4000; ++i) {
      const hash = new Uint32Array(4);
      hash[i % 4] = Math.floor(500 * random());
      const expected = known.get(hash.join()) ?? known.size;
      expect(numbers.numberOf(hash, known.size)).toBe(expected);
      known.set(hash.join(), expected);
    }
  });

  it.each(seeds)('lead rows to their pair of points (seed %i)', (seed) => {
    const { comparison: { pairs }, rows, itemOf } = exampleComparison(seed);
    for (const map of mapNames) itemOf[map].forEach((item, row) => expect(rows.pairOf[map][row]).toBe(onBothMaps(item) ? pairs.between(item.at.a, item.at.b) : -1));
  });
});

describe('what is lit', () => {
  it.each(seeds)('what passes on either map passes on both (seed %i)', (seed) => {
    const example = exampleComparison(seed);
    const { itemOf, items, rows } = example;
    const random = randomNumbers(seed + 50);
    const own = forBoth((map) => ({ rows: Uint8Array.from(itemOf[map], () => Number(random() < 0.2)), points: new Uint8Array(example.comparison.maps[map].points.count) }));
    const passing = new Set(mapNames.flatMap((map) => itemOf[map].filter((_, row) => own[map].rows[row] === 1)));
    const found = lit(example, own);
    for (const map of mapNames) {
      expect(marked(found[map].lit)).toEqual(pointsOf(map, [...passing]));
      expect(found[map].processes).toBe(items.filter((item) => passing.has(item) && item.at[map] >= 0).length);
    }
    expect(marked(rows.links('a', own.a.rows))).toEqual([...itemOf.b.keys()].filter((row) => itemOf.a.some((item, at) => own.a.rows[at] === 1 && item === itemOf.b[row])));
  });

  it.each(seeds)('several conditions must hold for the same process, not only at the same point (seed %i)', (seed) => {
    const example = exampleComparison(seed);
    const { comparison, rows, items } = example;
    const filters: Filters = { name: { values: [rows.values.name.texts.indexOf(words[2]) + 1], except: false }, host: { values: [rows.values.host.texts.indexOf(words[1]) + 1], except: true }, a: { values: [0, 2], except: false } };
    const conditions = filterKinds.map((kind) => conditionOf(kind, filters, comparison, rows)).filter((condition) => condition !== undefined);
    expect(conditions.length).toBe(3);
    const found = lit(example, ...conditions);
    // The cluster of A is known only of what is on A.
    const passing = items.filter(({ name, host, at }) => name === 2 && host !== 1 && at.a >= 0 && [-1, 1].includes(comparison.maps.a.points.cluster[at.a]));
    for (const map of mapNames) expect(marked(found[map].lit)).toEqual(pointsOf(map, passing));
  });

  it.each(seeds)('a filter by agreement keeps the processes of its bin; another what only the other map has (seed %i)', (seed) => {
    const example = exampleComparison(seed);
    const { comparison, rows, items } = example;
    const { pairs } = comparison;
    const inBin = (item: Item, bin: number): boolean => {
      const agreement = onBothMaps(item) ? pairs.columns.agreement[pairs.between(item.at.a, item.at.b)] : -1;
      return agreement >= 0 && Math.min(9, Math.floor(agreement / 1000)) === bin;
    };
    const found = lit(example, conditionOf('agreement', { agreement: 4 }, comparison, rows)!);
    for (const map of mapNames) expect(marked(found[map].lit)).toEqual(pointsOf(map, items.filter((item) => inBin(item, 4))));
    const alone = lit(example, conditionOf('a', { a: { values: [onlyThere(comparison, 'a')], except: false } }, comparison, rows)!);
    const shared = new Set(items.filter(onBothMaps).map(({ at }) => at.b));
    expect(alone.a.points).toBe(0);
    expect(marked(alone.b.lit)).toEqual(pointsOf('b', items.filter(({ at }) => at.b >= 0 && !shared.has(at.b))));
  });

  it.each(seeds)('a selection on one map lights what it is on the other; of pairs, only their processes (seed %i)', (seed) => {
    const example = exampleComparison(seed);
    const { comparison, rows, items } = example;
    for (const map of mapNames) {
      const found = lit(example, conditionOfSelection(selectionOf(map, [1, 5, 6], ''), comparison, rows));
      const selected = items.filter(({ at }) => [1, 5, 6].includes(at[map]));
      for (const each of mapNames) expect(marked(found[each].lit)).toEqual(pointsOf(each, selected));
    }
    const chosen = [0, 3, 4];
    const found = lit(example, conditionOfSelection(selectionOfPairs(chosen, '', comparison), comparison, rows));
    expect(found.a.processes).toBe(chosen.reduce((sum, pair) => sum + comparison.pairs.columns.items[pair], 0));
    expect(found.b.processes).toBe(found.a.processes);
  });

  it.each(seeds)('a search combines what is found on either map, term by term (seed %i)', async (seed) => {
    const example = exampleComparison(seed);
    const { comparison, details, rows, items } = example;
    const has = (map: MapName, item: Item, word: string): boolean => item.at[map] >= 0 && details[map].features.namesOf(item.at[map]).some((name) => name.toLowerCase().includes(word));
    const cases: [query: string, passes: (item: Item) => boolean][] = [
      ['image:gamma', (item) => has('a', item, 'gamma')],
      ['token:gamma', (item) => has('b', item, 'gamma')],
      ['image:gamma token:beta', (item) => has('a', item, 'gamma') && has('b', item, 'beta')],
      ['image:gamma OR token:beta', (item) => has('a', item, 'gamma') || has('b', item, 'beta')],
      ['feature:gamma', (item) => has('a', item, 'gamma') || has('b', item, 'gamma')],
      ['NOT feature:gamma', (item) => !has('a', item, 'gamma') && !has('b', item, 'gamma')],
      ['name:beta -token:delta', (item) => words[item.name] === 'Beta.dll' && !has('b', item, 'delta')],
    ];
    for (const [text, passes] of cases) {
      const queries = parseForBoth(text, comparison)!;
      expect(mapNames.map((map) => queries[map].problem)).toEqual([undefined, undefined]);
      const [a, b] = await Promise.all(mapNames.map((map) => withDecodedLines(scanner()).find(queries[map], details[map], new AbortController().signal)));
      const found = litBy([foundOnBoth(queries, { a, b }, comparison, details, rows.links)], forBoth((map) => comparison.maps[map].points), rows.processes)!;
      for (const map of mapNames) {
        expect(marked(found[map].lit), text).toEqual(pointsOf(map, items.filter(passes)));
        expect(found[map].processes, text).toBe(items.filter((item) => passes(item) && item.at[map] >= 0).length);
      }
    }
    expect(parseForBoth('imag:gamma', comparison)!.a.problem).toContain('image:');
    expect(parseForBoth('  ', comparison)).toBeUndefined();
  });

  it('before details are read, a selection lights points and those that share a process with them', () => {
    const { comparison, items } = exampleComparison(4);
    const { maps, pairs } = comparison;
    const found = litBy([onBoth(conditionOfSelection(selectionOf('b', [2, 3], ''), comparison, undefined), pairs, undefined)], forBoth((map) => maps[map].points), undefined)!;
    expect(marked(found.a.lit)).toEqual(pointsOf('a', items.filter(({ at }) => at.a >= 0 && [2, 3].includes(at.b))));
  });

  it('bags that are matched light all processes of their points', () => {
    const { comparison, details, items } = exampleComparison(6);
    const rows = joinRows({ matched_by: 'bag' }, details, comparison.pairs);
    const here = Uint8Array.from(rows.processes.a.pointOf, (point) => Number(point === 3));
    const there = pointsOf('b', items.filter(({ at }) => at.a === 3));
    expect(marked(rows.links('a', here))).toEqual([...rows.processes.b.pointOf.keys()].filter((row) => there.includes(rows.processes.b.pointOf[row])));
  });

  it('nothing is set aside without conditions', () => {
    const { comparison: { maps }, rows } = exampleComparison(1);
    expect(litBy([], forBoth((map) => maps[map].points), rows.processes)).toBeUndefined();
  });

  it('selections grow and shrink by points of either map', () => {
    const first = changed(undefined, 'a', [1, 2], 'Box', 'replace');
    const both = changed(first, 'b', [7], 'Lasso', 'add');
    expect([...both!.points.a, ...both!.points.b]).toEqual([1, 2, 7]);
    expect(both!.name).toBe('Box …');
    const less = changed(both, 'a', [1, 2], 'Box', 'remove');
    expect([...less!.points.a]).toEqual([]);
    expect(changed(less, 'b', [7], 'Box', 'remove')).toBeUndefined();
    expect(changed(undefined, 'a', [], 'Box', 'replace')).toBeUndefined();
  });
});

describe('clusters', () => {
  it.each(seeds)('their processes are counted by cluster of the other map (seed %i)', (seed) => {
    const { comparison, items } = exampleComparison(seed);
    const { maps, pairs, header } = comparison;
    for (const from of mapNames) {
      const flows = flowsFrom(from, maps, pairs, (point) => itemsAt(header, maps[from].points, point));
      const clusterOn = (map: MapName, { at }: Item): number => maps[map].points.cluster[at[map]];
      for (const { cluster, items: all, parts, missing } of flows) {
        const inside = items.filter((item) => item.at[from] >= 0 && clusterOn(from, item) === cluster);
        expect(all).toBe(inside.length);
        expect(missing).toBe(inside.filter((item) => !onBothMaps(item)).length);
        for (const part of parts) expect(part.items).toBe(inside.filter((item) => onBothMaps(item) && clusterOn(otherMap(from), item) === part.cluster).length);
        expect(parts.reduce((sum, part) => sum + part.items, missing)).toBe(all);
        expect(parts.map((part) => part.items)).toEqual(parts.map((part) => part.items).sort((x, y) => y - x));
      }
      expect(flows.reduce((sum, flow) => sum + flow.items, 0)).toBe(items.filter(({ at }) => at[from] >= 0).length);
      expect(flows.at(-1)!.cluster).toBe(-1);
    }
  });

  it.each(seeds)('a point has the cluster of the other map that most of it is in (seed %i)', (seed) => {
    const { comparison: { maps, pairs }, items } = exampleComparison(seed, 60);
    for (const map of mapNames) {
      const there = maps[otherMap(map)].points.cluster;
      const common = commonClusters(map, maps[map].points.count, pairs, there);
      common.forEach((cluster, point) => {
        const here = items.filter((item) => onBothMaps(item) && item.at[map] === point).map(({ at }) => there[at[otherMap(map)]]);
        const times = (wanted: number): number => here.filter((value) => value === wanted).length;
        if (here.length === 0) return expect(cluster).toBe(noCounterpart);
        for (const other of [-1, 0, 1, 2]) expect(times(cluster) > times(other) || (times(cluster) === times(other) && cluster <= other)).toBe(true);
      });
    }
  });
});

describe('what moved', () => {
  it.each(seeds)('the lowest agreement comes first, then the most processes; none without a value (seed %i)', (seed) => {
    const { comparison: { pairs } } = exampleComparison(seed);
    const order = mostMoved(pairs);
    const { agreement, items } = pairs.columns;
    expect(order.length).toBe(agreement.filter((value) => value >= 0).length);
    for (let i = 1; i < order.length; ++i) expect(agreement[order[i - 1]] < agreement[order[i]] || (agreement[order[i - 1]] === agreement[order[i]] && items[order[i - 1]] >= items[order[i]])).toBe(true);
  });

  it.each(seeds)('names have the mean of their processes, and pairs the names of theirs (seed %i)', (seed) => {
    const { comparison: { pairs }, rows, items } = exampleComparison(seed);
    const agreementOf = (item: Item): number => pairs.agreement(pairs.between(item.at.a, item.at.b));
    const moved = movedNames(rows.processes.a, rows.pairOf.a, pairs);
    for (const { name, processes, agreement } of moved) {
      const own = items.filter((item) => onBothMaps(item) && item.name === name - 1 && !Number.isNaN(agreementOf(item)));
      expect(processes).toBe(own.length);
      expect(agreement).toBeCloseTo(own.reduce((sum, item) => sum + agreementOf(item), 0) / own.length, 12);
    }
    expect(moved.map(({ agreement }) => agreement)).toEqual(moved.map(({ agreement }) => agreement).sort((x, y) => x - y));
    for (let pair = 0; pair < pairs.count; ++pair) {
      const own = items.filter(({ at }) => at.a === pairs.pointOn('a', pair) && at.b === pairs.pointOn('b', pair));
      const names = namesOfPair(rows.processes.a, 'a', pair, pairs, rows.pairOf.a);
      expect(names.reduce((sum, [, count]) => sum + count, 0)).toBe(own.length);
      for (const [name, count] of names) expect(own.filter((item) => item.name === name - 1).length).toBe(count);
    }
  });

  it.each(seeds)('agreement is averaged over the processes of a point, and counted by tenths (seed %i)', (seed) => {
    const { comparison: { pairs, maps }, items } = exampleComparison(seed);
    const agreementOf = (item: Item): number => pairs.agreement(pairs.between(item.at.a, item.at.b));
    const known = items.filter((item) => onBothMaps(item) && !Number.isNaN(agreementOf(item)));
    const ofPoints = agreementOfPoints(pairs, forBoth((map) => maps[map].points.count));
    for (const map of mapNames) {
      ofPoints[map].forEach((value, point) => {
        const here = known.filter(({ at }) => at[map] === point);
        if (here.length === 0) expect(value).toBeNaN();
        else expect(value).toBeCloseTo(here.reduce((sum, item) => sum + agreementOf(item), 0) / here.length, 6);
      });
    }
    const bins = agreementHistogram(pairs, 10);
    for (let bin = 0; bin < 10; ++bin) expect(bins[bin]).toBe(known.filter((item) => Math.min(9, Math.floor(10 * agreementOf(item) + 1e-9)) === bin).length);
  });
});

describe('colours', () => {
  it('a value has one colour on both maps, although each numbers its texts in its own way', () => {
    const { comparison, rows, items } = exampleComparison(2);
    const { of, legend } = new BothColourer(comparison).colours('host', 'dark', false, rows);
    const listed = legend.kind === 'categories' ? legend.categories : [];
    for (const map of mapNames) {
      of[map].index.forEach((kind, point) => {
        const here = items.filter(({ at }) => at[map] === point);
        if (here.length === 0 || here.some(({ host }) => host !== here[0].host)) return;
        expect(listed[kind].label).toBe(words[here[0].host]);
        expect(of[map].colours[kind]).toEqual(listed[kind].colour);
      });
    }
    const { of: values } = sharedValues(forBoth((map) => rows.processes[map].columns.host));
    expect(new Set(values.a)).toEqual(new Set(values.b));
  });

  it.each(mapNames)('by cluster of %s, its legend counts all processes of both maps', (by) => {
    const { comparison, rows } = exampleComparison(3);
    const { of, legend } = new BothColourer(comparison).colours(by, 'light', true, rows);
    const listed = legend.kind === 'categories' ? legend.categories : [];
    for (const map of mapNames) {
      expect(listed.reduce((sum, { processes }) => sum + processes[map], 0)).toBe(rows.processes[map].count);
      expect(of[map].index.every((kind) => kind < of[map].colours.length)).toBe(true);
    }
    const { cluster } = comparison.maps[by].points;
    of[by].index.forEach((kind, point) => expect(listed[kind].cluster).toBe(cluster[point]));
  });

  it('by agreement, what has other neighbours stands out, and what has none to compare is neutral', () => {
    const { comparison, rows } = exampleComparison(1);
    const { of } = new BothColourer(comparison).colours('agreement', 'dark', false, rows);
    const agreement = agreementOfPoints(comparison.pairs, forBoth((map) => comparison.maps[map].points.count));
    for (const map of mapNames) {
      const known = [...agreement[map].keys()].filter((point) => !Number.isNaN(agreement[map][point])).sort((x, y) => agreement[map][y] - agreement[map][x]);
      for (let i = 1; i < known.length; ++i) expect(of[map].index[known[i]]).toBeGreaterThanOrEqual(of[map].index[known[i - 1]]);
      agreement[map].forEach((value, point) => Number.isNaN(value) && expect(of[map].index[point]).toBe(of[map].faint));
    }
  });
});

describe('words', () => {
  it('say how alike the maps are, never by a bare number', () => {
    const { comparison } = exampleComparison(1);
    const { only_a: a, only_b: b, items } = comparison.header;
    expect(likeness(comparison)).toEqual([
      'Of a process’s 15 nearest neighbours on A, 61% are among its nearest on B.',
      `${items} processes are on both maps; ${a} only on A, ${b} only on B.`,
      expect.stringContaining('25%'),
    ]);
  });

  it('name what was matched', () => {
    const header = (matched_by: ComparisonHeader['matched_by']) => ({ matched_by });
    expect(itemNoun(header('process'), { lens: commandsLens }).many).toBe('processes');
    expect(itemNoun(header('object'), { lens: commandsLens }).many).toBe('command lines');
    expect(itemNoun(header('bag'), { lens: commandsLens }).one).toBe('bag');
  });

  it('shares are never rounded to all or nothing', () => {
    expect([0, 0.001, 0.5, 0.999, 1].map(percent)).toEqual(['0%', '<1%', '50%', '>99%', '100%']);
  });
});
