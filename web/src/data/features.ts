// What the bags hold: features numbered by how telling they are, the most telling first.
import type { ColumnBlock } from './columns';
import { readTexts, type Texts } from './texts';

export class Features {
  constructor(
    /** Per feature, its place in `texts`. */
    private readonly name: Uint32Array,
    readonly texts: Texts,
    /** Features of point p are those at start[p] … start[p + 1] − 1 of `feature`, ascending. */
    readonly start: Uint32Array,
    readonly feature: Uint32Array,
    /** Per point, how many features its bag has; more than are listed when the page had to leave some out. */
    readonly size: Uint32Array,
    /** Per feature, its information weight; descending. */
    readonly weight: Float64Array,
    /** Per entry of `feature`, how often it was loaded; once each when absent. */
    readonly counts: Uint32Array | undefined = undefined,
  ) {}

  /** How many different features there are. */
  get count(): number {
    return this.name.length;
  }

  nameOf(feature: number): string {
    return this.texts.at(this.name[feature]);
  }

  /** A point's features, most telling first. */
  of(point: number): Uint32Array {
    return this.feature.subarray(this.start[point], this.start[point + 1]);
  }

  /** The names of a point's features, most telling first. */
  namesOf(point: number): string[] {
    return Array.from(this.of(point), (f) => this.nameOf(f));
  }

  /** A mark for every point that has a feature whose name is marked in `names`, by place in `texts`. */
  pointsWith(names: Uint8Array): Uint8Array {
    const hits = Uint8Array.from(this.name, (name) => names[name]);
    const points = new Uint8Array(this.size.length);
    for (let point = 0; point < points.length; ++point) {
      for (let i = this.start[point]; i < this.start[point + 1]; ++i) {
        if (hits[this.feature[i]]) {
          points[point] = 1;
          break;
        }
      }
    }
    return points;
  }
}

export async function readFeatures(block: ColumnBlock<unknown>): Promise<Features> {
  const kept = block.varint('kept');
  const feature = block.varint('steps'); // becomes the features themselves
  const start = new Uint32Array(kept.length + 1);
  for (let point = 0, i = 0; point < kept.length; ++point) {
    let next = 0;
    for (let k = 0; k < kept[point]; ++k, ++i) {
      feature[i] += next;
      next = feature[i] + 1;
    }
    start[point + 1] = i;
  }
  const counts = block.has('counts') ? block.varint('counts') : undefined;
  return new Features(block.varint('name'), await readTexts(block, 'names', false), start, feature, block.varint('size'), block.f64('weight'), counts);
}
