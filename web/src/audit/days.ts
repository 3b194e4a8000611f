// Columns of the heat map: days, or weeks or months if there are too many days to distinguish.
import type { Counts } from './data';

export type Span = 'day' | 'week' | 'month';

/** The number of columns that can still be distinguished. */
const maxColumns = 92;

const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** The first day of the span that contains a day; weeks start on Mondays. */
export function spanStart(day: string, span: Span): string {
  const date = utc(day);
  if (Number.isNaN(date.getTime())) return day;
  if (span === 'week') date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  if (span === 'month') date.setUTCDate(1);
  return dayOf(date);
}

/** The shortest span that gives few enough columns. */
export function spanFor(days: Iterable<string>): Span {
  const all = new Set(days);
  for (const span of ['day', 'week'] as const) {
    if (new Set([...all].map((day) => spanStart(day, span))).size <= maxColumns) return span;
  }
  return 'month';
}

/** Whether two columns are adjacent: the next day, week or month. */
export function adjacent(before: string, after: string, span: Span): boolean {
  const next = utc(before);
  if (Number.isNaN(next.getTime())) return false;
  if (span === 'month') next.setUTCMonth(next.getUTCMonth() + 1);
  else next.setUTCDate(next.getUTCDate() + (span === 'week' ? 7 : 1));
  return dayOf(next) === after;
}

/** Formats days below an axis: without the year if there is only one. */
export function dayLabels(days: readonly string[]): (day: string) => string {
  const years = new Set(days.map((day) => day.slice(0, 4)));
  return years.size === 1 ? (day) => day.slice(5) : (day) => day;
}

/** Adds the counts of `more` to `sum`. */
export function addCounts(sum: Counts, more: Counts): void {
  sum.processes += more.processes;
  for (const [from, to] of [[more.states, sum.states], [more.flags, sum.flags]]) {
    for (const [name, count] of Object.entries(from)) to[name] = (to[name] ?? 0) + count;
  }
}

/** Empty counts. Names are the audit's own terms, never telemetry. */
export const noCounts = (): Counts => ({ processes: 0, states: {}, flags: {} });
