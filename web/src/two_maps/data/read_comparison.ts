// Reads the blocks of the page (docs/compare.md).
import type { ArrowTable } from '../../data/arrow';
import type { Atlas } from '../../data/atlas';
import type { Details } from '../../data/details';
import { readAtlas, readDetails } from '../../data/tables';
import { jsonBlock, tablesInFile, wholeFile } from '../../data/this_file';
import { forBoth, mapNames, type Both } from './both';
import type { Comparison, ComparisonHeader } from './comparison';
import { Pairs } from './pairs';

const tables = forBoth((map) => tablesInFile(`${map}/`));

function pairsOf(table: ArrowTable, points: Both<number>): Pairs {
  const numbers = (name: string): Int32Array => table.numbers(name, 'i32');
  return new Pairs({ a: numbers('a'), b: numbers('b'), items: numbers('items'), agreement: numbers('agreement'), moved: numbers('moved') }, points);
}

/** What the first picture needs. */
export async function readComparison(): Promise<Comparison> {
  const header = await jsonBlock<ComparisonHeader>('compare');
  if (header.format !== 1) throw new Error(`this page cannot read comparisons of format ${header.format}`);
  const [a, b, pairs] = await Promise.all([readAtlas(tables.a), readAtlas(tables.b), tablesInFile().table('pairs')]);
  return { header, maps: { a, b }, pairs: pairsOf(pairs, { a: a.points.count, b: b.points.count }) };
}

/** The rest. */
export async function readBothDetails(maps: Both<Atlas>): Promise<Both<Details>> {
  await wholeFile();
  const [a, b] = await Promise.all(mapNames.map((map) => readDetails(tables[map], maps[map].points.count)));
  return { a, b };
}
