import { describe, expect, it } from 'vitest';
import { FeaturesOfClusters } from '../src/compare/cluster_features';
import { ancestorsOf } from '../src/compare/lineage';
import { differing, nearestTwin } from '../src/compare/twin';
import { exampleDetails, featuresOf, pointsAt, processesOf, texts } from './example_details';

const pointsOf = (multiplicity: number[], cluster: number[] = []) => {
  const points = pointsAt(multiplicity.map(() => 0), multiplicity.map(() => 0));
  points.multiplicity.set(multiplicity);
  if (cluster.length > 0) points.cluster.set(cluster);
  return points;
};

describe('nearestTwin', () => {
  it('is the common bag that shares most information, with exactly what differs', () => {
    const features = featuresOf([[0, 3, 4], [3, 4, 5], [0, 1, 2], [0, 3, 4, 5]], 6);
    // Point 3 is the most similar, but only one object has it.
    expect(nearestTwin(features, pointsOf([1, 20, 10, 1]), 0)).toMatchObject({ point: 2, shared: 1, onlyHere: [3, 4], onlyThere: [1, 2] });
    expect(nearestTwin(features, pointsOf([1, 20, 10, 10]), 0)).toMatchObject({ point: 3, shared: 3, onlyHere: [], onlyThere: [5] });
  });

  it('tries less common ones if none is common, and finds none if nothing informative is shared', () => {
    const features = featuresOf([[0, 1], [0], [1]], 2);
    expect(nearestTwin(features, pointsOf([1, 6, 5]), 0)?.point).toBe(1);
    expect(nearestTwin(features, pointsOf([1, 4, 2]), 0)).toBeUndefined();
    expect(nearestTwin(featuresOf([[0], [0]], 1, [0]), pointsOf([1, 50]), 0)).toBeUndefined();
    expect(nearestTwin(featuresOf([[], [0]], 1), pointsOf([1, 50]), 0)).toBeUndefined();
  });

  it('is nothing that is less than a tenth alike', () => {
    const other = (of: number): number[] => Array.from({ length: of }, (_, i) => i);
    expect(nearestTwin(featuresOf([[0], other(10)], 11, Array(11).fill(1)), pointsOf([1, 50]), 0)?.likeness).toBeCloseTo(0.1, 12);
    expect(nearestTwin(featuresOf([[0], other(11)], 11, Array(11).fill(1)), pointsOf([1, 50]), 0)).toBeUndefined();
  });

  it('agrees with comparing sets, on random bags', () => {
    const { points, details: { features } } = exampleDetails(3, 60);
    const weight = (set: Iterable<number>): number => [...set].reduce((sum, f) => sum + features.weight[f], 0);
    for (let point = 0; point < points.count; ++point) {
      const own = new Set(features.of(point));
      const likeness = (other: number): number => {
        const theirs = new Set(features.of(other));
        return weight([...own].filter((f) => theirs.has(f))) / weight(new Set([...own, ...theirs]));
      };
      const common = Array.from({ length: points.count }, (_, i) => i).filter((i) => i !== point && points.multiplicity[i] >= 5);
      const twin = nearestTwin(features, points, point);
      if (own.size === 0) continue;
      expect(twin?.likeness).toBeCloseTo(Math.max(...common.map(likeness)), 12);
      expect(differing(features, point, twin!.point)).toEqual({ shared: twin!.shared, onlyHere: twin!.onlyHere, onlyThere: twin!.onlyThere });
    }
  });
});

describe('FeaturesOfClusters', () => {
  it('counts the processes of a cluster that have an image, and what a point lacks of the usual', () => {
    const features = featuresOf([[0, 1], [1, 2], [0], [1]], 3);
    const images = new FeaturesOfClusters(features, pointsOf([1, 99, 7, 5], [0, 0, -1, 0]));
    expect(images.of(0)).toEqual({ objects: 105, having: Uint32Array.of(1, 105, 99) });
    expect(images.of(-1)).toEqual({ objects: 7, having: Uint32Array.of(7, 0, 0) });
    expect(images.missing(0, 0)).toEqual([2]);
    expect(images.missing(1, 0)).toEqual([]);
    expect(images.missing(2, -1)).toEqual([]); // too few to say what is usual
  });
});

describe('ancestorsOf', () => {
  const named = (names: string[]) => ({ row: Uint32Array.from(names, (_, i) => i + 1), texts: texts(...names) });

  it('follows parents on the map and then the names that the oldest of them recorded', () => {
    const none = { row: new Uint32Array(3), texts: texts() };
    const lineage = { row: Uint32Array.of(0, 1, 2), texts: texts('=cmd.exe->explorer.exe->userinit.exe', '=whoami.exe->cmd.exe') };
    const processes = processesOf(3, {
      columns: { name: named(['other.exe', 'cmd.exe', 'whoami.exe']), lineage, host: none, args: none, user: none, hashText: none },
      parent: Int32Array.of(-1, -1, 1),
    });
    expect(ancestorsOf(processes, 2)).toEqual({
      steps: [{ name: 'userinit.exe', row: -1 }, { name: 'explorer.exe', row: -1 }, { name: 'cmd.exe', row: 1 }, { name: 'whoami.exe', row: 2 }],
      more: 0,
      circle: false,
    });
    expect([...processes.childrenOf(1)]).toEqual([2]);
    expect([...processes.childrenOf(2)]).toEqual([]);
  });

  it('ends at cycles of parents, and after many steps', () => {
    const circle = processesOf(2, { parent: Int32Array.of(1, 0) });
    expect(ancestorsOf(circle, 0)).toMatchObject({ circle: true, steps: [{ row: 1 }, { row: 0 }] });
    const chain = processesOf(10_000, { parent: Int32Array.from({ length: 10_000 }, (_, i) => i - 1) });
    expect(ancestorsOf(chain, 9_999).steps.length).toBe(60);
  });
});
