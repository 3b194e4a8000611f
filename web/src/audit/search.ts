// Finds the examples that contain a text, or that belong to a term.
import type { AuditPage, Rec } from './data';
import { lineageOf } from './lineage';

/** The searchable text of each record: itself and the names of its ancestors, in lower case. Computed once. */
export function searchTexts(records: readonly Rec[]): (record: number) => string {
  const texts = new Map<number, string>();
  return (record) => {
    let text = texts.get(record);
    if (text === undefined) {
      const { name, host, user, args, pid_hash, os_pid, started, state, flags } = records[record];
      const ancestors = lineageOf(records, record).steps.slice(1).map((step) => records[step].name);
      const parts = [name, host, user, args, pid_hash, os_pid === null ? null : String(os_pid), started, state, ...flags, ...ancestors];
      text = parts.filter((part) => part !== null).join('\n').toLowerCase();
      texts.set(record, text);
    }
    return text;
  };
}

/** The words of a query: each must occur. */
export const wordsIn = (query: string): string[] => query.toLowerCase().split(/\s+/).filter((word) => word !== '');

/** @param term a state or flag, or undefined for the examples of all terms, each once and in the order of the terms */
export function examplesOf(page: AuditPage, term: string | undefined): number[] {
  const of = (name: string): number[] => (Object.hasOwn(page.examples, name) ? page.examples[name] : []);
  if (term !== undefined) return of(term);
  const alarming = ['suspicious', 'contradiction', 'gap', 'sound'];
  const terms = [...page.flags, ...page.states].sort((a, b) => alarming.indexOf(a.kind) - alarming.indexOf(b.kind));
  return [...new Set(terms.flatMap(({ name }) => of(name)))];
}

export function matching(examples: readonly number[], query: string, textOf: (record: number) => string): number[] {
  const words = wordsIn(query);
  return words.length === 0 ? [...examples] : examples.filter((record) => words.every((word) => textOf(record).includes(word)));
}
