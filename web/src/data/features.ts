// The contents of the bags: features numbered by weight, the heaviest first.
import type { Texts } from './texts';

export class Features {
  constructor(
    /** The features' names. */
    readonly texts: Texts,
    /** The features of point p are at start[p] … start[p + 1] − 1 of `feature`, ascending. */
    readonly start: Uint32Array,
    readonly feature: Uint32Array,
    /** Per point, how many features its bag has; more than are listed if the page had to leave some out. */
    readonly size: Uint32Array,
    /** Per feature, its information weight; descending. */
    readonly weight: Float64Array,
    /** Per entry of `feature`, its count in the bag; all 1 if absent. */
    readonly counts: Uint32Array | undefined = undefined,
  ) {}

  /** The number of distinct features. */
  get count(): number {
    return this.texts.count;
  }

  nameOf(feature: number): string {
    return this.texts.at(feature);
  }

  /** A point's features, heaviest first. */
  of(point: number): Uint32Array {
    return this.feature.subarray(this.start[point], this.start[point + 1]);
  }

  /** The names of a point's features, heaviest first. */
  namesOf(point: number): string[] {
    return Array.from(this.of(point), (f) => this.nameOf(f));
  }

  /** Marks every point that has one of the marked features. */
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
