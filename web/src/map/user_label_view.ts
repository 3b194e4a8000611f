// The user's labels as flags on the map, always visible.
import type { Points } from '../data/atlas';
import { element } from '../dom';
import type { UserLabel } from '../labels/labels';
import { dataText, visibleString } from '../text/visible';
import { toScreen, type Size, type View } from './camera';

interface Flag {
  node: HTMLElement;
  x: number;
  y: number;
}

/** Where a label's flag is: at its point nearest to the middle of all its processes. */
export function flagPlace(points: Points, chosen: Uint32Array): [x: number, y: number] {
  let [x, y, weight] = [0, 0, 0];
  for (const point of chosen) {
    x += points.x[point] * points.multiplicity[point];
    y += points.y[point] * points.multiplicity[point];
    weight += points.multiplicity[point];
  }
  [x, y] = [x / (weight || 1), y / (weight || 1)];
  let best = chosen[0];
  let bestDistance = Infinity;
  for (const point of chosen) {
    const distance = (points.x[point] - x) ** 2 + (points.y[point] - y) ** 2;
    if (distance < bestDistance) [best, bestDistance] = [point, distance];
  }
  return [points.x[best], points.y[best]];
}

export class UserLabelView {
  readonly layer = element('div', { class: 'user-flags' });
  private flags: Flag[] = [];

  constructor(
    private readonly points: Points,
    private readonly chosen: (label: UserLabel) => void,
  ) {}

  show(labels: readonly UserLabel[]): void {
    this.flags = labels.map((label) => {
      const [x, y] = flagPlace(this.points, label.points);
      const node = element(
        'button',
        { type: 'button', class: 'label user-flag', tabindex: -1, title: `${visibleString(label.name)}${label.note ? `\n${visibleString(label.note)}` : ''}`, click: () => this.chosen(label) },
        dataText(label.name),
      );
      node.style.setProperty('--flag', `#${label.colour}`);
      return { node, x, y };
    });
    this.layer.replaceChildren(...this.flags.map(({ node }) => node));
  }

  update(view: View, size: Size): void {
    for (const { node, x, y } of this.flags) {
      const [px, py] = toScreen(view, size, x, y);
      node.style.transform = `translate(${px.toFixed(1)}px, ${py.toFixed(1)}px) translate(-0.5rem, -100%)`;
    }
  }
}
