// What one may write into the search field: text, field:value, /regular expression/, several of them, -field:value.

import type { Lens } from '../data/atlas';

export type SearchField = 'object' | 'name' | 'args' | 'feature' | 'host' | 'user' | 'lineage' | 'pid' | 'cluster' | 'state' | 'flag';

/** Fields by what one can write before a colon to search there alone, whatever the lens. */
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

/** What one can search in a map of some lens. */
export interface SearchLanguage {
  /** Fields by what one can write before a colon. */
  names: Record<string, SearchField>;
  /** Names to tell people, one for each field. */
  shown: string[];
  /** Where text without a field is looked for. */
  everywhere: SearchField[];
}

/** Features and objects are called what the lens calls them, too, if that is one word that nothing else is called. */
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
  /** Instead of the needle, when it was written between slashes: as written, and as this browser understands it. */
  source?: string;
  pattern: RegExp | undefined;
  /** What matches is not wanted. */
  negated: boolean;
}

export interface Query {
  /** A process must fulfil all of them. */
  terms: Term[];
  /** Why nothing can be looked for, for people. */
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
 * Undefined when there is nothing to look for.
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
