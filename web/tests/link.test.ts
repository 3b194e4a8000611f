import { describe, expect, it } from 'vitest';
import { facetsOf } from '../src/facets/facets';
import { labelColours, labelsFile, madeLabel, nextColour, readLabels } from '../src/labels/labels';
import { flagPlace } from '../src/map/user_label_view';
import { leavesOut, readLink, viewOf, writeLink, type LinkedState } from '../src/state/link';
import { decodePoints, encodePoints } from '../src/state/point_code';
import { exampleDetails, pointsAt } from './example_details';
import { randomNumbers } from './random';

describe('points in a link', () => {
  it('come back as they were', () => {
    const random = randomNumbers(12);
    for (let trial = 0; trial < 200; ++trial) {
      const share = random();
      const points = Uint32Array.from(Array.from({ length: 400 }, (_, i) => i).filter(() => random() < share));
      if (points.length > 0) expect(decodePoints(encodePoints(points), 400)).toEqual(points);
    }
    expect(decodePoints(encodePoints(Uint32Array.of(5, 1_000_000)), 1_000_001)).toEqual(Uint32Array.of(5, 1_000_000));
    expect(encodePoints(Uint32Array.from({ length: 100_000 }, (_, i) => i)).length).toBeLessThan(8);
  });

  it('are rejected when they were not encoded by the page', () => {
    const random = randomNumbers(13);
    const letters = 'ABCXYZabcxyz019-_=+/%<>';
    for (let trial = 0; trial < 500; ++trial) {
      const text = Array.from({ length: 1 + Math.floor(20 * random()) }, () => letters[Math.floor(letters.length * random())]).join('');
      const points = decodePoints(text, 1000);
      if (points) expect(points.every((point, i) => point < 1000 && (i === 0 || point > points[i - 1]))).toBe(true);
    }
    expect(decodePoints('', 10)).toBeUndefined();
    expect(decodePoints('____', 10)).toBeUndefined();
    expect(decodePoints(encodePoints(Uint32Array.of(10)), 10)).toBeUndefined();
  });
});

describe('links', () => {
  const { atlas, details, points } = exampleDetails(17);
  const facets = facetsOf(atlas, details);
  // Hashes must differ for a pin to be found again.
  details.processes.pidHash = (row: number) => `HASH-${row}`;
  const first: LinkedState = { query: '', filters: {}, colourBy: 'cluster', colourBlindSafe: false, selection: undefined, second: undefined, pinned: -1, pinnedRow: -1, list: false, side: undefined, finding: -1 };
  const again = (state: LinkedState): LinkedState => readLink(`#${writeLink(state, atlas, undefined, facets, details)}`, atlas, details, facets);

  it('are empty for the page as it is at first', () => {
    expect(writeLink(first, atlas, undefined, facets, details)).toBe('');
    expect(again(first)).toEqual(first);
  });

  it('show the same again', () => {
    const row = details.processes.start[3];
    const state: LinkedState = {
      query: 'name:/a&b#c=d/ 100% + ü',
      filters: {
        host: { values: [0, 2], except: false },
        name: { values: [1], except: true },
        cluster: { values: [0, 2], except: false },
        flag: { values: [0, 1], except: false },
        time: { from: 1100, to: 1500 },
        outlier: { from: 10, to: 255 },
        novelty: { from: 200, to: 1500 },
      },
      colourBy: 'time',
      colourBlindSafe: true,
      selection: { name: 'Box & more', points: Uint32Array.of(1, 2, 9) },
      second: { name: 'Lasso', points: Uint32Array.of(4) },
      pinned: 3,
      pinnedRow: row,
      list: true,
      side: 'process',
      finding: -1,
    };
    expect(again(state)).toEqual(state);
    expect(again({ ...first, selection: state.selection })).toMatchObject({ side: 'selection' });
    const { start } = details.processes;
    const point = points.multiplicity.findIndex((_, i) => start[i + 1] - start[i] > 1);
    const some = { name: 'Search', points: Uint32Array.of(point), rows: Uint32Array.of(start[point] + 1) };
    expect(again({ ...first, selection: some }).selection).toEqual(some);
  });

  it('lead to a finding by its id, with its processes selected', () => {
    const shown = again({ ...first, finding: 1, side: 'findings' });
    expect(shown).toMatchObject({ finding: 1, side: 'findings' });
    expect(details.processes.hunted?.finding.filter((finding) => finding === 2).length).toBe(details.processes.rowsOfFinding(1).length);
    expect(shown.selection?.points).toEqual(Uint32Array.from(new Set(Array.from(details.processes.rowsOfFinding(1), (row) => details.processes.pointOf[row]))).sort());
    expect(readLink('#finding=of-another-hunt', atlas, details, facets)).toMatchObject({ finding: -1, selection: undefined, side: undefined });
  });

  it('know that placed processes stand out at first, and that an ordinary map has none', () => {
    const placed = { ...atlas, onto: 'yesterday' };
    const ofPlaced = facetsOf(placed, details);
    const atFirst: LinkedState = { ...first, colourBy: 'placed' };
    expect(readLink('', placed, details, ofPlaced)).toEqual(atFirst);
    expect(writeLink(atFirst, placed, undefined, ofPlaced, details)).toBe('');
    for (const colourBy of ['cluster', 'host'] as const) {
      const state: LinkedState = { ...first, colourBy, filters: { placed: { values: [1], except: false } } };
      expect(readLink(writeLink(state, placed, undefined, ofPlaced, details), placed, details, ofPlaced)).toEqual(state);
    }
    expect(readLink('#colour=placed&placed=placed+on+the+map', atlas, details, facets)).toEqual(first);
  });

  it('keep the view', () => {
    expect(viewOf(`#${writeLink(first, atlas, { x: -1.23456, y: 7, zoom: 2.5 }, facets, details)}`)).toEqual({ x: -1.235, y: 7, zoom: 2.5 });
    for (const odd of ['', '#at=1_2', '#at=1_2_x', '#at=1_2_Infinity', '#at=a']) expect(viewOf(odd)).toBeUndefined();
  });

  it('omit a selection that would make them too long, and report it', () => {
    const many = Uint32Array.from({ length: 40_000 }, (_, i) => 7 * i);
    expect(writeLink({ ...first, selection: { name: 'x', points: many } }, atlas, undefined, facets, details)).toBe('');
    const few = { name: 'x', points: Uint32Array.of(1, 5) };
    expect([{}, { selection: few, second: few }, { selection: few, second: { name: 'x', points: many } }, { selection: { ...few, rows: many } }].map((state) => leavesOut({ ...first, ...state }))).toEqual([false, false, true, true]);
  });

  it('may contain anything: what does not fit is ignored', () => {
    const odd = '#host=nowhere&not-name=<script>&cluster=999999&cluster=-1&time=5&outlier=1_x&colour=constructor&select=%%%&held=zzzz&pin=none&q=%00%ff&safe=yes&list=true&at=NaN_0_0&__proto__=1';
    expect(readLink(odd, atlas, details, facets)).toMatchObject({ filters: {}, colourBy: 'cluster', colourBlindSafe: false, selection: undefined, second: undefined, pinned: -1, list: false });
    expect(points.count).toBe(40);
  });
});

