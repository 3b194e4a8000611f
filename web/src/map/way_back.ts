// A button with an arrow that leads back to the points when none is in view.
import type { Points } from '../data/atlas';
import { element, icon } from '../dom';
import { scaleOf, toMap, type Box, type Size, type View } from './camera';

/** The point nearest to a position. */
function nearestTo({ x, y, count }: Points, left: number, top: number): number {
  let best = 0;
  let least = Infinity;
  for (let point = 0; point < count; ++point) {
    const distance = (x[point] - left) ** 2 + (y[point] - top) ** 2;
    if (distance < least) [best, least] = [point, distance];
  }
  return best;
}

export class WayBack {
  readonly node: HTMLButtonElement;
  private readonly arrow = icon('next');

  constructor(
    private readonly points: Points,
    /** How many points are in a part of the map; points next to a large part may count, too. */
    private readonly countIn: (box: Box) => number,
    private readonly goBack: () => void,
  ) {
    this.node = element('button', { type: 'button', class: 'button way-back', title: 'No point is in view. Show the whole map (0)', hidden: true, click: () => this.goBack() }, this.arrow, 'Back to the map');
  }

  /** Shows itself, pointing to the nearest point, if no point is in view. */
  update(view: View, size: Size): void {
    const [left, top] = toMap(view, size, 0, 0);
    const [right, bottom] = toMap(view, size, size.width, size.height);
    const lost = this.points.count > 0 && this.countIn({ left, right, bottom, top }) === 0;
    if (lost) {
      const point = nearestTo(this.points, view.x, view.y);
      // The angle on the screen, where y grows downwards.
      const scale = scaleOf(view);
      const angle = Math.atan2(-(this.points.y[point] - view.y) * scale, (this.points.x[point] - view.x) * scale);
      this.arrow.style.transform = `rotate(${angle.toFixed(3)}rad)`;
      this.node.dataset.angle = angle.toFixed(3);
    }
    this.node.hidden = !lost;
  }
}
