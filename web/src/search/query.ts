// The search syntax: text, field:value, /regular expression/, several of them, -field:value.

import type { Lens } from '../data/atlas';

export type SearchField = 'object' | 'name' | 'args' | 'feature' | 'host' | 'user' | 'lineage' | 'pid' | 'cluster' | 'state' | 'flag';

/** Fields by their prefix before a colon, for every lens. */
const commonNames: Record<string, SearchField> = {
  name: 'name',
  args: 'args',
  command: 'args',
  feature: 'feature',
  host: 'host',
  user: 'user',
  lineage: 'lineage',
  pid: 'pid',
  cluster: 'cluster',
  state: 'state',
  flag: 'flag',
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
  /** Instead of the needle, if it was written between slashes: as written, and as understood by this browser. */
  source?: string;
  pattern: RegExp | undefined;
  /** Matches are excluded. */
  negated: boolean;
}

export interface Query {
  /** A process must satisfy all of them. */
  terms: Term[];
  /** Why the query cannot be run, for users. */
  problem: string | undefined;
}

type PatternOf = (source: string) => RegExp;

function termOf(text: string, fields: SearchField[], negated: boolean, patternOf: PatternOf): Term | undefined {
  const value = text.trim();
  if (value === '') return undefined;
  const slashed = /^\/(.+)\/$/s.exec(value);
  return { fields, needle: value.toLowerCase(), ...(slashed ? { source: slashed[1], pattern: patternOf(slashed[1]) } : { pattern: undefined }), negated };
}

/**
 * Undefined if there is nothing to search for.
 * @param patternOf makes a regular expression or throws
 */
export function parseQuery(text: string, { names, everywhere }: SearchLanguage, patternOf: PatternOf): Query | undefined {
  const starts = [...text.matchAll(new RegExp(`(^|\\s)(-?)(${Object.keys(names).join('|')}):`, 'gi'))];
  const terms: (Term | undefined)[] = [];
  try {
    terms.push(termOf(text.slice(0, starts[0]?.index ?? text.length), everywhere, false, patternOf));
    starts.forEach((start, i) => {
      const value = text.slice(start.index + start[0].length, starts[i + 1]?.index ?? text.length);
      terms.push(termOf(value, [names[start[3].toLowerCase()]], start[2] === '-', patternOf));
    });
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error);
    return { terms: [], problem: `Not a regular expression: ${why}` };
  }
  const wanted = terms.filter((term) => term !== undefined);
  return wanted.length > 0 ? { terms: wanted, problem: undefined } : undefined;
}
