// The search syntax: words in any or one field, "phrases", /regular expressions/, comparisons, NOT, OR and parentheses.

import type { Lens } from '../data/atlas';
import { isComparison, readRange, type Range } from './ranges';
import { patternOf, type Pattern } from './pattern';
import { wordsOf, type Mark, type Word } from './words';

export type SearchField =
  | 'object'
  | 'name'
  | 'args'
  | 'decoded'
  | 'feature'
  | 'host'
  | 'user'
  | 'lineage'
  | 'pid'
  | 'cluster'
  | 'state'
  | 'flag'
  | 'parent'
  | 'ancestor'
  | 'child'
  | 'started'
  | 'novelty'
  | 'outlier'
  | 'osPid'
  | 'elsewhere';

/** Fields by their prefix before a colon, for every lens. */
const commonNames: Record<string, SearchField> = {
  name: 'name',
  args: 'args',
  command: 'args',
  decoded: 'decoded',
  feature: 'feature',
  host: 'host',
  user: 'user',
  parent: 'parent',
  ancestor: 'ancestor',
  child: 'child',
  lineage: 'lineage',
  started: 'started',
  pid: 'pid',
  hash: 'pid',
  cluster: 'cluster',
  state: 'state',
  flag: 'flag',
  novelty: 'novelty',
  outlier: 'outlier',
};

/** What can be searched in a map of some lens. */
export interface SearchLanguage {
  /** Fields by their prefix before a colon. */
  names: Record<string, SearchField>;
  /** Names to show to users, one for each field. */
  shown: string[];
  /** The fields searched by text without a prefix. */
  everywhere: SearchField[];
}

/** The language of one map among several: with the fields of the others, which match nothing here, so that a query is read alike for all. */
export function languageAmong(own: SearchLanguage, all: readonly SearchLanguage[]): SearchLanguage {
  const foreign = all.flatMap(({ names }) => Object.keys(names)).filter((name) => !Object.hasOwn(own.names, name));
  return { ...own, names: { ...own.names, ...Object.fromEntries(foreign.map((name) => [name, 'elsewhere' as const])) } };
}

/** Features and objects can also be referred to by the lens's nouns, if these are single words that are not otherwise taken. */
export function searchLanguage({ object, feature, objects_are_processes }: Lens): SearchLanguage {
  const own: [SearchField, string][] = objects_are_processes ? [['feature', feature.one]] : [['object', object.one], ['feature', feature.one]];
  const called = own.filter(([, noun]) => /^[a-z]+$/.test(noun) && !Object.hasOwn(commonNames, noun));
  const names: Record<string, SearchField> = { ...commonNames, ...(objects_are_processes ? {} : { object: 'object' }), ...Object.fromEntries(called.map(([field, noun]) => [noun, field])) };
  const shown = new Map(Object.entries(names).reverse().map(([name, field]) => [field, name]));
  called.forEach(([field, noun]) => shown.set(field, noun));
  return {
    names,
    shown: [...new Set(Object.values(names))].map((field) => shown.get(field)!),
    everywhere: [...(objects_are_processes ? [] : (['object'] as const)), 'name', 'args', 'feature', 'host', 'user'],
  };
}

export interface Term {
  fields: SearchField[];
  /** Lower case, not empty. */
  needle: string;
  /** Instead of the needle, if it was written between slashes. */
  pattern: Pattern | undefined;
  /** Instead of both, for fields that are numbers or times. */
  range: Range | undefined;
}

/** How terms are combined. */
export type Condition = { term: Term } | { not: Condition } | { all: Condition[] } | { any: Condition[] };

export interface Query {
  /** In the order in which they were written. */
  terms: Term[];
  /** What a process must satisfy. */
  condition: Condition;
  /** Why the query cannot be run, for users. */
  problem: string | undefined;
}

class Problem extends Error {}

