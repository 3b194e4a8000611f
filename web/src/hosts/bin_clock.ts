// The bins of time that a map of hosts was made with, and where each is on a calendar.

const day = 86_400_000;
const units: Record<string, number> = { s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: day };

export interface CalendarPlace {
  /** Days since 1970 of its local date. */
  day: number;
  /** Which bin of the day it is; 0 if bins are a day or longer. */
  slot: number;
}

export interface BinClock {
  /** ms */
  width: number;
  /** Bins in a day; 1 if bins are a day or longer. */
  slots: number;
  /** As the map's options give it: "UTC", "+02:00", "Europe/Berlin". */
  zone: string;
  /** @param time ms since 1970 UTC */
  placeOf(time: number): CalendarPlace;
}

/** What must be added to a time to read its local date and hour as if they were UTC. */
function shiftIn(zone: string): (time: number) => number {
  const offset = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (offset) {
    const minutes = (60 * Number(offset[2]) + Number(offset[3])) * (offset[1] === '-' ? -1 : 1);
    return () => minutes * 60_000;
  }
  if (zone === '' || /^(utc|z)$/i.test(zone)) return () => 0;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' });
    return (time) => {
      const part = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
      return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second) - 1000 * Math.floor(time / 1000);
    };
  } catch {
    return () => 0; // a zone that this browser does not know
  }
}

/** @param parameters of the map: `bin`, such as "3h", and `bin_zone` */
export function binClock(parameters: readonly (readonly [name: string, value: string])[]): BinClock {
  const value = (name: string): string => parameters.find(([found]) => found === name)?.[1] ?? '';
  const bin = /^(\d+)\s*(s|min|m|h|d)$/.exec(value('bin'));
  const width = bin ? Number(bin[1]) * units[bin[2]] : 3 * units.h;
  const zone = value('bin_zone') || 'UTC';
  const shift = shiftIn(zone);
  const slots = Math.max(1, Math.ceil(day / Math.max(width, 60_000)));
  return {
    width,
    slots,
    zone,
    placeOf(time) {
      const local = time + shift(time);
      const date = Math.floor(local / day);
      return { day: date, slot: slots === 1 ? 0 : Math.floor((local - date * day) / width) };
    },
  };
}
