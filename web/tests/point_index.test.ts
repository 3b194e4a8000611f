import { describe, expect, it } from 'vitest';
import { PointIndex } from '../src/map/point_index';
import { pointsAt } from './example_details';
import { randomNumbers } from './random';

describe('PointIndex', () => {
  const random = randomNumbers(7);
  const normal = () => random() + random() + random() - 1.5;

  it('finds the nearest point as trying all of them does', () => {
    const points = pointsAt(
      Array.from({ length: 3000 }, () => 10 * normal()),
      Array.from({ length: 3000 }, () => 3 * normal()),
    );
    const index = new PointIndex(points);
    for (let trial = 0; trial < 500; ++trial) {
      const [x, y, reach] = [16 * normal(), 5 * normal(), 0.4 * random()];
      let nearest = -1;
      let least = Infinity;
      for (let i = 0; i < points.count; ++i) {
        const distance = Math.hypot(points.x[i] - x, points.y[i] - y);
        if (distance <= reach && distance < least) [nearest, least] = [i, distance];
      }
      expect(index.at(x, y, reach, 0, () => 0, () => true)).toBe(nearest);
    }
  });

  it('counts the points of a box as looking at all of them does, and never misses one of a large box', () => {
    const points = pointsAt(
      Array.from({ length: 4000 }, () => 10 * normal()),
      Array.from({ length: 4000 }, () => 3 * normal()),
    );
    const index = new PointIndex(points);
    for (let trial = 0; trial < 300; ++trial) {
      const [x, y, width, height] = [16 * normal(), 5 * normal(), 0.6 * random(), 0.6 * random()];
      const inside = (i: number, spare = 0) => Math.abs(points.x[i] - x) <= width + spare && Math.abs(points.y[i] - y) <= height + spare;
      const all = Array.from({ length: points.count }, (_, i) => i);
      const [least, most] = [all.filter((i) => inside(i)).length, all.filter((i) => inside(i, 0.5)).length];
      const count = index.countIn(x - width, x + width, y - height, y + height);
      if (width < 0.2 && height < 0.2) expect(count).toBe(least);
      expect(count).toBeGreaterThanOrEqual(least);
      expect(count).toBeLessThanOrEqual(most);
    }
    expect(index.countIn(100, 101, 0, 1)).toBe(0);
  });

  it('prefers the smaller of two discs that cover a position, and lit points to others', () => {
    const points = pointsAt([0, 0.5], [0, 0]);
    const index = new PointIndex(points);
    const radius = (point: number) => [2, 0.2][point];
    expect(index.at(0.5, 0, 0.1, 2, radius, () => true)).toBe(1);
    expect(index.at(-1, 0, 0.1, 2, radius, () => true)).toBe(0);
    expect(index.at(0.5, 0, 0.1, 2, radius, (point) => point === 0)).toBe(0);
  });

  it('copes with one point, equal points and none', () => {
    expect(new PointIndex(pointsAt([], [])).at(0, 0, 1, 0, () => 0, () => true)).toBe(-1);
    expect(new PointIndex(pointsAt([5], [5])).at(5.5, 5, 1, 0, () => 0, () => true)).toBe(0);
    expect(new PointIndex(pointsAt([5, 5, 5], [5, 5, 5])).at(5, 5, 1, 0, () => 0, () => true)).toBe(0);
  });
});
