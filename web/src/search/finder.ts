// Finds texts: either in the page itself, or by asking a server.
import type { Details } from '../data/details';
import type { Query, SearchField, Term } from './query';

/** Fields whose values are texts; the others have few values, which the page knows. */
export const textFields = ['object', 'name', 'args', 'feature', 'host', 'user', 'lineage', 'pid'] as const satisfies SearchField[];
export type SearchedText = (typeof textFields)[number];

export const isText = (field: SearchField): field is SearchedText => (textFields as readonly string[]).includes(field);

/**
 * For a term of a query and one of its fields, a mark for each text that the term matches: by index among the texts of
 * the field, for `feature` among the names of features, for `pid` by row.
 */
export type TextHits = (term: Term, field: SearchedText) => Uint8Array;

/** A query cannot be answered, for a reason meant for users. */
export class SearchFailure extends Error {}

export interface TextFinder {
  /** The text between slashes as a regular expression for the few words that the page matches itself. Throws if it is invalid. */
  patternOf(source: string): RegExp;
  /** Throws SearchFailure, immediately or later. An aborted signal means that the result is no longer needed. */
  find(query: Query, details: Details, signal: AbortSignal): TextHits | Promise<TextHits>;
}

/** How many texts of a field there are to mark. */
export function textCount(field: SearchedText, { processes, features }: Details): number {
  if (field === 'feature') return features.texts.count;
  return field === 'pid' ? processes.count : (processes.columns[field]?.texts.count ?? 0);
}
