// Columns of the heat map: days, or weeks and months where there are too many days to tell apart.
import type { Counts } from './data';

export type Span = 'day' | 'week' | 'month';

/** Columns that still can be told apart. */
const mostColumns = 92;

const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

/** The first day of the span that a day falls into; weeks begin on Mondays. */
export function spanStart(day: string, span: Span): string {
  const date = utc(day);
  if (Number.isNaN(date.getTime())) return day;
  if (span === 'week') date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  if (span === 'month') date.setUTCDate(1);
  return dayOf(date);
}

/** The shortest span for which there are few enough columns. */
export function spanFor(days: Iterable<string>): Span {
  const all = new Set(days);
  for (const span of ['day', 'week'] as const) {
    if (new Set([...all].map((day) => spanStart(day, span))).size <= mostColumns) return span;
  }
  return 'month';
}

/** Whether nothing lies between two columns: the next day, the next week, the next month. */
export function adjacent(before: string, after: string, span: Span): boolean {
  const next = utc(before);
  if (Number.isNaN(next.getTime())) return false;
  if (span === 'month') next.setUTCMonth(next.getUTCMonth() + 1);
  else next.setUTCDate(next.getUTCDate() + (span === 'week' ? 7 : 1));
  return dayOf(next) === after;
}

/** How days are written below an axis: without the year where there is but one. */
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

/** Counts without anything in them. Names are the audit's own terms, never telemetry. */
export const noCounts = (): Counts => ({ processes: 0, states: {}, flags: {} });
