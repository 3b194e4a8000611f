// Which labels stand at a zoom, so that no two boxes overlap and names go from coarse to fine as one comes closer.

export interface LabelBox {
  /** Place of the middle, in map units. */
  x: number;
  y: number;
  /** Size of the text, in pixels. */
  width: number;
  height: number;
  /** How far the group reaches, in map units. */
  radius: number;
  objects: number;
  /** 0 for the coarsest. */
  layer: number;
  /** The label of the group that this one is a part of, −1 if none. */
  parent: number;
}

/** Space kept free around a label, in pixels. */
export const gap = { x: 10, y: 6 };

/** A group's parts are named once the group reaches this far, in pixels … */
const openAt = 90;
/** … and the group itself no longer is once it reaches this far and its parts can be. */
const closeAt = 420;

/** Layouts are made for these steps of zoom: going on from one step to the next only moves labels apart. */
const stepsPerZoom = 4;

/** The zoom whose layout holds at `zoom`: the next step below. */
export const layoutZoom = (zoom: number): number => Math.floor(zoom * stepsPerZoom + 1e-9) / stepsPerZoom;

/**
 * The labels to show at a zoom, most important first. Larger groups come first, of equal ones the coarser. A layout does
 * not depend on which part of the map is looked at, so labels never jump while panning.
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

  const grid = new BoxGrid();
  return wanted.filter((i) => {
    const { x, y, width, height } = labels[i];
    return grid.claim(x * scale, -y * scale, width + gap.x, height + gap.y);
  });
}

/** Boxes that were claimed, found again by the square cells they touch. */
class BoxGrid {
  private readonly cells = new Map<string, [x: number, y: number, width: number, height: number][]>();
  private static readonly cell = 160;

  /** Claims a box by its middle; false if it overlaps one claimed before. */
  claim(x: number, y: number, width: number, height: number): boolean {
    const keys = this.keysOf(x, y, width, height);
    for (const key of keys) {
      for (const [ox, oy, otherWidth, otherHeight] of this.cells.get(key) ?? []) {
        if (Math.abs(x - ox) * 2 < width + otherWidth && Math.abs(y - oy) * 2 < height + otherHeight) return false;
      }
    }
    for (const key of keys) {
      const cell = this.cells.get(key);
      if (cell) cell.push([x, y, width, height]);
      else this.cells.set(key, [[x, y, width, height]]);
    }
    return true;
  }

  private keysOf(x: number, y: number, width: number, height: number): string[] {
    const { cell } = BoxGrid;
    const keys: string[] = [];
    for (let column = Math.floor((x - width / 2) / cell); column <= Math.floor((x + width / 2) / cell); ++column) {
      for (let row = Math.floor((y - height / 2) / cell); row <= Math.floor((y + height / 2) / cell); ++row) {
        keys.push(`${column},${row}`);
      }
    }
    return keys;
  }
}
