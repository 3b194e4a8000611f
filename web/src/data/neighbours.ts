// The nearest others of every point in the embedding.
import type { ColumnBlock } from './columns';

export interface Neighbour {
  point: number;
  distance: number;
}

export class Neighbours {
  constructor(
    private readonly count: number,
    /** Per point `count` others, one higher; 0 for none. */
    private readonly neighbour: Uint32Array,
    /** ten-thousandths */
    private readonly distance: Uint32Array,
  ) {}

  /** Nearest first. */
  of(point: number): Neighbour[] {
    const found: Neighbour[] = [];
    for (let k = this.count * point; k < this.count * (point + 1); ++k) {
      if (this.neighbour[k] > 0) found.push({ point: this.neighbour[k] - 1, distance: this.distance[k] / 1e4 });
    }
    return found;
  }
}

export function readNeighbours(block: ColumnBlock<{ count: number }>): Neighbours {
  return new Neighbours(block.header.count, block.varint('neighbour'), block.varint('distance'));
}
