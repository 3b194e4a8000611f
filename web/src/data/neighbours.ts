// The nearest others of every point in the embedding.
import type { ColumnBlock } from './columns';

export interface Neighbour {
  point: number;
  distance: number;
}

export class Neighbours {
  constructor(
    /** Those of point p are start[p] … start[p + 1] − 1 of what follows, nearest first. */
    private readonly start: ArrayLike<number>,
    /** −1 for none */
    private readonly neighbour: ArrayLike<number>,
    private readonly distance: ArrayLike<number>,
  ) {}

  /** Nearest first. */
  of(point: number): Neighbour[] {
    const found: Neighbour[] = [];
    for (let k = this.start[point]; k < this.start[point + 1]; ++k) {
      if (this.neighbour[k] >= 0) found.push({ point: this.neighbour[k], distance: this.distance[k] });
    }
    return found;
  }
}

export function readNeighbours(block: ColumnBlock<{ count: number }>): Neighbours {
  const { count } = block.header;
  const neighbour = Int32Array.from(block.varint('neighbour'), (value) => value - 1);
  const start = Uint32Array.from({ length: count === 0 ? 0 : neighbour.length / count + 1 }, (_, point) => count * point);
  return new Neighbours(start, neighbour, Float64Array.from(block.varint('distance'), (value) => value / 1e4));
}
