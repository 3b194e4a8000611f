// The rows of both maps, joined by the items that they stand for.
import type { Details } from '../../data/details';
import type { Processes } from '../../data/processes';
import { forBoth, type Both } from './both';
import type { ComparisonHeader } from './comparison';
import { itemsByHash, itemsByObject, pairsOfRows } from './items';
import type { Pairs } from './pairs';
import { linksByItem, linksByPoint, type RowLinks } from './passing';
import { sharedValues, type SharedValues } from './shared_values';

export const textKinds = ['name', 'host', 'user'] as const;
export type TextKind = (typeof textKinds)[number];

export interface JoinedRows {
  processes: Both<Processes>;
  links: RowLinks;
  /** Per row the pair that its item is at; −1 for none. */
  pairOf: Both<Int32Array>;
  values: Record<TextKind, SharedValues>;
}

export function joinRows({ matched_by: by }: Pick<ComparisonHeader, 'matched_by'>, details: Both<Details>, pairs: Pairs): JoinedRows {
  const processes = forBoth((map) => details[map].processes);
  const columns = (kind: TextKind): SharedValues => sharedValues(forBoth((map) => processes[map].columns[kind]));
  const values = { name: columns('name'), host: columns('host'), user: columns('user') };
  if (by === 'bag') return { processes, values, links: linksByPoint(pairs, processes), pairOf: largestPairs(processes, pairs) };
  const items = by === 'process' ? itemsByHash(processes) : itemsByObject(processes);
  return { processes, values, links: linksByItem(items), pairOf: pairsOfRows(items, processes, pairs) };
}

/** Per row the largest pair of its point. */
function largestPairs(processes: Both<Processes>, pairs: Pairs): Both<Int32Array> {
  return forBoth((map) => {
    const { start, pointOf } = processes[map];
    const ofPoint = Int32Array.from({ length: start.length - 1 }, (_, point) => pairs.largestOf({ map, point })[0] ?? -1);
    return Int32Array.from(pointOf, (point) => ofPoint[point]);
  });
}
