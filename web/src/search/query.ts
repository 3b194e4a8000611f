// What one may write into the search field: text, field:value, /regular expression/, several of them, -field:value.

export type SearchField = 'name' | 'args' | 'image' | 'host' | 'user' | 'lineage' | 'pid' | 'cluster' | 'state' | 'flag';

/** What one can write before a colon to search there alone. */
export const searchFields: Record<string, SearchField> = {
  name: 'name',
  args: 'args',
  command: 'args',
  image: 'image',
  host: 'host',
  user: 'user',
  lineage: 'lineage',
  pid: 'pid',
  cluster: 'cluster',
  state: 'state',
  flag: 'flag',
};

/** Where text without a field is looked for. */
const everywhere: SearchField[] = ['name', 'args', 'image', 'host', 'user'];

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

const fieldStart = new RegExp(`(^|\\s)(-?)(${Object.keys(searchFields).join('|')}):`, 'gi');

type PatternOf = (source: string) => RegExp;

function termOf(text: string, field: SearchField | undefined, negated: boolean, patternOf: PatternOf): Term | undefined {
  const value = text.trim();
  if (value === '') return undefined;
  const fields = field ? [field] : everywhere;
  const slashed = /^\/(.+)\/$/s.exec(value);
  return { fields, needle: value.toLowerCase(), ...(slashed ? { source: slashed[1], pattern: patternOf(slashed[1]) } : { pattern: undefined }), negated };
}

/**
 * Undefined when there is nothing to look for.
 * @param patternOf makes a regular expression or throws
 */
export function parseQuery(text: string, patternOf: PatternOf): Query | undefined {
  const starts = [...text.matchAll(fieldStart)];
  const terms: (Term | undefined)[] = [];
  try {
    terms.push(termOf(text.slice(0, starts[0]?.index ?? text.length), undefined, false, patternOf));
    starts.forEach((start, i) => {
      const value = text.slice(start.index + start[0].length, starts[i + 1]?.index ?? text.length);
      terms.push(termOf(value, searchFields[start[3].toLowerCase()], start[2] === '-', patternOf));
    });
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error);
    return { terms: [], problem: `Not a regular expression: ${why}` };
  }
  const wanted = terms.filter((term) => term !== undefined);
  return wanted.length > 0 ? { terms: wanted, problem: undefined } : undefined;
}
