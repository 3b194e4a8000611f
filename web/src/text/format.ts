// Formats numbers, shares and times, independent of the system's language.

const grouped = new Intl.NumberFormat('en-US');

export const formatNumber = (value: number): string => grouped.format(value);

/** The noun for a number: of a noun, or of a plural whose singular lacks its last letters. */
export function nounFor(value: number, noun: string | { one: string; many: string }): string {
  if (typeof noun !== 'string') return value === 1 ? noun.one : noun.many;
  if (value !== 1) return noun;
  if (noun.endsWith('sses')) return noun.slice(0, -2);
  if (noun.endsWith('ies')) return `${noun.slice(0, -3)}y`;
  return noun.endsWith('s') ? noun.slice(0, -1) : noun;
}

/** "1 process", "2 processes". */
export const counted = (value: number, noun: string | { one: string; many: string }): string => `${formatNumber(value)} ${nounFor(value, noun)}`;

/** A share of a whole: "12.4%", "<0.1%", "0%". */
export function formatShare(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0%';
  const percent = (100 * part) / whole;
  if (part === whole) return '100%';
  if (percent < 0.1) return '<0.1%';
  if (percent > 99.9 && part < whole) return '>99.9%';
  return `${percent.toFixed(percent < 9.95 || percent > 90 ? 1 : 0)}%`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number): string => String(value).padStart(2, '0');

/** Milliseconds since 1970 as "9 Nov 2023". */
export function formatDay(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime())
    ? 'no date'
    : `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** Milliseconds since 1970 as "9 Nov 2023, 16:57:53.120 UTC"; milliseconds only if they are not 0. */
export function formatTime(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return 'no date';
  const milliseconds = date.getUTCMilliseconds();
  const fraction = milliseconds ? `.${String(milliseconds).padStart(3, '0')}` : '';
  return `${formatDay(time)}, ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}${fraction} UTC`;
}

/** The shortest form of a time span: the day once if both ends share it, seconds only in short ones. */
export function formatSpan(from: number, to: number): string {
  const [first, last] = [new Date(from), new Date(to)];
  if (Number.isNaN(first.getTime()) || Number.isNaN(last.getTime())) return 'no date';
  const clock = (date: Date): string =>
    `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${to - from < 3_600_000 ? `:${two(date.getUTCSeconds())}` : ''}`;
  if (formatDay(from) === formatDay(to)) return `${formatDay(from)} ${clock(first)} – ${clock(last)}`;
  const day = first.getUTCFullYear() === last.getUTCFullYear() ? formatDay(from).replace(/ \d+$/, '') : formatDay(from);
  return `${day} ${clock(first)} – ${formatDay(to)} ${clock(last)}`;
}

/** "5.2 MB", powers of 1000. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  let unit = 0;
  while (bytes >= 999.5 && unit < units.length - 1) {
    bytes /= 1000;
    ++unit;
  }
  return `${bytes.toFixed(unit === 0 || bytes >= 99.95 ? 0 : 1)} ${units[unit]}`;
}

export const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Milliseconds as "80 ms", "2.4 s", "3 min 20 s", "5 h 12 min", "3 d 4 h". */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(seconds < 9.95 ? 1 : 0)} s`;
  const units: [number, string, number, string][] = [[60, 'min', 1, 's'], [3600, 'h', 60, 'min'], [86400, 'd', 3600, 'h']];
  const whole = Math.round(seconds);
  const [unit, name, part, partName] = units.filter(([size]) => whole >= size).at(-1) ?? units[0];
  const rest = Math.floor((whole % unit) / part);
  return `${formatNumber(Math.floor(whole / unit))} ${name}${rest > 0 ? ` ${rest} ${partName}` : ''}`;
}

/** "9 Nov 2023 16:57", to the minute; to the second when that is not 0. */
export function formatMoment(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return 'no date';
  const seconds = date.getUTCSeconds();
  return `${formatDay(time)} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}${seconds ? `:${two(seconds)}` : ''}`;
}
