// What the bags hold: features numbered by how telling they are, the most telling first.
import type { Texts } from './texts';

export class Features {
  constructor(
    /** The features' names. */
    readonly texts: Texts,
    /** Features of point p are those at start[p] … start[p + 1] − 1 of `feature`, ascending. */
    readonly start: Uint32Array,
    readonly feature: Uint32Array,
    /** Per point, how many features its bag has; more than are listed when the page had to leave some out. */
    readonly size: Uint32Array,
    /** Per feature, its information weight; descending. */
    readonly weight: Float64Array,
    /** Per entry of `feature`, how often the bag holds it; once each when absent. */
    readonly counts: Uint32Array | undefined = undefined,
  ) {}

  /** How many different features there are. */
  get count(): number {
    return this.texts.count;
  }

  nameOf(feature: number): string {
    return this.texts.at(feature);
  }

  /** A point's features, most telling first. */
  of(point: number): Uint32Array {
    return this.feature.subarray(this.start[point], this.start[point + 1]);
  }

  /** The names of a point's features, most telling first. */
  namesOf(point: number): string[] {
    return Array.from(this.of(point), (f) => this.nameOf(f));
  }

  /** A mark for every point that has one of the features marked. */
  pointsWith(marked: Uint8Array): Uint8Array {
    const points = new Uint8Array(this.size.length);
    for (let point = 0; point < points.length; ++point) {
      for (let i = this.start[point]; i < this.start[point + 1]; ++i) {
        if (marked[this.feature[i]]) {
          points[point] = 1;
          break;
        }
      }
    }
    return points;
  }
}
