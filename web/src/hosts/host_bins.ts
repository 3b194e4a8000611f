// The bins of each host, in the order of time.
import type { Points } from '../data/atlas';
import type { Processes } from '../data/processes';
import type { BinClock, CalendarPlace } from './bin_clock';

/** What a host did in a bin of time: an object of the map. */
export interface HostBin extends CalendarPlace {
  point: number;
  /** Its first row; its processes are this and the following. */
  row: number;
  processes: number;
  /** When its first process started, ms since 1970. */
  started: number;
}

export interface HostTimeline {
  /** 1 + the index of its name among the texts of hosts. */
  host: number;
  bins: HostBin[];
}

/** Hosts by the number of their name; objects without a host or a start are left out. */
export function hostTimelines(processes: Processes, clock: BinClock): HostTimeline[] {
  const { object, columns, started, pointOf } = processes;
  const byHost = new Map<number, HostBin[]>();
  for (let row = 0; object && row < processes.count; ) {
    const [, end] = processes.membersWith(row);
    const host = columns.host.row[row];
    // Rows of an object are in the order of their starts, missing ones last.
    if (host > 0 && !Number.isNaN(started[row])) {
      const bin = { point: pointOf[row], row, processes: end - row, started: started[row], ...clock.placeOf(started[row]) };
      const known = byHost.get(host);
      if (known) known.push(bin);
      else byHost.set(host, [bin]);
    }
    row = end;
  }
  const order = (a: HostBin, b: HostBin): number => a.started - b.started || a.row - b.row;
  return [...byHost].sort(([a], [b]) => a - b).map(([host, bins]) => ({ host, bins: bins.sort(order) }));
}

/** From here on, a bin's fifth most similar other shares less than half with it. */
const apart = 128;

/** Whether a bin resembles no other: it is in no cluster, and what is most like it is hardly so. */
export const isUnlikeOthers = ({ cluster, outlier }: Points, { point }: HostBin): boolean => cluster[point] < 0 && outlier[point] >= apart;
