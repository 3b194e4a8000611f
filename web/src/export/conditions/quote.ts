// Texts of telemetry as literals of other languages. What hides, reorders or breaks lines is escaped, so that a reader
// of the rule sees what it says.

const needsEscape = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Replaces each character that needs it, given its code point. */
const escaped = (text: string, escape: (code: number) => string): string =>
  Array.from(text, (character) => (needsEscape.test(character) ? escape(character.codePointAt(0) ?? 0) : character)).join('');

const hex = (code: number): string => (code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`);

/** A double-quoted scalar (YAML 1.2, 7.3.1). */
export const yamlText = (text: string): string => `"${escaped(text.replace(/["\\]/g, '\\$&'), hex)}"`;

/** A value of a Sigma rule that matches this text alone: `\`, `*` and `?` stand for themselves only after a backslash. */
export const sigmaText = (text: string): string => yamlText(text.replace(/[\\*?]/g, '\\$&'));

/** A string literal of the Kusto query language. */
export const kqlText = (text: string): string => `"${escaped(text.replace(/["\\]/g, '\\$&'), hex)}"`;

/** An expression of DuckDB. Its string literals have no escapes. */
export function sqlText(text: string): string {
  const parts = text.split(new RegExp(`(${needsEscape.source})`, 'u')).filter((part) => part !== '');
  const terms = parts.map((part) => (needsEscape.test(part) ? `chr(${part.codePointAt(0) ?? 0})` : `'${part.replaceAll("'", "''")}'`));
  return terms.length === 0 ? "''" : terms.length === 1 ? terms[0] : `(${terms.join(' || ')})`;
}
