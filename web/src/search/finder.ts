// Finds texts: either in the page itself, or by asking a server.
import type { Details } from '../data/details';
import type { Query, SearchField, Term } from './query';

/** Fields whose values are texts; the others have few values, or numbers, which the page knows. */
export const textFields = ['object', 'name', 'args', 'feature', 'host', 'user', 'lineage', 'pid'] as const satisfies SearchField[];
export type SearchedText = (typeof textFields)[number];

/** The texts that must be searched for a field; undefined if none must. The relatives of a process are found by name. */
export function textOf(field: SearchField): SearchedText | undefined {
  if (field === 'parent' || field === 'ancestor' || field === 'child') return 'name';
  return textFields.find((text) => text === field);
}

/** The texts that must be searched for a term. */
export const textsOf = ({ fields }: Term): SearchedText[] => [...new Set(fields.map(textOf).filter((field) => field !== undefined))];

/**
 * For a term of a query and one of its texts, a mark for each text that the term matches: by index among the texts of
 * the field, for `feature` among the names of features, for `pid` by row.
 */
export type HitsOfTexts = (term: Term, field: SearchedText) => Uint8Array;

/** The same, also for what command lines say once they are decoded: by index among the command lines. */
export type TextHits = (term: Term, field: SearchedText | 'decoded') => Uint8Array;

/** A query cannot be answered, for a reason meant for users. */
export class SearchFailure extends Error {}

/** What finds texts as they were recorded. */
export interface TextFinder {
  /** Rejects with SearchFailure. An aborted signal means that the result is no longer needed. */
  find(query: Query, details: Details, signal: AbortSignal): Promise<HitsOfTexts>;
}

/** What finds what they say, too. */
export interface Finder {
  /** As above. */
  find(query: Query, details: Details, signal: AbortSignal): Promise<TextHits>;
}

/** How many texts of a field there are to mark. */
export function textCount(field: SearchedText, { processes, features }: Details): number {
  if (field === 'feature') return features.texts.count;
  return field === 'pid' ? processes.count : (processes.columns[field]?.texts.count ?? 0);
}
