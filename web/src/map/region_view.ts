// The box or lasso being drawn.
import { element } from '../dom';
import type { Size } from './camera';

export class RegionView {
  readonly canvas = element('canvas', { class: 'region', hidden: true, 'aria-hidden': 'true' });

  /** @param region corners in pixels, x and y in turn; undefined for none */
  draw(region: readonly number[] | undefined, size: Size): void {
    this.canvas.hidden = region === undefined;
    const context = this.canvas.getContext('2d');
    if (!region || !context) return;
    const density = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(size.width * density);
    this.canvas.height = Math.round(size.height * density);
    context.setTransform(density, 0, 0, density, 0, 0);
    context.beginPath();
    for (let i = 0; i < region.length; i += 2) context.lineTo(region[i], region[i + 1]);
    context.closePath();
    const accent = getComputedStyle(this.canvas).color;
    context.strokeStyle = accent;
    context.lineWidth = 1.5;
    context.setLineDash([5, 4]);
    context.stroke();
    context.globalAlpha = 0.12;
    context.fillStyle = accent;
    context.fill('evenodd');
  }
}
