// Lines from a point to what it is on the other map, over both of them.
import { element, svgElement } from '../../dom';
import { mapNames, otherMap, type Both, type Spot } from '../data/both';
import type { Pairs } from '../data/pairs';
import type { LinkedMaps } from './linked_maps';

/** Counterparts that lines lead to. */
export const maxLines = 8;

/** Counterparts that get a ring. */
export const maxRings = 200;

interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Pixels by which a line stays inside the map that it leads to. */
const inset = 3;

export class LinesView {
  readonly node = element('div', { class: 'lines', 'aria-hidden': 'true' });
  private readonly svg = svgElement('svg', { class: 'lines-drawing' });
  private spot: Spot | undefined;
  /** The pairs that lines lead along, the largest first. */
  private drawn = new Uint32Array(0);
  private readonly calm = matchMedia('(prefers-reduced-motion: reduce)');

  constructor(
    private readonly maps: LinkedMaps,
    private readonly pairs: Pairs,
  ) {
    this.node.append(this.svg);
  }

  /** Leads from a point, or from none. */
  show(spot: Spot | undefined): void {
    this.spot = spot;
    this.drawn = spot ? this.pairs.largestOf(spot).slice(0, maxLines) : new Uint32Array(0);
    this.draw();
  }

  /** Draws at the places where the maps now show their points. */
  draw(): void {
    this.svg.replaceChildren();
    if (!this.spot) return;
    const frames = this.frames();
    const to = otherMap(this.spot.map);
    const { items } = this.pairs.columns;
    const [x, y] = this.placeOf(this.spot, frames);
    // Smaller ones first, so that the largest is on top.
    for (const pair of [...this.drawn].reverse()) {
      const [toX, toY, outside] = this.placeOf({ map: to, point: this.pairs.pointOn(to, pair) }, frames);
      const share = items[pair] / items[this.drawn[0]];
      const line = svgElement('path', { d: `M${x.toFixed(1)} ${y.toFixed(1)}L${toX.toFixed(1)} ${toY.toFixed(1)}`, class: outside ? 'line outside' : 'line' });
      line.style.strokeWidth = `${(1 + 2.2 * Math.sqrt(share)).toFixed(2)}px`;
      line.style.opacity = (0.4 + 0.6 * share).toFixed(2);
      this.svg.append(line);
    }
  }

  /** Makes the counterparts of a point flash, unless motion is not wanted. */
  flash(spot: Spot): void {
    if (this.calm.matches) return;
    const frames = this.frames();
    const to = otherMap(spot.map);
    for (const pair of this.pairs.largestOf(spot).subarray(0, maxLines)) {
      const [x, y, outside] = this.placeOf({ map: to, point: this.pairs.pointOn(to, pair) }, frames);
      if (outside) continue;
      const mark = element('span', { class: 'flash', animationend: () => mark.remove() }, element('span', { class: 'flash-ring' }));
      mark.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
      this.node.append(mark);
    }
  }

  private frames(): Both<Frame> {
    const own = this.node.getBoundingClientRect();
    return Object.fromEntries(
      mapNames.map((map) => {
        const { left, top, width, height } = this.maps.view[map].node.getBoundingClientRect();
        return [map, { left: left - own.left, top: top - own.top, width, height }];
      }),
    ) as unknown as Both<Frame>;
  }

  /** Where a point is in the drawing, moved to the edge of its map if it is outside. */
  private placeOf({ map, point }: Spot, frames: Both<Frame>): [x: number, y: number, outside: boolean] {
    const { left, top, width, height } = frames[map];
    const [px, py] = this.maps.view[map].screenPlace(point);
    const x = Math.min(width - inset, Math.max(inset, px));
    const y = Math.min(height - inset, Math.max(inset, py));
    return [left + x, top + y, x !== px || y !== py];
  }
}
