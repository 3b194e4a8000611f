// The nearest other points of every point in the embedding.
export interface Neighbour {
  point: number;
  distance: number;
}

export class Neighbours {
  constructor(
    /** Those of point p are at start[p] … start[p + 1] − 1 of the following arrays, nearest first. */
    private readonly start: ArrayLike<number>,
    private readonly neighbour: ArrayLike<number>,
    private readonly distance: ArrayLike<number>,
  ) {}

  /** Nearest first. */
  of(point: number): Neighbour[] {
    const found: Neighbour[] = [];
    for (let k = this.start[point]; k < this.start[point + 1]; ++k) {
      found.push({ point: this.neighbour[k], distance: this.distance[k] });
    }
    return found;
  }
}
