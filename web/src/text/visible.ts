// Shows telemetry safely: nothing in it hides, reorders or moves the cursor.
import { element } from '../dom';

/**
 * Characters that are invisible or change how others are displayed: controls, format characters (joiners, direction
 * marks and overrides), line separators, private use, lone surrogates, spaces other than the plain one, blank fillers.
 */
const deceptive = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u115f\u1160\u2800\u3164\uffa0]/u;
const everyDeceptive = new RegExp(deceptive.source, 'gu');

const shortForms: Record<string, string> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\\0' };

const names: Record<string, string> = {
  '\0': 'NUL',
  '\t': 'tab',
  '\n': 'line feed',
  '\r': 'carriage return',
  '\u001b': 'escape',
  '\u00a0': 'no-break space',
  '\u200b': 'zero width space',
  '\u200e': 'left-to-right mark',
  '\u200f': 'right-to-left mark',
  '\u202a': 'left-to-right embedding',
  '\u202b': 'right-to-left embedding',
  '\u202d': 'left-to-right override',
  '\u202e': 'right-to-left override',
  '\ufeff': 'byte order mark',
};

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  return shortForms[character] ?? (code < 0x100 ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex.padStart(4, '0')}}`);
}

/** `text` with each deceptive character escaped, as \x1B or \u{202E}. */
export function visibleString(text: string): string {
  return deceptive.test(text) ? text.replace(everyDeceptive, escapeOf) : text;
}

function chip(character: string): HTMLElement {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const name = names[character];
  return element('span', { class: 'escape', title: name ? `U+${code}, ${name}` : `U+${code}` }, escapeOf(character));
}

/** The same as nodes, with escapes distinguished from text that merely looks like them. */
export function visibleNodes(text: string): Node[] {
  if (!deceptive.test(text)) return [document.createTextNode(text)];
  const nodes: Node[] = [];
  let plainFrom = 0;
  for (const match of text.matchAll(everyDeceptive)) {
    if (match.index > plainFrom) nodes.push(document.createTextNode(text.slice(plainFrom, match.index)));
    nodes.push(chip(match[0]));
    plainFrom = match.index + match[0].length;
  }
  if (plainFrom < text.length) nodes.push(document.createTextNode(text.slice(plainFrom)));
  return nodes;
}

/** A span that shows telemetry: left to right, isolated from the text around it. */
export function dataText(text: string, className = ''): HTMLElement {
  return element('span', { class: `data ${className}`.trim(), dir: 'ltr' }, ...visibleNodes(text));
}

/** The first `maxLength` UTF-16 units of a text, without splitting a character. */
export function start(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const code = text.charCodeAt(maxLength - 1);
  return text.slice(0, code >= 0xd800 && code < 0xdc00 ? maxLength - 1 : maxLength);
}

/** The label of a feature if space is short. */
export const featureLabel = ({ feature_label }: { feature_label: 'last_path_part' | 'whole' }, feature: string): string => (feature_label === 'last_path_part' ? lastPathPart(feature) : feature);

/** The part of a path after its last slash or backslash; all of it if that would be empty. */
export function lastPathPart(path: string): string {
  const slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return slash < 0 || slash === path.length - 1 ? path : path.slice(slash + 1);
}
