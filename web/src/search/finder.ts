// Finding texts, apart from what follows from it: the page does it itself, or a server does.
import type { Details } from '../data/details';
import type { Query, SearchField, Term } from './query';

/** Fields whose values are texts; the others are few words, which the page knows. */
export const textFields = ['object', 'name', 'args', 'feature', 'host', 'user', 'lineage', 'pid'] as const satisfies SearchField[];
export type SearchedText = (typeof textFields)[number];

export const isText = (field: SearchField): field is SearchedText => (textFields as readonly string[]).includes(field);

/**
 * For a term of a query and a field of it, a mark for each text that the term matches: by place among the texts of the
 * field, for `feature` by place among the names of features, for `pid` by row.
 */
export type TextHits = (term: Term, field: SearchedText) => Uint8Array;

/** Nothing can be said about a query, for a reason that people may read. */
export class SearchFailure extends Error {}

export interface TextFinder {
  /** What stands between slashes as a regular expression for the few words that the page matches itself. Throws when it is none. */
  patternOf(source: string): RegExp;
  /** Throws SearchFailure, at once or later. A raised signal says that nobody waits for the answer any more. */
  find(query: Query, details: Details, signal: AbortSignal): TextHits | Promise<TextHits>;
}

/** How many texts of a field there are to mark. */
export function textCount(field: SearchedText, { processes, features }: Details): number {
  if (field === 'feature') return features.texts.count;
  return field === 'pid' ? processes.count : (processes.columns[field]?.texts.count ?? 0);
}
