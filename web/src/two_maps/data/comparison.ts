// The data of the page (docs/compare.md): how two maps agree, the pairs of their points, and the two maps themselves.
import { processNoun, type Atlas, type Noun, type Points } from '../../data/atlas';
import type { ArrowTable } from '../../data/arrow';
import type { Details } from '../../data/details';
import { jsonBlock, tablesInFile, wholeFile } from '../../data/this_file';
import { readAtlas, readDetails } from '../../data/tables';
import { forBoth, mapNames, type Both, type MapName } from './both';
import { Pairs } from './pairs';

export interface ComparedMap {
  folder: string;
  title: string;
  lens: string;
}

export interface ComparisonHeader {
  format: number;
  title: string;
  /** What the items are that both maps have. */
  matched_by: 'process' | 'object' | 'bag';
  /** On both maps, and on one of them only. */
  items: number;
  only_a: number;
  only_b: number;
  /** The number of nearest neighbours that agreement compares. */
  neighbours: number;
  /** Over all items; null if none has neighbours to compare. */
  mean_agreement: number | null;
  /** Of Procrustes: 0 if the maps have the same shape, up to 1. */
  disparity: number;
  a: ComparedMap;
  b: ComparedMap;
}

export interface Comparison {
  header: ComparisonHeader;
  maps: Both<Atlas>;
  pairs: Pairs;
}

const tables = forBoth((map) => tablesInFile(`${map}/`));

export function pairsOf(table: ArrowTable, points: Both<number>): Pairs {
  const numbers = (name: string): Int32Array => table.numbers(name, 'i32');
  return new Pairs({ a: numbers('a'), b: numbers('b'), items: numbers('items'), agreement: numbers('agreement'), moved: numbers('moved') }, points);
}

/** What the first picture needs. */
export async function readComparison(): Promise<Comparison> {
  const header = await jsonBlock<ComparisonHeader>('compare');
  if (header.format !== 1) throw new Error(`this page cannot read comparisons of format ${header.format}`);
  const [a, b, pairs] = await Promise.all([...mapNames.map((map) => readAtlas(tables[map])), tablesInFile().table('pairs')] as const);
  const maps = { a, b } as Both<Atlas>;
  return { header, maps, pairs: pairsOf(pairs as ArrowTable, forBoth((map) => maps[map].points.count)) };
}

/** The rest. */
export async function readBothDetails(maps: Both<Atlas>): Promise<Both<Details>> {
  await wholeFile();
  const [a, b] = await Promise.all(mapNames.map((map) => readDetails(tables[map], maps[map].points.count)));
  return { a, b };
}

/** What an item is called. */
export function itemNoun({ matched_by }: Pick<ComparisonHeader, 'matched_by'>, { lens }: Pick<Atlas, 'lens'>): Noun {
  return { process: processNoun, object: lens.object, bag: { one: 'bag', many: 'bags' } }[matched_by];
}

/** How many items a point of a map stands for, on the other map or not. */
export function itemsAt({ matched_by }: Pick<ComparisonHeader, 'matched_by'>, { members, multiplicity }: Points, point: number): number {
  return { process: members[point], object: multiplicity[point], bag: 1 }[matched_by];
}

/** The items that only one of the maps has. */
export const onlyOn = (header: ComparisonHeader, map: MapName): number => (map === 'a' ? header.only_a : header.only_b);