describe('labels', () => {
  const { atlas, details } = exampleDetails(19);
  details.processes.pidHash = (row: number) => `HASH-${row}`;

  it('come back from their file, also into a map that numbers its points otherwise', () => {
    const labels = [madeLabel('  Beacon  ', 'a\nnote', 'd55e00', [5, 2, 2], -1), madeLabel('noise', '', '#nonsense', [7], 2)];
    expect(labels[0]).toEqual({ name: 'Beacon', note: 'a\nnote', colour: 'd55e00', points: Uint32Array.of(2, 5), cluster: -1 });
    expect(labels[1].colour).toBe(labelColours[0]);
    const file = labelsFile(labels, atlas, details);
    expect(readLabels(file, details)).toEqual({ labels, unknown: 0, others: [] });
    expect(readLabels(file.replaceAll('HASH-', 'hash-'), details).labels).toEqual(labels);
    const other = JSON.parse(file) as { labels: { processes: string[] }[] };
    other.labels[0].processes.push('of another map');
    expect(readLabels(JSON.stringify(other), details)).toMatchObject({ unknown: 1 });
  });

  it('are read as data only', () => {
    expect(() => readLabels('<html>', details)).toThrow('not JSON');
    for (const odd of ['null', '[]', '3', '{}', '{"format":"proclens labels","version":2,"labels":[]}', '{"format":"proclens labels","version":1,"labels":{}}']) {
      expect(() => readLabels(odd, details)).toThrow('no proclens labels');
    }
    const odd = { format: 'proclens labels', version: 1, labels: [null, 5, { name: 7, note: [], colour: {}, processes: 'x' }, { name: 'x'.repeat(9999), processes: ['HASH-0', 4, null], cluster: '1' }] };
    const { labels, unknown } = readLabels(JSON.stringify(odd), details);
    expect(labels).toEqual([{ name: 'x'.repeat(120), note: '', colour: labelColours[0], points: Uint32Array.of(0), cluster: -1 }]);
    expect(unknown).toBe(2);
  });

  it('take the colour that is used least, and stand at one of their points', () => {
    expect(nextColour([])).toBe(labelColours[0]);
    expect(nextColour([madeLabel('a', '', labelColours[0], [1], -1)])).toBe(labelColours[1]);
    const points = pointsAt([0, 10, 4, 100], [0, 0, 0, 0]);
    points.multiplicity.set([1, 1, 1, 50]);
    expect(flagPlace(points, Uint32Array.of(0, 1, 2))).toEqual([4, 0]);
    expect(flagPlace(points, Uint32Array.of(0, 1, 2, 3))).toEqual([100, 0]);
  });
});
