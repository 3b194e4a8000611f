// Comparisons of numbers and times: >5, <=0.2, 1..3, 2024-03-05..
import type { SearchField } from './query';

/** From and to, both included; ms since 1970 for times. */
export interface Range {
  from: number;
  to: number;
}

const compared = ['started', 'novelty', 'outlier'] as const satisfies SearchField[];
export type ComparedField = (typeof compared)[number];

export const isComparison = (field: SearchField): field is ComparedField => (compared as readonly string[]).includes(field);

const units: Record<number, number> = { 10: 86_400_000, 13: 3_600_000, 16: 60_000, 19: 1000, 23: 1 };

/** A day, hour, minute, second or millisecond in UTC, as the time from its start to its end. */
function readTime(text: string): Range | undefined {
  const time = /^\d{4}-\d\d-\d\d(?:[T ]\d\d(?::\d\d(?::\d\d(?:\.\d{3})?)?)?)?Z?$/i.exec(text.trim());
  if (!time) return undefined;
  const plain = time[0].replace(/Z$/i, '').replace(' ', 'T').toUpperCase();
  const from = Date.parse(`${plain.length === 13 ? `${plain}:00` : plain}${plain.length > 10 ? 'Z' : ''}`);
  return Number.isNaN(from) ? undefined : { from, to: from + units[plain.length] - 1 };
}

function readNumber(text: string): Range | undefined {
  const value = /^[-+]?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : NaN;
  return Number.isNaN(value) ? undefined : { from: value, to: value };
}

/** The next smaller or larger value that can occur. */
const beyond = (field: ComparedField, value: number, direction: number): number => (field === 'started' ? value + direction : value + direction * Math.max(1e-9, Math.abs(value) * 1e-9));

/** What is written after the field's name and a colon, or with < or > instead of it. Undefined if it is no range. */
export function readRange(field: ComparedField, text: string): Range | undefined {
  const read = field === 'started' ? readTime : readNumber;
  const sign = /^(<=?|>=?)(.*)$/s.exec(text);
  if (sign) {
    const at = read(sign[2]);
    if (!at) return undefined;
    if (sign[1] === '>') return { from: beyond(field, at.to, 1), to: Infinity };
    if (sign[1] === '>=') return { from: at.from, to: Infinity };
    return sign[1] === '<' ? { from: -Infinity, to: beyond(field, at.from, -1) } : { from: -Infinity, to: at.to };
  }
  const dots = text.indexOf('..');
  if (dots < 0) return read(text);
  const [low, high] = [text.slice(0, dots), text.slice(dots + 2)];
  const from = low === '' ? { from: -Infinity } : read(low);
  const to = high === '' ? { to: Infinity } : read(high);
  return from && to && (low !== '' || high !== '') ? { from: from.from, to: to.to } : undefined;
}
