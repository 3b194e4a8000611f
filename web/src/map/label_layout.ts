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

/** The sides of its group that a label can be at; the first is usual. */
const sides = ['above', 'below', 'right', 'left'] as const;
export type Side = (typeof sides)[number];

/** Where a label's middle is, in pixels to the right of and above its group's: small groups would be hidden by their names. */
export function offset(label: LabelBox, side: Side, scale: number): [right: number, up: number] {
  const reach = label.radius * scale;
  const share = Math.min(1, Math.max(0, (onFrom - reach) / (onFrom - aboveUpTo)));
  const away = (extent: number): number => share * (extent / 2 + clearance + Math.min(reach, aboveUpTo));
  switch (side) {
    case 'above':
      return [0, away(label.height)];
    case 'below':
      return [0, -away(label.height)];
    case 'right':
      return [away(label.width), 0];
    case 'left':
      return [-away(label.width), 0];
  }
}

/** A label that is shown, and where. */
export interface PlacedLabel {
  label: number;
  side: Side;
}

/** Another side must cover this much less than the usual one: a label that changes sides is hard to follow. */
const worthIt = 0.6;

/** The sides that are free of other labels are tried in this order: first those that cover few points. */
function sidesByCover(label: LabelBox, scale: number, covered: CountPoints): Side[] {
  if (label.radius * scale >= onFrom) return ['above']; // on the group, whatever the side
  const counts = sides.map((side) => {
    const [right, up] = offset(label, side, scale);
    const [x, y] = [label.x + right / scale, label.y + up / scale];
    const [halfWidth, halfHeight] = [label.width / 2 / scale, label.height / 2 / scale];
    return covered(x - halfWidth, x + halfWidth, y - halfHeight, y + halfHeight);
  });
  const costs = counts.map((count, i) => (i === 0 ? worthIt * count - 1 : count));
  return sides.map((_, i) => i).sort((a, b) => costs[a] - costs[b] || a - b).map((i) => sides[i]);
}

/** How many points are in a box, in map units. */
export type CountPoints = (left: number, right: number, bottom: number, top: number) => number;

/**
 * The labels to show from a zoom up to the next step, most important first. Larger groups come first, ties go to the
 * coarser one. Each is at the side of its group where it covers few points, if no other label is there. A layout does not
 * depend on which part of the map is visible, so labels never jump while panning.
 */
export function layOutLabels(labels: readonly LabelBox[], zoom: number, covered: CountPoints): PlacedLabel[] {
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
  const placed: PlacedLabel[] = [];
  for (const i of wanted) {
    const side = sidesByCover(labels[i], scale, covered).find((candidate) => claims.claim(labels[i], candidate));
    if (side) placed.push({ label: i, side });
  }
  return placed;
}

/** The room that a label takes while the scale goes from `from` to `to`: its own box and wherever its offset moves it. */
interface Room {
  x: number;
  y: number;
  /** Pixels from (x, y), the middle of its range. */
  right: number;
  up: number;
  width: number;
  height: number;
}

/** Claimed rooms, indexed by the square cells that they touch. */
class Claims {
  private readonly cells = new Map<string, Room[]>();
  private largest = { width: 0, height: 0 };
  private static readonly cell = 160;

  constructor(
    private readonly from: number,
    private readonly to: number,
  ) {}

  /** Claims a label's room; false if it would overlap one claimed before. */
  claim(label: LabelBox, side: Side): boolean {
    const offsets = [this.from, (this.from + this.to) / 2, this.to].map((scale) => offset(label, side, scale));
    const [right, up] = [0, 1].map((axis) => offsets.map((values) => values[axis]));
    const room = {
      x: label.x,
      y: label.y,
      right: (Math.min(...right) + Math.max(...right)) / 2,
      up: (Math.min(...up) + Math.max(...up)) / 2,
      width: label.width + gap.x + (Math.max(...right) - Math.min(...right)),
      height: label.height + gap.y + (Math.max(...up) - Math.min(...up)),
    };
    this.largest = { width: Math.max(this.largest.width, Math.abs(room.right) + room.width), height: Math.max(this.largest.height, Math.abs(room.up) + room.height) };
    for (const key of this.keys(room, this.largest)) {
      for (const other of this.cells.get(key) ?? []) if (!this.apart(room, other)) return false;
    }
    for (const key of this.keys(room, { width: 0, height: 0 })) {
      const cell = this.cells.get(key);
      if (cell) cell.push(room);
      else this.cells.set(key, [room]);
    }
    return true;
  }

  /**
   * Whether two rooms stay apart at every scale. Their offsets differ, so one could pass the other: along one axis it must
   * be on the same side, and far enough, at both ends.
   */
  private apart(a: Room, b: Room): boolean {
    const far = (distance: (scale: number) => number, enough: number): boolean => {
      const [start, end] = [distance(this.from), distance(this.to)];
      return (start >= enough && end >= enough) || (start <= -enough && end <= -enough);
    };
    return (
      far((scale) => (a.x - b.x) * scale + a.right - b.right, (a.width + b.width) / 2) || far((scale) => (a.y - b.y) * scale + a.up - b.up, (a.height + b.height) / 2)
    );
  }

  private *keys(room: Room, margin: { width: number; height: number }): Generator<string> {
    const { cell } = Claims;
    const [x, y] = [room.x * this.from + room.right, room.y * this.from + room.up];
    const [halfWidth, halfHeight] = [room.width / 2 + margin.width, room.height / 2 + margin.height];
    for (let column = Math.floor((x - halfWidth) / cell); column <= Math.floor((x + halfWidth) / cell); ++column) {
      for (let row = Math.floor((y - halfHeight) / cell); row <= Math.floor((y + halfHeight) / cell); ++row) {
        yield `${column},${row}`;
      }
    }
  }
}
