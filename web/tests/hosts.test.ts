import { describe, expect, it } from 'vitest';
import { Processes } from '../src/data/processes';
import { PackedTexts } from '../src/data/texts';
import { binClock } from '../src/hosts/bin_clock';
import { binName, columnsOf } from '../src/hosts/calendar';
import { hostTimelines, leastAlike, type HostBin } from '../src/hosts/host_bins';
import { pointsAt } from './example_details';

const at = (text: string): number => Date.parse(text);
const daysSince1970 = (text: string): number => Date.parse(`${text}T00:00Z`) / 86_400_000;

describe('binClock', () => {
  it('divides days into bins, in UTC unless the map says otherwise', () => {
    const clock = binClock([['bin', '3h']]);
    expect([clock.width, clock.slots, clock.zone]).toEqual([10_800_000, 8, 'UTC']);
    expect(clock.placeOf(at('2024-03-05T00:00Z'))).toEqual({ day: daysSince1970('2024-03-05'), slot: 0 });
    expect(clock.placeOf(at('2024-03-05T23:59:59Z'))).toEqual({ day: daysSince1970('2024-03-05'), slot: 7 });
    expect(clock.placeOf(-1)).toEqual({ day: -1, slot: 7 });
  });

  it('knows offsets and named zones, summer time included', () => {
    expect(binClock([['bin', '6h'], ['bin_zone', '-05:30']]).placeOf(at('2024-03-05T03:00Z'))).toEqual({ day: daysSince1970('2024-03-04'), slot: 3 });
    const berlin = binClock([['bin', '1h'], ['bin_zone', 'Europe/Berlin']]);
    expect(berlin.placeOf(at('2024-03-05T23:30Z'))).toEqual({ day: daysSince1970('2024-03-06'), slot: 0 });
    expect(berlin.placeOf(at('2024-07-05T22:30Z'))).toEqual({ day: daysSince1970('2024-07-06'), slot: 0 });
    expect(berlin.placeOf(at('2024-07-05T22:30:00.500Z'))).toEqual({ day: daysSince1970('2024-07-06'), slot: 0 });
  });

  it('takes days and longer as one bin a day, and what it does not know as the defaults', () => {
    expect(binClock([['bin', '2d']]).slots).toBe(1);
    expect(binClock([]).slots).toBe(8);
    expect(binClock([['bin', 'fortnight'], ['bin_zone', 'Nowhere/<b>']]).placeOf(at('2024-03-05T10:00Z'))).toEqual({ day: daysSince1970('2024-03-05'), slot: 3 });
  });

  it('names bins by their local start', () => {
    const bin = (slot: number): HostBin => ({ point: 0, row: 0, processes: 1, started: 0, day: daysSince1970('2024-03-05'), slot });
    expect(binName(bin(3), binClock([['bin', '3h']]))).toBe('5 Mar 2024 09:00');
    expect(binName(bin(3), binClock([['bin', '30m']]))).toBe('5 Mar 2024 01:30');
    expect(binName(bin(0), binClock([['bin', '1d']]))).toBe('5 Mar 2024');
  });
});

describe('hostTimelines', () => {
  /** Rows of (point, object, host, start), sorted as on a page. */
  function processesOf(rows: [point: number, object: number, host: number, started: number][], points: number): Processes {
    const column = (values: number[] = rows.map(() => 0)) => ({ row: Uint32Array.from(values), texts: new PackedTexts(new TextEncoder().encode('ab'), [0, 1, 2]) });
    const nothing = new Float64Array(rows.length).fill(NaN);
    const start = Uint32Array.from({ length: points + 1 }, (_, point) => rows.filter(([of]) => of < point).length);
    return Processes.of(
      { lineage_states: [], lineage_flags: [], terms: [] },
      {
        start,
        object: Uint32Array.from(rows, ([, object]) => object),
        columns: { host: column(rows.map(([, , host]) => host)), name: column(), args: column(), user: column(), lineage: column(), hashText: column() },
        started: Float64Array.from(rows, ([, , , started]) => started),
        lifetime: nothing,
        exitCode: nothing,
        osPid: nothing,
        parent: new Int32Array(rows.length).fill(-1),
        state: new Uint8Array(rows.length),
        flags: new Uint32Array(rows.length),
        hashForm: new Uint8Array(rows.length),
        hash: new Uint8Array(16 * rows.length),
      },
    );
  }

  it('puts the bins of each host in the order of time', () => {
    const hour = 3_600_000;
    const processes = processesOf([[0, 0, 1, 9 * hour], [0, 0, 1, 9 * hour + 5], [0, 1, 2, 1 * hour], [1, 2, 1, 2 * hour], [2, 3, 1, 30 * hour], [2, 4, 0, 1], [2, 5, 2, NaN]], 3);
    const timelines = hostTimelines(processes, binClock([['bin', '3h']]));
    expect(timelines.map(({ host, bins }) => [host, bins.map(({ point, row, processes: count, day, slot }) => [point, row, count, day, slot])])).toEqual([
      [1, [[1, 3, 1, 0, 0], [0, 0, 2, 0, 3], [2, 4, 1, 1, 2]]],
      [2, [[0, 2, 1, 0, 0]]],
    ]);
  });

  const bin = (point: number, day = 0): HostBin => ({ point, row: 0, processes: 1, started: 0, day, slot: 0 });

  it('marks the twentieth of all bins that is least like any other, and none if all are equal', () => {
    const count = 100;
    const points = pointsAt(Array.from({ length: count }, () => 0), Array.from({ length: count }, () => 0));
    const timelines = [{ host: 1, bins: Array.from({ length: 60 }, (_, i) => bin(i)) }, { host: 2, bins: Array.from({ length: 40 }, (_, i) => bin(60 + i)) }];
    const markedOf = (): number[] => timelines.flatMap(({ bins }) => bins).filter(leastAlike(timelines, points)).map(({ point }) => point);
    points.outlier.set(Array.from({ length: count }, (_, i) => i));
    expect(markedOf()).toEqual([95, 96, 97, 98, 99]);
    points.outlier.fill(90, 90);
    expect(markedOf()).toEqual([]);
    points.outlier.fill(200, 98);
    expect(markedOf()).toEqual([98, 99]);
    points.outlier.fill(7);
    expect(markedOf()).toEqual([]);
    points.outlier.fill(0);
    expect(markedOf()).toEqual([]);
    expect([bin(0)].filter(leastAlike([{ host: 1, bins: [bin(0)] }], points))).toEqual([]);
  });

  it('puts days with bins side by side, with a gap for all days in between', () => {
    expect([...columnsOf([bin(0, 5), bin(1, 5), bin(2, 6), bin(3, 900), bin(4, 901)])]).toEqual([[5, 0], [6, 1], [900, 2.5], [901, 3.5]]);
  });
});
