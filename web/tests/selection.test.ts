import { describe, expect, it } from 'vitest';
import { differences } from '../src/compare/differences';
import { csvCell, csvOf } from '../src/export/csv';
import type { TextOf } from '../src/data/whole_texts';
import { exportColumns, exportCsv, exportHashes, exportJson } from '../src/export/rows';
import type { Processes } from '../src/data/processes';
import { fileName } from '../src/export/download';
import { sortedRows, sortKeys } from '../src/select/order';
import { inside, pointsInside } from '../src/select/region';
import { changed, rowsOf, weightsOf } from '../src/select/selection';
import { words, exampleDetails, featuresOf, pointsAt } from './example_details';
import { randomNumbers } from './random';

const noveltyIn = ({ hunted }: Processes, row: number): number | undefined => (Number.isNaN(hunted!.novelty[row]) ? undefined : hunted!.novelty[row]);

describe('regions', () => {
  it('hold what an angle sum says, for random lassos', () => {
    const random = randomNumbers(8);
    const points = pointsAt(Array.from({ length: 300 }, random), Array.from({ length: 300 }, random));
    const corners = 9;
    // A star around the middle: its winding number is 1 inside and 0 outside, so both rules agree.
    const star = Array.from({ length: corners }, (_, i) => {
      const [angle, reach] = [(2 * Math.PI * i) / corners, 0.15 + 0.3 * random()];
      return [0.5 + reach * Math.cos(angle), 0.5 + reach * Math.sin(angle)];
    });
    const expected: number[] = [];
    for (let i = 0; i < points.count; ++i) {
      let turned = 0;
      star.forEach(([ax, ay], k) => {
        const [bx, by] = star[(k + 1) % corners];
        const [ux, uy, vx, vy] = [ax - points.x[i], ay - points.y[i], bx - points.x[i], by - points.y[i]];
        turned += Math.atan2(ux * vy - uy * vx, ux * vx + uy * vy);
      });
      if (Math.abs(turned) > Math.PI) expected.push(i);
    }
    expect(expected.length).toBeGreaterThan(20);
    expect(pointsInside(points, star.flat(), undefined)).toEqual(expected);
    const lit = Uint8Array.from({ length: points.count }, (_, i) => i % 2);
    expect(pointsInside(points, star.flat(), lit)).toEqual(expected.filter((i) => i % 2 === 1));
  });

  it('are empty when they are a line', () => {
    expect(inside([0, 0, 1, 1], 0.5, 0.5)).toBe(false);
    expect(inside([], 0, 0)).toBe(false);
  });
});

