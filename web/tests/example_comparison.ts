// Two small random maps of partly the same processes, with the pairs of their points counted one process at a time.
import type { Atlas } from '../src/data/atlas';
import { Neighbours } from '../src/data/neighbours';
import type { Details } from '../src/data/details';
import type { Processes } from '../src/data/processes';
import { runningSums } from '../src/data/running_sums';
import { forBoth, type Both, type MapName } from '../src/two_maps/data/both';
import type { Comparison, ComparisonHeader } from '../src/two_maps/data/comparison';
import { joinRows, type JoinedRows } from '../src/two_maps/data/joined_rows';
import { Pairs } from '../src/two_maps/data/pairs';
import { commandsLens, featuresOf, imagesLens, pointsAt, processesOf, texts, words } from './example_details';
import { randomNumbers } from './random';

/** A process that is on one map or both, by its hash. */
export interface Item {
  hash: string;
  /** Its point on each map; −1 where it is missing. */
  at: Both<number>;
  /** Indexes in `words`; the same on both maps. */
  name: number;
  host: number;
}

export interface ExampleComparison {
  comparison: Comparison;
  details: Both<Details>;
  rows: JoinedRows;
  items: Item[];
  /** Per row of each map its item. */
  itemOf: Both<Item[]>;
}

/** Pairs from items, each agreement between −1 and 10,000. */
export function pairsOfItems(items: readonly Item[], points: Both<number>, agreementOf: (pair: number) => number): Pairs {
  const counts = new Map<number, number>();
  for (const { at } of items) if (at.a >= 0 && at.b >= 0) counts.set(at.a * points.b + at.b, (counts.get(at.a * points.b + at.b) ?? 0) + 1);
  const keys = [...counts.keys()].sort((x, y) => x - y);
  return new Pairs(
    {
      a: Int32Array.from(keys, (key) => Math.floor(key / points.b)),
      b: Int32Array.from(keys, (key) => key % points.b),
      items: Int32Array.from(keys, (key) => counts.get(key)!),
      agreement: Int32Array.from(keys, (_, pair) => agreementOf(pair)),
      moved: new Int32Array(keys.length),
    },
    points,
  );
}

function processesAt(map: MapName, points: number, items: readonly Item[]): { processes: Processes; itemOf: Item[] } {
  const itemOf = items.filter(({ at }) => at[map] >= 0).sort((x, y) => x.at[map] - y.at[map]);
  const sizes = new Uint32Array(points);
  for (const { at } of itemOf) ++sizes[at[map]];
  const column = (value: (item: Item) => number, ...values: string[]) => ({ row: Uint32Array.from(itemOf, value), texts: texts(...values) });
  const none = column(() => 0);
  // The texts of B are numbered differently, and its hashes are in capitals.
  const spelling = map === 'a' ? words : [...words].reverse();
  const numberOf = (word: number): number => spelling.indexOf(words[word]) + 1;
  const processes = processesOf(itemOf.length, {
    start: runningSums(sizes),
    columns: {
      host: column(({ host }) => numberOf(host), ...spelling),
      name: column(({ name }) => numberOf(name), ...spelling),
      args: none, user: none, lineage: none,
      hashText: column((item) => itemOf.indexOf(item) + 1, ...itemOf.map(({ hash }) => (map === 'a' ? hash : hash.toUpperCase()))),
    },
  });
  return { processes, itemOf };
}

const header = (items: readonly Item[]): ComparisonHeader => ({
  format: 1, title: '', matched_by: 'process', neighbours: 15, mean_agreement: 0.6149, disparity: 0.25,
  items: items.filter(({ at }) => at.a >= 0 && at.b >= 0).length,
  only_a: items.filter(({ at }) => at.b < 0).length,
  only_b: items.filter(({ at }) => at.a < 0).length,
  a: { folder: 'images', title: '', lens: 'images' },
  b: { folder: 'commands', title: '', lens: 'commands' },
});

export function exampleComparison(seed: number, count = 120): ExampleComparison {
  const random = randomNumbers(seed);
  const below = (most: number): number => Math.floor(most * random());
  const points = { a: 25, b: 18 };
  const items = Array.from({ length: count }, (_, i): Item => {
    const missing = below(6);
    return { hash: (i * 0x9e3779b1).toString(16).padStart(32, '0'), at: { a: missing === 0 ? -1 : below(points.a), b: missing === 1 ? -1 : below(points.b) }, name: below(words.length), host: below(3) };
  });
  const sides = forBoth((map) => processesAt(map, points[map], items));
  const maps = forBoth((map): Atlas => {
    const placed = pointsAt(Array.from({ length: points[map] }, random), Array.from({ length: points[map] }, random));
    const { start } = sides[map].processes;
    placed.cluster.forEach((_, point) => {
      placed.cluster[point] = below(4) - 1;
      placed.members[point] = placed.multiplicity[point] = start[point + 1] - start[point];
    });
    const total = sides[map].itemOf.length;
    return {
      lens: map === 'a' ? imagesLens : commandsLens, points: placed, labels: [],
      summary: { title: '', objects: total, processes: total, noise_processes: 0, version: '', left_out: [], notes: [], parameters: [] },
      outcome: { processes_detailed: total, processes_counted: 0, features_left_out: 0, texts_cut: 0 },
      clusters: [0, 1, 2].map((c) => ({ objects: 1, topic: [{ more: true, name: `${map}${c}.dll` }] })),
    };
  });
  const details = forBoth((map): Details => ({ processes: sides[map].processes, features: featuresOf(Array.from({ length: points[map] }, () => words.map((_, i) => i).filter(() => random() < 0.3)), words.length), neighbours: new Neighbours([], [], []) }));
  const pairs = pairsOfItems(items, points, () => below(10_501) - 500 < 0 ? -1 : below(10_001));
  const comparison: Comparison = { header: header(items), maps, pairs };
  return { comparison, details, rows: joinRows(comparison.header, details, pairs), items, itemOf: forBoth((map) => sides[map].itemOf) };
}

/** The points of a map that some items are at, ascending. */
export const pointsOf = (map: MapName, items: readonly Item[]): number[] => [...new Set(items.map(({ at }) => at[map]))].filter((point) => point >= 0).sort((x, y) => x - y);