/** The letters that must change, come or go to make one word of another. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; ++i) {
    const next = [i];
    for (let j = 1; j <= b.length; ++j) next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + Number(a[i - 1] !== b[j - 1])));
    row = next;
  }
  return row[b.length];
}

/** "There is no field …" if a plain word looks like a misspelt field; drives, addresses and other words with a colon do not. */
function requireNoMisspeltField(value: string, { names }: SearchLanguage): void {
  const start = /^-?([a-z]{3,12}):(?![\\/])./i.exec(value);
  if (!start) return;
  const word = start[1].toLowerCase();
  const near = Object.keys(names).filter((name) => editDistance(word, name) <= (name.length > 4 ? 2 : 1));
  if (near.length > 0) throw new Problem(`There is no field “${word}:”. Did you mean ${near.slice(0, 3).map((name) => `${name}:`).join(' or ')}? In quotes, it is searched as it is`);
}

function termOf({ field, value, isPattern, isQuoted }: Word, language: SearchLanguage): Term {
  const needle = value.toLowerCase();
  if (field === undefined) {
    if (!isQuoted && !isPattern) requireNoMisspeltField(value, language);
    return { fields: language.everywhere, needle, pattern: isPattern ? pattern(value) : undefined, range: undefined };
  }
  const named = language.names[field];
  if (named === 'pid' && field === 'pid' && !isPattern && /^\d{1,7}$/.test(value)) return { fields: ['osPid'], needle, pattern: undefined, range: { from: Number(value), to: Number(value) } };
  if (!isComparison(named)) {
    if (!isPattern && !isQuoted && /^[<>]/.test(value)) throw new Problem(`${field} is a text and cannot be compared: write ${field}:${value.replace(/^[<>]=?/, '') || 'text'}`);
    return { fields: [named], needle, pattern: isPattern ? pattern(value) : undefined, range: undefined };
  }
  const range = isPattern ? undefined : readRange(named, value);
  if (!range) throw new Problem(named === 'started' ? `${field}: takes days or times, such as 2024-03-05, 2024-03-05.. or 2024-03-05T08:00..2024-03-06` : `${field} takes a number: ${field}>5, ${field}<0.2 or ${field}:1..3`);
  return { fields: [named], needle, pattern: undefined, range };
}

function pattern(source: string): Pattern {
  try {
    return patternOf(source);
  } catch (error) {
    throw new Problem(`Not a regular expression: ${(error as Error).message}`);
  }
}

/** Reads words and marks from left to right: OR binds more weakly than what stands side by side. */
class Reader {
  readonly terms: Term[] = [];
  private at = 0;

  constructor(
    private readonly words: (Word | Mark)[],
    private readonly language: SearchLanguage,
  ) {}

  any(): Condition | undefined {
    const parts: Condition[] = [];
    for (;;) {
      const part = this.all();
      if (part) parts.push(part);
      if (this.words[this.at] !== 'OR') break;
      ++this.at;
    }
    return parts.length > 1 ? { any: parts } : parts[0];
  }

  private all(): Condition | undefined {
    const parts: Condition[] = [];
    while (this.at < this.words.length && this.words[this.at] !== 'OR' && this.words[this.at] !== ')') {
      const part = this.one();
      if (part) parts.push(part);
    }
    return parts.length > 1 ? { all: parts } : parts[0];
  }

  private one(): Condition | undefined {
    const word = this.words[this.at++];
    if (word === 'NOT') {
      const next = this.words[this.at];
      const negated = next === undefined || next === 'OR' || next === ')' ? undefined : this.one();
      return negated && { not: negated };
    }
    if (word === '(') {
      const group = this.any();
      if (this.words[this.at] === ')') ++this.at;
      return group;
    }
    if (typeof word === 'string') return undefined;
    if (word.value.trim() === '') return undefined;
    const term = termOf(word, this.language);
    this.terms.push(term);
    return word.excluded ? { not: { term } } : { term };
  }
}

/** Undefined if there is nothing to search for. */
export function parseQuery(text: string, language: SearchLanguage): Query | undefined {
  const reader = new Reader(wordsOf(text, (name) => Object.hasOwn(language.names, name)), language);
  try {
    const condition = reader.any();
    return condition && { terms: reader.terms, condition, problem: undefined };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { terms: [], condition: { all: [] }, problem: error.message };
  }
}