describe('a selection', () => {
  it('is replaced, added to and taken from', () => {
    const first = changed(undefined, [3, 1, 3], 'Box', 'replace');
    expect(first).toEqual({ name: 'Box', points: Uint32Array.of(1, 3) });
    const more = changed(first, [10, 2], 'Lasso', 'add');
    expect(more).toEqual({ name: 'Box …', points: Uint32Array.of(1, 2, 3, 10) });
    expect(changed(more, [1, 2, 3], 'Box', 'remove')).toEqual({ name: 'Box …', points: Uint32Array.of(10) });
    expect(changed(more, [1, 2, 3, 10], 'Box', 'remove')).toBeUndefined();
    expect(changed(more, [], 'Box', 'replace')).toBeUndefined();
  });

  it('is of the processes that were shown when it was made, whatever is shown later', () => {
    const { details, points, rows } = exampleDetails(4);
    const { processes } = details;
    const shown = { lit: new Uint8Array(0), rows: Uint8Array.from({ length: rows }, (_, row) => (row % 3 === 0 ? 1 : 0)), points: 0, processes: 0 };
    const chosen = [1, 2, 3, 8];
    const expected = Array.from({ length: rows }, (_, row) => row).filter((row) => row % 3 === 0 && chosen.includes(processes.pointOf[row]));
    const found = changed(undefined, chosen, 'Search x', 'replace', processes, shown)!;
    expect([...rowsOf(found, processes, undefined)]).toEqual(expected);
    expect([...found.points]).toEqual([...new Set(expected.map((row) => processes.pointOf[row]))]);
    const weights = weightsOf(found, points, processes, undefined);
    for (const point of chosen) expect(weights[point]).toBe(expected.filter((row) => processes.pointOf[row] === point).length);
    // Whole points join those rows; without them it is as before; all rows of its points are just the points.
    const more = changed(found, [5], 'Box', 'add', processes)!;
    expect([...rowsOf(more, processes, undefined)]).toEqual([...new Set([...expected, ...Array.from({ length: rows }, (_, row) => row).filter((row) => processes.pointOf[row] === 5)])].sort((a, b) => a - b));
    expect([...rowsOf(changed(more, [5], 'Box', 'remove', processes)!, processes, undefined)]).toEqual(expected);
    expect(changed(found, chosen, 'Box', 'add', processes)).toEqual({ name: 'Search x …', points: Uint32Array.from(chosen) });
    expect(changed(found, chosen, 'Box', 'remove', processes)).toBeUndefined();
  });

  it('has the rows that are shown, and counts processes without details only when all are', () => {
    const { points, details, rows } = exampleDetails(4);
    const { processes } = details;
    const selection = { name: '', points: Uint32Array.of(0, 1, 7) };
    const all = Array.from({ length: rows }, (_, row) => row).filter((row) => [0, 1, 7].includes(processes.pointOf[row]));
    expect([...rowsOf(selection, processes, undefined)]).toEqual(all);
    expect([...weightsOf(selection, points, processes, undefined)].map((w, i) => (w > 0 ? [i, w] : undefined)).filter(Boolean)).toEqual([0, 1, 7].map((i) => [i, points.multiplicity[i]]));
    const shown = { lit: new Uint8Array(0), rows: new Uint8Array(rows), points: 0, processes: 0 };
    expect([...rowsOf(selection, processes, shown)]).toEqual(all); // none of it is shown: then all of it is meant
    shown.rows[processes.start[1]] = 1;
    expect([...rowsOf(selection, processes, shown)]).toEqual([processes.start[1]]);
    expect(weightsOf(selection, points, processes, shown).reduce((sum, w) => sum + w, 0)).toBe(1);
  });
});

describe('differences', () => {
  const random = randomNumbers(31);
  const below = (most: number): number => Math.floor(most * random());
  const [count, images] = [50, 12];
  const bags = Array.from({ length: count }, () => Array.from({ length: images }, (_, i) => i).filter(() => random() < 0.3));
  const counts = bags.map((bag) => bag.map(() => 1 + below(3)));
  const weight = Array.from({ length: images }, () => random()).sort((a, b) => b - a);
  const features = featuresOf(bags, images, weight, counts);
  const points = pointsAt(Array(count).fill(0), Array(count).fill(0));
  points.multiplicity.forEach((_, i) => (points.multiplicity[i] = 1 + below(30)));

  /** One row per process, as in docs/topics.md: the mean of the rows, scaled to sum to 1. */
  function profile(times: (point: number) => number): number[] {
    const sums = Array(images).fill(0);
    for (let point = 0; point < count; ++point) {
      for (let process = 0; process < times(point); ++process) bags[point].forEach((f, k) => (sums[f] += counts[point][k] * weight[f]));
    }
    const total = sums.reduce((sum, value) => sum + value, 0);
    return sums.map((value) => (total > 0 ? value / total : 0));
  }

  it('are those of one row per process, against the whole map and against others', () => {
    for (let trial = 0; trial < 20; ++trial) {
      const here = Float64Array.from({ length: count }, (_, i) => (random() < 0.3 ? 1 + below(points.multiplicity[i]) : 0));
      const there = Float64Array.from({ length: count }, (_, i) => (random() < 0.3 ? points.multiplicity[i] : 0));
      for (const others of [undefined, there]) {
        const a = profile((point) => here[point]);
        const b = profile((point) => (others ?? points.multiplicity)[point]);
        const found = differences(features, points, here, others, images);
        for (const { feature, difference } of found) expect(difference).toBeCloseTo(a[feature] - b[feature], 12);
        const sizes = found.map(({ difference }) => Math.abs(difference));
        expect(sizes).toEqual([...sizes].sort((x, y) => y - x));
        expect(found.length).toBe(a.filter((value, f) => Math.abs(value - b[f]) > 1e-15).length);
        const having = (weights: ArrayLike<number>, f: number): number => bags.reduce((sum, bag, i) => sum + (bag.includes(f) ? weights[i] : 0), 0);
        for (const { feature, here: h, there: t } of found) {
          expect(h).toBe(having(here, feature));
          expect(t).toBe(others ? having(others, feature) : having(points.multiplicity, feature) - h);
        }
      }
    }
  });

  it('are none between the whole map and itself', () => {
    expect(differences(features, points, Float64Array.from(points.multiplicity), undefined, 5)).toEqual([]);
  });
});

