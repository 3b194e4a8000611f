// Splits what is typed into the search field into words.

export interface Word {
  /** In lower case, without its colon; undefined for a word in all fields. */
  field: string | undefined;
  /** Preceded by a minus sign. */
  excluded: boolean;
  /** As typed, without quotes or slashes. */
  value: string;
  /** `value` is a regular expression. */
  isPattern: boolean;
  /** In quotes, so never an operator. */
  isQuoted: boolean;
}

export type Mark = '(' | ')' | 'OR' | 'NOT';

const space = /\s/;
const fieldStart = /^(-?)([a-z]+)(?=[:<>])/i;

/** Where the value that starts with this delimiter ends: a delimiter before white space, a parenthesis or the end. */
function closing(text: string, from: number, delimiter: string): number {
  for (let i = from + 1; i < text.length; ++i) {
    if (text[i] === '\\' && delimiter === '/') ++i;
    else if (text[i] === delimiter && (i + 1 === text.length || space.test(text[i + 1]) || text[i + 1] === ')')) return i;
  }
  return -1;
}

/** Where a field's value starts: behind white space, unless that is followed by the next field. */
function valueStart(text: string, from: number, isField: (name: string) => boolean): number {
  let at = from;
  while (at < text.length && space.test(text[at])) ++at;
  const next = at > from ? fieldStart.exec(text.slice(at)) : null;
  return next && isField(next[2].toLowerCase()) ? from : at;
}

/** The end of a plain word; a parenthesis ends it only if it closes a group. */
function plainEnd(text: string, from: number, inGroup: boolean): number {
  let open = 0;
  let end = from;
  for (; end < text.length && !space.test(text[end]); ++end) {
    if (text[end] === '(') ++open;
    else if (text[end] === ')' && --open < 0 && inGroup) break;
  }
  return end;
}

/**
 * Words, and the marks between them. OR and NOT are marks only in capitals; a parenthesis opens a group only at the start
 * of a word. A quote or slash that is not closed is part of a plain word.
 * @param isField whether a name before a colon, or before < or >, is that of a field
 */
export function wordsOf(text: string, isField: (name: string) => boolean): (Word | Mark)[] {
  const found: (Word | Mark)[] = [];
  let depth = 0;
  let i = 0;
  while (i < text.length) {
    if (space.test(text[i])) {
      ++i;
    } else if (text[i] === '(' && text.indexOf(')', i) > i) {
      found.push('(');
      ++depth;
      ++i;
    } else if (text[i] === ')' && depth > 0) {
      found.push(')');
      --depth;
      ++i;
    } else {
      const start = fieldStart.exec(text.slice(i));
      const named = start !== null && isField(start[2].toLowerCase());
      let at = named ? i + start[0].length : i;
      const compares = named && text[at] !== ':';
      if (named && !compares) at = valueStart(text, at + 1, isField);
      const end = !compares && (text[at] === '"' || text[at] === '/') ? closing(text, at, text[at]) : -1;
      const word = { field: named ? start[2].toLowerCase() : undefined, excluded: named && start[1] === '-' };
      if (end > at + 1) {
        found.push({ ...word, value: text.slice(at + 1, end), isPattern: text[at] === '/', isQuoted: text[at] === '"' });
        i = end + 1;
        continue;
      }
      const to = plainEnd(text, at, depth > 0);
      const value = text.slice(at, to);
      if (!named && (value === 'OR' || value === 'NOT')) found.push(value);
      else if (value !== '' || !named) found.push({ ...word, value, isPattern: false, isQuoted: false });
      i = Math.max(to, i + 1);
    }
  }
  return found;
}
