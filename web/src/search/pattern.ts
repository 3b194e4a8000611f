// Regular expressions in the syntax of RE2, as the server has them: time in proportion to the text, whatever it is.
import { RE2JS } from 're2js';

export interface Pattern {
  /** As written between the slashes. */
  source: string;
  /** Whether it matches somewhere in the text, ignoring case. */
  test(text: string): boolean;
}

/** Throws an Error with a message for users. */
export function patternOf(source: string): Pattern {
  try {
    const compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
    return { source, test: (text) => compiled.test(text) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(why.replace(/^error parsing regexp: /, '').replace('`(?i)', '`'));
  }
}
