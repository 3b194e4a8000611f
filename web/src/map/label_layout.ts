// Selects the labels for a zoom level, so that boxes do not overlap and names go from coarse to fine as one zooms in.

export interface LabelBox {
  /** Position of the middle, in map units. */
  x: number;
  y: number;
  /** Size of the text, in pixels. */
  width: number;
  height: number;
  /** How far the group extends, in map units. */
  radius: number;
  objects: number;
  /** 0 for the coarsest. */
  layer: number;
  /** The label of the group that contains this one, −1 if none. */
  parent: number;
}

/** Space kept free around a label, in pixels. */
export const gap = { x: 10, y: 6 };

/** A group's parts are named once the group extends this far, in pixels … */
const openAt = 90;
/** … and the group itself no longer is once it extends this far and its parts can be. */
const closeAt = 420;

/** Layouts are computed for these steps of zoom; each is valid until the next. */
const stepsPerZoom = 6;

/** The zoom whose layout is valid at `zoom`: the next step below. */
export const layoutZoom = (zoom: number): number => Math.floor(zoom * stepsPerZoom + 1e-9) / stepsPerZoom;

/**
 * A label is above a group that extends less than the first of these, in pixels, and on one that extends as far as the
 * second.
 */
const [aboveUpTo, onFrom] = [24, 96];

/** Space between a label and the middle of the points below it, in pixels. */
const clearance = 10;

/** How far a label's middle is above its group's, in pixels: small groups would be hidden by their names. */
export function lift(label: LabelBox, scale: number): number {
  const reach = label.radius * scale;
  const share = Math.min(1, Math.max(0, (onFrom - reach) / (onFrom - aboveUpTo)));
  return share * (label.height / 2 + clearance + Math.min(reach, aboveUpTo));
}

/**
 * The labels to show from a zoom up to the next step, most important first. Larger groups come first, ties go to the
 * coarser one. A layout does not depend on which part of the map is visible, so labels never jump while panning.
 */
export function layOutLabels(labels: readonly LabelBox[], zoom: number): number[] {
  const scale = 2 ** zoom;
  const hasParts = new Uint8Array(labels.length);
  for (const label of labels) if (label.parent >= 0) hasParts[label.parent] = 1;
  const wanted: number[] = [];
  labels.forEach((label, i) => {
    const reach = label.radius * scale;
    if (label.parent >= 0 && labels[label.parent].radius * scale < openAt) return;
    if (hasParts[i] && reach > closeAt) return;
    wanted.push(i);
  });
  wanted.sort((a, b) => labels[b].objects - labels[a].objects || labels[a].layer - labels[b].layer || a - b);

  const claims = new Claims(scale, 2 ** (zoom + 1 / stepsPerZoom));
  return wanted.filter((i) => claims.claim(labels[i]));
}

/** The room that a label takes while the scale goes from `from` to `to`: its own box and wherever its lift moves it. */
interface Room {
  x: number;
  y: number;
  /** Pixels above (x, y), the middle of its range. */
  lift: number;
  width: number;
  height: number;
}

/** Claimed rooms, indexed by the square cells that they touch. */
class Claims {
  private readonly cells = new Map<string, Room[]>();
  private tallest = 0;
  private static readonly cell = 160;

  constructor(
    private readonly from: number,
    private readonly to: number,
  ) {}

  /** Claims a label's room; false if it would overlap one claimed before. */
  claim(label: LabelBox): boolean {
    const lifts = [this.from, (this.from + this.to) / 2, this.to].map((scale) => lift(label, scale));
    const [lowest, highest] = [Math.min(...lifts), Math.max(...lifts)];
    const room = {
      x: label.x,
      y: label.y,
      lift: (lowest + highest) / 2,
      width: label.width + gap.x,
      height: label.height + gap.y + (highest - lowest),
    };
    this.tallest = Math.max(this.tallest, room.lift + room.height);
    for (const key of this.keys(room, this.tallest)) {
      for (const other of this.cells.get(key) ?? []) if (!this.apart(room, other)) return false;
    }
    for (const key of this.keys(room, 0)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(room);
      else this.cells.set(key, [room]);
    }
    return true;
  }

  /**
   * Whether two rooms stay apart at every scale. Horizontally they only move apart; vertically their lifts differ, so
   * one could pass the other: it must be on the same side, and far enough, at both ends.
   */
  private apart(a: Room, b: Room): boolean {
    if (Math.abs(a.x - b.x) * this.from * 2 >= a.width + b.width) return true;
    const above = (scale: number): number => (a.y - b.y) * scale + a.lift - b.lift;
    const [start, end, enough] = [above(this.from), above(this.to), (a.height + b.height) / 2];
    return (start >= enough && end >= enough) || (start <= -enough && end <= -enough);
  }

  private *keys(room: Room, margin: number): Generator<string> {
    const { cell } = Claims;
    const [x, y] = [room.x * this.from, room.y * this.from + room.lift];
    const [halfWidth, halfHeight] = [room.width / 2, room.height / 2 + margin];
    for (let column = Math.floor((x - halfWidth) / cell); column <= Math.floor((x + halfWidth) / cell); ++column) {
      for (let row = Math.floor((y - halfHeight) / cell); row <= Math.floor((y + halfHeight) / cell); ++row) {
        yield `${column},${row}`;
      }
    }
  }
}
