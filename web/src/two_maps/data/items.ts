// Which rows of the two maps stand for the same item.
import type { Processes } from '../../data/processes';
import { forBoth, mapNames, type Both } from './both';
import { HashNumbers } from './hash_numbers';
import type { Pairs } from './pairs';

/** Rows with the same number stand for the same item, on the same map or the other. */
export interface Items {
  count: number;
  of: Both<Uint32Array>;
}

/** Processes are the same if their pid_hash is, ignoring case; one without is only itself. */
export function itemsByHash(processes: Both<Processes>): Items {
  const numbers = new HashNumbers(processes.a.count + processes.b.count);
  const texts = new Map<string, number>();
  const words = new Uint32Array(4);
  let count = 0;
  const numberOf = (rows: Processes, row: number): number => {
    if (rows.hashWords(row, words)) {
      const number = numbers.numberOf(words, count);
      if (number === count) ++count;
      return number;
    }
    const text = rows.pidHash(row).toLowerCase();
    const known = text === '' ? undefined : texts.get(text);
    if (known !== undefined) return known;
    texts.set(text, count);
    return count++;
  };
  const of = forBoth((map) => Uint32Array.from({ length: processes[map].count }, (_, row) => numberOf(processes[map], row)));
  return { count, of };
}

/** Objects are the same if their names are; a row without a name is only itself. */
export function itemsByObject(processes: Both<Processes>): Items {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
  const ofTexts = forBoth((map) => {
    const texts = processes[map].columns.object?.texts;
    return Uint32Array.from({ length: texts?.count ?? 0 }, (_, i) => numberOf(texts!.at(i)));
  });
  let count = numbers.size;
  const of = forBoth((map) => {
    const column = processes[map].columns.object?.row;
    return Uint32Array.from({ length: processes[map].count }, (_, row) => (column && column[row] > 0 ? ofTexts[map][column[row] - 1] : count++));
  });
  return { count, of };
}

/** Per row of each map, the pair of points that its item is at; −1 for an item that the other map lacks. */
export function pairsOfRows({ count, of }: Items, processes: Both<Processes>, pairs: Pairs): Both<Int32Array> {
  const points = forBoth((map) => {
    const point = new Int32Array(count).fill(-1);
    const { pointOf } = processes[map];
    of[map].forEach((item, row) => (point[item] = pointOf[row]));
    return point;
  });
  const pair = new Int32Array(count).fill(-1);
  for (let item = 0; item < count; ++item) if (mapNames.every((map) => points[map][item] >= 0)) pair[item] = pairs.between(points.a[item], points.b[item]);
  return forBoth((map) => Int32Array.from(of[map], (item) => pair[item]));
}
