// A path through points in their order, over the map: what a host did from bin to bin.
import type { Points } from '../data/atlas';
import { element } from '../dom';
import { toScreen, type Size, type View } from './camera';

export interface Path {
  points: readonly number[];
  /** For each step, its colour in CSS; one less than points. */
  colours: readonly string[];
}

/** Steps shorter than this have no arrowhead, in pixels. */
const arrowFrom = 26;

export class PathView {
  readonly canvas = element('canvas', { class: 'path', hidden: true, 'aria-hidden': 'true' });
  private path: Path | undefined;

  constructor(private readonly points: Points) {}

  show(path: Path | undefined): void {
    this.path = path;
    this.canvas.hidden = path === undefined;
  }

  update(view: View, size: Size): void {
    const context = this.path && this.canvas.getContext('2d');
    if (!this.path || !context) return;
    const density = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(size.width * density);
    this.canvas.height = Math.round(size.height * density);
    context.setTransform(density, 0, 0, density, 0, 0);
    context.lineWidth = 1.6;
    context.globalAlpha = 0.85;
    context.lineJoin = 'round';
    const { points, colours } = this.path;
    const places = points.map((point) => toScreen(view, size, this.points.x[point], this.points.y[point]));
    for (let i = 0; i + 1 < places.length; ++i) this.step(context, places[i], places[i + 1], colours[i]);
  }

  private step(context: CanvasRenderingContext2D, [x, y]: [number, number], [toX, toY]: [number, number], colour: string): void {
    const length = Math.hypot(toX - x, toY - y);
    if (length < 1) return;
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(toX, toY);
    context.stroke();
    if (length < arrowFrom) return;
    const [ux, uy] = [(toX - x) / length, (toY - y) / length];
    const [mx, my] = [x + 0.6 * (toX - x), y + 0.6 * (toY - y)];
    context.beginPath();
    context.moveTo(mx + 5 * ux, my + 5 * uy);
    context.lineTo(mx - 4 * ux - 3.5 * uy, my - 4 * uy + 3.5 * ux);
    context.lineTo(mx - 4 * ux + 3.5 * uy, my - 4 * uy - 3.5 * ux);
    context.fill();
  }
}
