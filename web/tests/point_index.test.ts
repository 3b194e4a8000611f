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
