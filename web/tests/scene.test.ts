import { describe, expect, it } from 'vitest';
import { Colourer } from '../src/colour/colouring';
import { aside, focus, neutral } from '../src/colour/palettes';
import { drawingOrder, pointSets } from '../src/map/scene';
import type { PointSet } from '../src/map/surface';
import { exampleDetails } from './example_details';

const { atlas, points, details } = exampleDetails(31, 60);
points.x.forEach((_, i) => (points.x[i] = i));
const order = drawingOrder(points);
const drawn = ({ positions }: PointSet): number[] => Array.from(positions).filter((_, i) => i % 2 === 0);
const colourAt = ({ colours }: PointSet, at: number): number[] => [...colours.subarray(4 * at, 4 * at + 4)];

describe('what is drawn', () => {
  const colouring = new Colourer(atlas, details).colouring('cluster', 'light', false);
  const noise = [...points.cluster.keys()].filter((i) => points.cluster[i] < 0);

  it('rims what a search has found, so that noise is seen among what is set aside', () => {
    const lit = new Uint8Array(points.count);
    for (const point of noise.slice(0, 5)) lit[point] = 1;
    const sets = pointSets(points, order, colouring, 'light', lit, undefined);
    expect(drawn(sets.rims).sort((a, b) => a - b)).toEqual(noise.slice(0, 5));
    expect(colourAt(sets.rims, 0).slice(0, 3)).toEqual([...focus.light]);
    // Noise is drawn as strongly as any other point, and unlike what is set aside.
    expect(colourAt(sets.lit, 0)).toEqual([...neutral.light, 218]);
    expect(colourAt(sets.aside, 0).slice(0, 3)).toEqual([...aside.light]);
  });

  it('keeps the rims of selections, and rims nothing while most points are lit', () => {
    const lit = new Uint8Array(points.count).fill(1);
    const rim = new Uint8Array(points.count);
    rim[3] = 2;
    expect(drawn(pointSets(points, order, colouring, 'dark', lit, rim).rims)).toEqual([3]);
    expect(drawn(pointSets(points, order, colouring, 'dark', lit, undefined).rims)).toEqual([]);
    lit.fill(0);
    lit[7] = 1;
    expect(drawn(pointSets(points, order, colouring, 'dark', lit, rim).rims).sort()).toEqual([3, 7]);
  });

  it('draws the most serious flag and the rarest label over all others', () => {
    for (const by of ['flag', 'rule'] as const) {
      const marked = new Colourer(atlas, details).colouring(by, 'light', false);
      const ranks = drawn(pointSets(points, order, marked, 'light', undefined, undefined).lit).map((point) => marked.rank![marked.index[point]]);
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
      expect(new Set(ranks).size).toBeGreaterThan(1);
    }
  });
});
