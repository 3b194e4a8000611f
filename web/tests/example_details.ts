// A small map with random processes, for tests that need all of it.
import type { Atlas, Lens, Points } from '../src/data/atlas';
import type { Details } from '../src/data/details';
import { Features } from '../src/data/features';
import { Neighbours } from '../src/data/neighbours';
import { Processes, type ProcessColumns, type TextColumn } from '../src/data/processes';
import { PackedTexts } from '../src/data/texts';
import { runningSums } from '../src/data/running_sums';
import { withDecodedLines } from '../src/search/decoded_lines';
import { scanner } from '../src/search/scanner';
import { parseQuery, searchLanguage, type Query } from '../src/search/query';
import { findMatches, type Matches } from '../src/search/search';
import { randomNumbers } from './random';

/** @param whole per text 0, or its length before it was cut */
export function packed(values: string[], whole: number[] = values.map(() => 0)): PackedTexts {
  const bytes = values.map((value) => new TextEncoder().encode(value));
  return new PackedTexts(Uint8Array.from(bytes.flatMap((text) => [...text])), runningSums(bytes.map((text) => text.length)), whole);
}

export const texts = (...values: string[]): PackedTexts => packed(values);

export const imagesLens: Lens = {
  name: 'images',
  object: { one: 'process', many: 'processes' },
  feature: { one: 'image', many: 'images' },
  feature_label: 'last_path_part',
  objects_are_processes: true,
};

/** Objects are command lines, each of which several processes may have run. */
export const commandsLens: Lens = {
  name: 'commands',
  object: { one: 'command line', many: 'command lines' },
  feature: { one: 'token', many: 'tokens' },
  feature_label: 'whole',
  objects_are_processes: false,
};

/** Points that represent one process each. */
export function pointsAt(x: number[], y: number[]): Points {
  const count = x.length;
  return {
    count,
    x: Float32Array.from(x),
    y: Float32Array.from(y),
    multiplicity: new Uint32Array(count).fill(1),
    members: new Uint32Array(count).fill(1),
    cluster: new Int32Array(count),
    nearest: new Int32Array(count),
    strength: new Uint8Array(count),
    outlier: new Uint8Array(count),
    placed: new Uint8Array(count),
  };
}

export const words = ['alpha.exe', 'Beta.dll', 'gamma', 'ALPHABET', 'delta.ps1', 'bet'];

/** Rows with only the given values. */
export function processesOf(rows: number, given: Partial<ProcessColumns>): Processes {
  const none: TextColumn = { row: new Uint32Array(rows), texts: texts() };
  return new Processes({
    start: Uint32Array.of(0, rows),
    columns: { host: none, name: none, args: none, user: none, lineage: none, hashText: none },
    started: new Float64Array(rows).fill(NaN),
    lifetime: new Float64Array(rows).fill(NaN),
    exitCode: new Float64Array(rows).fill(NaN),
    osPid: new Float64Array(rows).fill(NaN),
    parent: new Int32Array(rows).fill(-1),
    state: new Uint8Array(rows),
    stateNames: [],
    flags: new Uint32Array(rows),
    flagNames: [],
    terms: new Map(),
    hashForm: new Uint8Array(rows).fill(2),
    hash: new Uint8Array(0),
    ...given,
  });
}

/** Features of each point, heaviest first, with descending weights. */
export function featuresOf(bags: number[][], count: number, weight = Array.from({ length: count }, (_, i) => 1 / (i + 1)), counts?: number[][]): Features {
  const start = new Uint32Array(bags.length + 1);
  bags.forEach((bag, point) => (start[point + 1] = start[point] + bag.length));
  const names = Array.from({ length: count }, (_, i) => words[i] ?? `image-${i}.dll`);
  return new Features(
    texts(...names),
    start,
    Uint32Array.from(bags.flat()),
    Uint32Array.from(bags, (bag) => bag.length),
    Float64Array.from(weight),
    counts && Uint32Array.from(counts.flat()),
  );
}

export interface Example {
  atlas: Atlas;
  points: Points;
  details: Details;
  rows: number;
}

export function exampleDetails(seed: number, pointCount = 40): Example {
  const random = randomNumbers(seed);
  const below = (most: number): number => Math.floor(most * random());
  const points = pointsAt(Array(pointCount).fill(0), Array(pointCount).fill(0));
  const start = new Uint32Array(pointCount + 1);
  for (let i = 0; i < pointCount; ++i) {
    points.multiplicity[i] = points.members[i] = 1 + below(5);
    points.cluster[i] = below(4) - 1;
    points.outlier[i] = below(256);
    points.placed[i] = i % 3 === 0 ? 1 : 0;
    // Some points keep fewer rows than they represent, as in a page that had to leave details out.
    start[i + 1] = start[i] + (i % 7 === 0 ? 1 : points.multiplicity[i]);
  }
  const rows = start[pointCount];
  const column = (): TextColumn => ({ row: Uint32Array.from({ length: rows }, () => below(words.length + 1)), texts: texts(...words) });
  const labelSets = ['odd parent', 'odd parent\n<b>', '<b>\nT1059\nodd parent'];
  const labels: TextColumn = { row: Uint32Array.from({ length: rows }, () => Math.max(0, below(labelSets.length + 3) - 2)), texts: texts(...labelSets) };
  const processes = processesOf(rows, {
    start,
    columns: { host: column(), name: column(), args: column(), user: column(), lineage: column(), hashText: column(), reasons: column(), rules: labels },
    started: Float64Array.from({ length: rows }, () => (random() < 0.1 ? NaN : 1_000 + below(1_000))),
    state: Uint8Array.from({ length: rows }, () => below(3)),
    stateNames: ['whole', 'no parent'],
    flags: Uint32Array.from({ length: rows }, () => below(4)),
    flagNames: ['self_parent', 'nameless'],
    hunted: {
      novelty: Float32Array.from({ length: rows }, () => (random() < 0.1 ? NaN : below(2_000))),
      finding: Uint32Array.from({ length: rows }, () => Math.max(0, below(9) - 5)),
    },
  });
  const bags = Array.from({ length: pointCount }, () => words.map((_, i) => i).filter(() => random() < 0.4));
  const details: Details = { processes, features: featuresOf(bags, words.length), neighbours: new Neighbours([], [], []) };
  const total = points.multiplicity.reduce((sum, m) => sum + m, 0);
  const atlas: Atlas = {
    lens: imagesLens,
    summary: { title: '', objects: total, processes: total, noise_processes: 0, version: '', left_out: [], notes: [], parameters: [] },
    outcome: { processes_detailed: rows, processes_counted: total - rows, features_left_out: 0, texts_cut: 0 },
    points,
    clusters: [0, 1, 2].map(() => ({ objects: 1, topic: [{ more: true, name: 'x.dll' }] })),
    labels: [],
    hunt: {
      compared_with: 'other hosts',
      findings_in_all: 4,
      labelled_processes: labels.row.filter((set) => set > 0).length,
      findings: [0, 1, 2].map((i) => ({ id: `f${i}`, novelty: 20 - i, known: i === 1, labelled: false, process_name: words[i], processes: 9, host_count: 2, reasons: [`${words[i]} is new`] })),
    },
  };
  return { atlas, points, details, rows };
}

export const parsed = (text: string): Query | undefined => parseQuery(text, searchLanguage(imagesLens));

/** The matches of a query when the page itself searches. */
export async function found(query: Query, points: Points, details: Details): Promise<Matches> {
  return findMatches(query, points, details, await withDecodedLines(scanner()).find(query, details, new AbortController().signal));
}
