// Finds the point under the pointer, with points sorted into square cells.
import type { Points } from '../data/atlas';

export class PointIndex {
  private readonly start: Uint32Array;
  private readonly inCell: Uint32Array;
  private readonly columns: number;
  private readonly rows: number;
  private readonly cell: number;
  private readonly left: number;
  private readonly bottom: number;

  constructor(private readonly points: Points) {
    const { count, x, y } = points;
    const [left, right] = extent(x);
    const [bottom, top] = extent(y);
    this.left = left;
    this.bottom = bottom;
    const area = Math.max((right - left) * (top - bottom), 1e-12);
    this.cell = Math.max(Math.sqrt((2 * area) / Math.max(1, count)), (right - left) / 4096, (top - bottom) / 4096, 1e-9);
    this.columns = Math.floor((right - left) / this.cell) + 1;
    this.rows = Math.floor((top - bottom) / this.cell) + 1;
    const cellOf = Uint32Array.from({ length: count }, (_, i) => this.row(y[i]) * this.columns + this.column(x[i]));
    this.start = new Uint32Array(this.columns * this.rows + 1);
    for (const c of cellOf) ++this.start[c + 1];
    for (let c = 0; c + 1 < this.start.length; ++c) this.start[c + 1] += this.start[c];
    this.inCell = new Uint32Array(count);
    const next = this.start.slice();
    for (let i = 0; i < count; ++i) this.inCell[next[cellOf[i]]++] = i;
  }

  /** Calls `visit` for every point in the cells that a square around (x, y) touches. */
  around(x: number, y: number, reach: number, visit: (point: number) => void): void {
    const [fromColumn, toColumn] = [this.column(x - reach), this.column(x + reach)];
    for (let row = this.row(y - reach), last = this.row(y + reach); row <= last; ++row) {
      const from = this.start[row * this.columns + fromColumn];
      const to = this.start[row * this.columns + toColumn + 1];
      for (let i = from; i < to; ++i) visit(this.inCell[i]);
    }
  }

  /**
   * How many points are in a box; exact for boxes of up to 64 cells, of larger ones the points of every cell that it
   * touches: those hold so many that its rim does not matter.
   */
  countIn(left: number, right: number, bottom: number, top: number): number {
    if (right < this.left || top < this.bottom) return 0;
    const [fromColumn, toColumn, fromRow, toRow] = [this.column(left), this.column(right), this.row(bottom), this.row(top)];
    const exact = (toColumn - fromColumn + 1) * (toRow - fromRow + 1) <= 64;
    const { x, y } = this.points;
    let count = 0;
    for (let row = fromRow; row <= toRow; ++row) {
      const [from, to] = [this.start[row * this.columns + fromColumn], this.start[row * this.columns + toColumn + 1]];
      if (!exact) count += to - from;
      else for (let i = from; i < to; ++i) count += Number(x[this.inCell[i]] >= left && x[this.inCell[i]] <= right && y[this.inCell[i]] >= bottom && y[this.inCell[i]] <= top);
    }
    return count;
  }

  /**
   * The point at (x, y), or −1: the one whose rim is nearest, within `reach` of its rim. `radiusOf` is in map units.
   * Points for which `preferred` holds take precedence.
   */
  at(
    x: number,
    y: number,
    reach: number,
    largestRadius: number,
    radiusOf: (point: number) => number,
    preferred: (point: number) => boolean,
  ): number {
    let best = -1;
    let bestScore = Infinity;
    this.around(x, y, reach + largestRadius, (point) => {
      const distance = Math.hypot(this.points.x[point] - x, this.points.y[point] - y);
      const radius = radiusOf(point);
      if (distance > radius + reach) return;
      // Inside several discs the smallest one is meant: it is drawn on top.
      const score = Math.max(0, distance - radius) + 0.01 * radius + 0.001 * distance + (preferred(point) ? 0 : 1e9);
      if (score < bestScore) [best, bestScore] = [point, score];
    });
    return best;
  }

  private column(x: number): number {
    return Math.min(this.columns - 1, Math.max(0, Math.floor((x - this.left) / this.cell)));
  }

  private row(y: number): number {
    return Math.min(this.rows - 1, Math.max(0, Math.floor((y - this.bottom) / this.cell)));
  }
}

/** The minimum and maximum of some values; 0 and 0 if there are none. */
export function extent(values: Float32Array): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 0];
}
