// What the page knows (docs/compare.md): how two maps agree, the pairs of their points, and the two maps themselves.
import { processNoun, type Atlas, type Noun, type Points } from '../../data/atlas';
import type { Both } from './both';
import type { Pairs } from './pairs';

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

/** What an item is called. */
export function itemNoun({ matched_by }: Pick<ComparisonHeader, 'matched_by'>, { lens }: Pick<Atlas, 'lens'>): Noun {
  return { process: processNoun, object: lens.object, bag: { one: 'bag', many: 'bags' } }[matched_by];
}

/** How many items a point of a map stands for, on the other map or not. */
export function itemsAt({ matched_by }: Pick<ComparisonHeader, 'matched_by'>, { members, multiplicity }: Points, point: number): number {
  return { process: members[point], object: multiplicity[point], bag: 1 }[matched_by];
}
