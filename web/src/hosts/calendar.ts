// A host's bins as a calendar strip: a column for each day with a bin, a row for each bin of the day.
import { svgElement } from '../dom';
import { formatDay, counted } from '../text/format';
import type { BinClock } from './bin_clock';
import type { HostBin } from './host_bins';

/** Pixels that a strip fills if it can, and limits on the side of a square with its gap. */
const wanted = 180;
const [smallest, largest] = [11, 18];
/** Share of a column that stands for days without a bin. */
const gap = 0.5;
const oneDay = 86_400_000;

const two = (value: number): string => String(value).padStart(2, '0');

/** "5 Mar 2024 09:00", in the zone of the bins. */
export function binName({ day, slot }: HostBin, { slots, width }: BinClock): string {
  const date = formatDay(day * oneDay);
  if (slots === 1) return date;
  const minutes = Math.round((slot * width) / 60_000);
  return `${date} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Where the column of each day with a bin is, in columns: a gap stands for all days without one in between. */
export function columnsOf(bins: readonly HostBin[]): Map<number, number> {
  const columns = new Map<number, number>();
  let before = NaN;
  let at = -1;
  for (const { day } of bins) {
    if (day === before) continue;
    at += day === before + 1 || Number.isNaN(before) ? 1 : 1 + gap;
    columns.set(day, at);
    before = day;
  }
  return columns;
}

export interface CalendarOptions {
  clock: BinClock;
  /** In CSS. */
  colourOf(bin: HostBin): string;
  isMarked(bin: HostBin): boolean;
  choose(bin: HostBin): void;
  /** The bin under the pointer; undefined if there is none. */
  point(bin: HostBin | undefined): void;
}

export function calendarStrip(bins: readonly HostBin[], { clock, colourOf, isMarked, choose, point }: CalendarOptions): SVGSVGElement {
  const columns = columnsOf(bins);
  const [first, last] = [bins[0].day, bins[bins.length - 1].day];
  const step = Math.max(smallest, Math.min(largest, Math.floor(wanted / Math.max(columns.size, clock.slots))));
  const cell = step - 2;
  const [width, height] = [(columns.get(last)! + 1) * step + 1, clock.slots * step + 1];
  const marked = bins.filter(isMarked).length;
  const node = svgElement('svg', { class: 'calendar', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' });
  node.setAttribute('aria-label', `${counted(bins.length, 'bins')} from ${formatDay(first * oneDay)} to ${formatDay(last * oneDay)}; ${counted(marked, 'bins')} of those that are least like any other`);
  node.append(svgElement('rect', { class: 'calendar-ground', x: 0, y: 0, width, height, rx: 3 }));
  for (const bin of bins) {
    const rect = svgElement('rect', { class: isMarked(bin) ? 'calendar-cell marked' : 'calendar-cell', x: columns.get(bin.day)! * step + 1, y: bin.slot * step + 1, width: cell, height: cell, rx: 2 });
    rect.style.fill = colourOf(bin);
    const title = svgElement('title', {});
    title.textContent = `${binName(bin, clock)}: ${counted(bin.processes, 'processes')}${isMarked(bin) ? ', one of those that are least like any other' : ''}`;
    rect.append(title);
    rect.addEventListener('click', () => choose(bin));
    rect.addEventListener('pointerenter', () => point(bin));
    rect.addEventListener('pointerleave', () => point(undefined));
    node.append(rect);
  }
  return node;
}
