// Finds texts by asking the server, which has the whole of those that were cut for the page.
import { ArrowTable } from '../data/arrow';
import type { Details } from '../data/details';
import { requestBytes, ServerError, ServerLost } from '../data/request';
import { SearchFailure, textCount, textsOf, type SearchedText, type HitsOfTexts, type TextFinder } from './finder';
import type { Term } from './query';

/** Answers cached: deleting a letter, or adding another term, does not repeat requests. */
const maxAnswers = 64;

const answers = new Map<string, Int32Array>();

async function ask(address: string, signal: AbortSignal): Promise<Int32Array> {
  const known = answers.get(address);
  if (known) return known;
  const found = new ArrowTable(await requestBytes(address, signal), 'find').numbers('id', 'i32');
  answers.set(address, found);
  for (const oldest of answers.keys()) {
    if (answers.size <= maxAnswers) break;
    answers.delete(oldest);
  }
  return found;
}

export function findAddress({ pattern, needle }: Pick<Term, 'pattern' | 'needle'>, field: SearchedText): string {
  return `find?${new URLSearchParams(pattern ? { field, pattern: pattern.source } : { field, text: needle }).toString()}`;
}

/** Fields whose answers number texts from 1, as rows do. */
const fromOne = (field: SearchedText): number => (field === 'feature' || field === 'pid' ? 0 : 1);

async function hitsOf(term: Term, field: SearchedText, details: Details, signal: AbortSignal): Promise<Uint8Array> {
  const marks = new Uint8Array(textCount(field, details));
  const base = fromOne(field);
  for (const id of await ask(findAddress(term, field), signal)) marks[id - base] = 1;
  return marks;
}

async function find(terms: readonly Term[], details: Details, signal: AbortSignal): Promise<HitsOfTexts> {
  const wanted = terms.flatMap((term) => textsOf(term).map((field) => ({ term, field })));
  try {
    const marks = await Promise.all(wanted.map(({ term, field }) => hitsOf(term, field, details, signal)));
    return (term, field) => marks[wanted.findIndex((w) => w.term === term && w.field === field)];
  } catch (error) {
    if (error instanceof ServerError || error instanceof ServerLost) throw new SearchFailure(error.message);
    throw error;
  }
}

export const serverFinder: TextFinder = { find: ({ terms }, details, signal) => find(terms, details, signal) };
