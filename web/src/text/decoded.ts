// What an obfuscated command line says: base64 in PowerShell's -EncodedCommand and FromBase64String, carets and quotes
// within cmd's words, backticks and joined literals in PowerShell's.

export interface DecodedText {
  /** How it was written, for the reader. */
  how: string;
  text: string;
}

/** Characters of a command line that are looked at; attackers choose its length. */
const longest = 65_536;
const mostParts = 20;
const deepest = 3;

/** PowerShell accepts every beginning of the option's name, and -ec. */
const encodedCommand = /(?:^|[\s"'])[-/\u2013-\u2015](?:ec|e(?:n(?:c(?:o(?:d(?:e(?:d(?:c(?:o(?:m(?:m(?:a(?:nd?)?)?)?)?)?)?)?)?)?)?)?)?)\s+["']?([A-Za-z0-9+/]{8,}={0,2})(?=$|[\s"'])/giu;
const base64Literal = /FromBase64String\s*\(\s*["']([A-Za-z0-9+/\s]{8,}={0,2})["']/giu;

function bytesOf(base64: string): Uint8Array | undefined {
  const all = base64.replace(/[\s=]/gu, '');
  const digits = all.length % 4 === 1 ? all.slice(0, -1) : all; // of a line that was cut
  try {
    return Uint8Array.from(atob(digits), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** Bytes that happen to decode are not text: text has words, and hardly any controls or odd characters. */
function isText(text: string): boolean {
  if (text.length < 3 || /[\uFFFD\0]/u.test(text)) return false;
  const plain = text.match(/[\t\n\r\x20-\x7E]/gu)?.length ?? 0;
  const letters = text.match(/[A-Za-z]/gu)?.length ?? 0;
  return plain >= 0.9 * text.length && letters >= 3;
}

function textOf(bytes: Uint8Array): string | undefined {
  for (const encoding of ['utf-16le', 'utf-8']) {
    const text = new TextDecoder(encoding).decode(encoding === 'utf-16le' ? bytes.subarray(0, bytes.length & ~1) : bytes);
    if (isText(text)) return text;
  }
  return undefined;
}

function* base64Parts(line: string, depth: number): Generator<DecodedText> {
  for (const [pattern, how] of [[encodedCommand, '-EncodedCommand'], [base64Literal, 'FromBase64String']] as const) {
    for (const match of line.matchAll(pattern)) {
      const bytes = bytesOf(match[1]);
      const text = bytes && textOf(bytes);
      if (text === undefined) continue;
      yield { how: depth === 0 ? how : `${how}, within that`, text };
      if (depth + 1 < deepest) yield* base64Parts(text.slice(0, longest), depth + 1);
    }
  }
}

/** cmd drops carets before other characters, and quotes in the middle of words that it looks up. */
function withoutCarets(line: string): string | undefined {
  const inWords = line.match(/[A-Za-z]\^+[A-Za-z]/gu)?.length ?? 0;
  if (inWords < 2) return undefined;
  return line.replace(/\^(.)/gsu, '$1').replace(/(?<=[A-Za-z])""(?=[A-Za-z])/gu, '');
}

/** PowerShell drops backticks before letters that they do not escape, and `'a'+'b'` is 'ab'. */
function withoutBackticks(line: string): string | undefined {
  const ticks = line.match(/[A-Za-z]`[A-Za-z]/gu)?.length ?? 0;
  const joins = line.match(/'\s*\+\s*'|"\s*\+\s*"/gu)?.length ?? 0;
  if (ticks < 2 && joins < 2) return undefined;
  return line.replace(/`(?=[^0abefnrtv\s])|(?<=[A-Za-z])`(?=[A-Za-z])/gu, '').replace(/'\s*\+\s*'|"\s*\+\s*"/gu, '');
}

/** False for nearly all lines that hide nothing, in a fraction of the time that decoding takes. */
export const mayHide = (line: string): boolean => /[-/\u2013-\u2015]e|frombase64string|[a-z]\^+[a-z]|[a-z]`[a-z]|['"]\s*\+\s*['"]/iu.test(line.slice(0, longest));

/** What is hidden in a command line; empty for nearly all. Takes time in proportion to its length, and to nothing else. */
export function decodedTexts(line: string): DecodedText[] {
  const looked = line.slice(0, longest);
  const found: DecodedText[] = [];
  const add = (part: DecodedText): void => {
    if (found.length < mostParts && !found.some(({ text }) => text === part.text)) found.push(part);
  };
  for (const part of base64Parts(looked, 0)) add(part);
  for (const text of [looked, ...found.map((part) => part.text)]) {
    const withoutCaret = withoutCarets(text);
    if (withoutCaret !== undefined) add({ how: 'without carets', text: withoutCaret });
    const joined = withoutBackticks(text);
    if (joined !== undefined) add({ how: 'without backticks, literals joined', text: joined });
  }
  return found;
}
