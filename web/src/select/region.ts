// Finds the points inside a box or lasso.
import type { Points } from '../data/atlas';

/** Corners in map units, x and y in turn; the last is joined to the first. */
export type Polygon = readonly number[];

/** Whether a position is inside, by the even-odd rule: a ray to the right crosses the boundary an odd number of times. */
export function inside(polygon: Polygon, x: number, y: number): boolean {
  let odd = false;
  const corners = polygon.length / 2;
  for (let i = 0, j = corners - 1; i < corners; j = i++) {
    const [xi, yi, xj, yj] = [polygon[2 * i], polygon[2 * i + 1], polygon[2 * j], polygon[2 * j + 1]];
    if (yi > y !== yj > y && x < xi + ((xj - xi) * (y - yi)) / (yj - yi)) odd = !odd;
  }
  return odd;
}

/** The points inside, ascending; only lit ones if some are set aside. */
export function pointsInside(points: Points, polygon: Polygon, lit: Uint8Array | undefined): number[] {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let i = 0; i < polygon.length; i += 2) {
    left = Math.min(left, polygon[i]);
    right = Math.max(right, polygon[i]);
    bottom = Math.min(bottom, polygon[i + 1]);
    top = Math.max(top, polygon[i + 1]);
  }
  const found: number[] = [];
  for (let point = 0; point < points.count; ++point) {
    const [x, y] = [points.x[point], points.y[point]];
    if (x < left || x > right || y < bottom || y > top || (lit && !lit[point])) continue;
    if (inside(polygon, x, y)) found.push(point);
  }
  return found;
}