describe('CSV', () => {
  it('makes text of what a spreadsheet would run', () => {
    for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', "=cmd|'/c calc'!A1", '\t=1', ' =1', '\r=1', '\0=1', '＝1', '＋1', '－1', '＠1', '\n@x']) {
      expect(csvCell(formula)).toMatch(/^"'/);
    }
    expect(csvCell('svchost.exe')).toBe('"svchost.exe"');
    expect(csvCell('a "b"\r\nc')).toBe('"a ""b""\r\nc"');
    expect(csvCell('"=1')).toBe('"""=1"');
    expect(csvCell(-5)).toBe('-5');
    expect(csvCell(undefined)).toBe('');
    expect(csvOf(['a', 'b'], [[1, 'x'], [undefined, '']])).toBe('"a","b"\r\n1,"x"\r\n,""\r\n');
  });
});

describe('export', () => {
  const { atlas, details } = exampleDetails(9);
  const rows = Uint32Array.of(0, 3, 5);
  const asHere: TextOf = (field, row) => details.processes.text(field, row);

  it('writes the same processes in each format', () => {
    const json = JSON.parse(exportJson(atlas, details, rows, asHere)) as Record<string, unknown>[];
    expect(json.map((record) => Object.keys(record))).toEqual(json.map(() => [...exportColumns, 'novelty', 'reasons', 'labels']));
    [...rows].forEach((row, i) => {
      const p = details.processes.process(row);
      expect(json[i]).toMatchObject({ pid_hash: p.pidHash, hostname: p.host ?? null, process_name: p.name ?? null, cluster: atlas.points.cluster[details.processes.pointOf[row]], novelty: noveltyIn(details.processes, row) === undefined ? null : noveltyIn(details.processes, row)! / 100, reasons: details.processes.text('reasons', row) ?? null, labels: details.processes.labelsOf(row).join('\n') || null });
    });
    expect(exportCsv(atlas, details, rows, asHere).split('\r\n')).toHaveLength(5);
    expect(exportHashes(details, rows)).toBe([...rows].map((row) => details.processes.pidHash(row)).filter((hash) => hash !== '').map((hash) => `${hash}\n`).join(''));
  });

  it('names files harmlessly', () => {
    expect(fileName('../../Évil <title>\\x', 'csv')).toBe('vil-title-x.csv');
    expect(fileName('…', 'txt')).toBe('proclens.txt');
  });
});

describe('sortedRows', () => {
  it('sorts by every column in both directions, what is missing last', () => {
    const { atlas, details: { processes }, rows } = exampleDetails(6);
    const all = Uint32Array.from({ length: rows }, (_, i) => i);
    for (const by of sortKeys) {
      for (const descending of [false, true]) {
        const sorted = sortedRows(all, atlas, processes, { by, descending });
        expect([...sorted].sort((a, b) => a - b)).toEqual([...all]);
        const values = [...sorted].map((row) => {
          const p = processes.process(row);
          const point = processes.pointOf[row];
          return { object: undefined, name: p.name, args: p.args, host: p.host, user: p.user, started: p.started, state: processes.state[row] || undefined, cluster: atlas.points.cluster[point], outlier: atlas.points.outlier[point], novelty: noveltyIn(processes, row), rules: processes.columns.rules!.row[row] || undefined }[by];
        });
        const known = values.filter((value) => value !== undefined);
        expect(values.slice(known.length).every((value) => value === undefined)).toBe(true);
        // The example's dictionary of texts is not sorted: compare by index in it.
        const place = (value: string | number): number => (typeof value === 'number' ? value : words.indexOf(value));
        for (let i = 1; i < known.length; ++i) {
          const step = place(known[i]) - place(known[i - 1]);
          expect(descending ? step <= 0 : step >= 0).toBe(true);
        }
      }
    }
  });
});
