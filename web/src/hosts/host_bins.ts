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

/** How large a share of all bins is marked as least like any other. */
const marked = 0.05;

/** Whether a bin is one of the twentieth of all bins with the highest outlier scores; those that share a score are in or out together. */
export function leastAlike(timelines: readonly HostTimeline[], { outlier }: Points): (bin: HostBin) => boolean {
  const scores = Uint8Array.from(timelines.flatMap(({ bins }) => bins), ({ point }) => outlier[point]).sort();
  const most = Math.floor(marked * scores.length);
  // The lowest score that at most that many bins reach.
  let least = 256;
  for (let at = scores.length - most; at < scores.length && least === 256; ++at) if (scores[at] > scores[at - 1]) least = scores[at];
  return ({ point }) => outlier[point] >= Math.max(1, least);
}
