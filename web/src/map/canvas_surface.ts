// Points drawn on a plain canvas: slower, but never a blank page.
import { cssColour } from '../colour/oklch';
import { element } from '../dom';
import { toScreen, type Size, type View } from './camera';
import type { PointSet, Scene, Surface } from './surface';

export class CanvasSurface implements Surface {
  readonly kind = 'canvas';
  private readonly canvas = element('canvas', { class: 'plain-canvas' });
  private size: Size;

  constructor(parent: HTMLElement, size: Size) {
    parent.append(this.canvas);
    this.size = size;
    this.resize(size);
  }

  draw(scene: Scene, view: View): boolean {
    this.paint(scene, view);
    return true;
  }

  resize(size: Size): void {
    this.size = size;
    const density = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(size.width * density);
    this.canvas.height = Math.round(size.height * density);
    this.canvas.style.width = `${size.width}px`;
    this.canvas.style.height = `${size.height}px`;
  }

  private paint(scene: Scene, view: View): void {
    const context = this.canvas.getContext('2d');
    if (!context) return;
    const density = window.devicePixelRatio || 1;
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, this.size.width, this.size.height);
    for (const points of [scene.aside, scene.halos, scene.rims, scene.lit]) this.paintPoints(context, points, scene.radiusScale, view);
    for (const ring of scene.rings) {
      const [px, py] = toScreen(view, this.size, ring.x, ring.y);
      context.beginPath();
      context.arc(px, py, ring.radius, 0, 2 * Math.PI);
      context.strokeStyle = cssColour(ring.colour);
      context.lineWidth = ring.width;
      context.stroke();
    }
  }

  private paintPoints(context: CanvasRenderingContext2D, points: PointSet, radiusScale: number, view: View): void {
    const { positions, radii, colours } = points;
    let colour = -1;
    for (let i = 0; i < points.count; ++i) {
      const [px, py] = toScreen(view, this.size, positions[2 * i], positions[2 * i + 1]);
      const radius = Math.max(0.6, radii[i] * radiusScale);
      if (px < -radius || py < -radius || px > this.size.width + radius || py > this.size.height + radius) continue;
      const [r, g, b, a] = colours.subarray(4 * i, 4 * i + 4);
      const packed = ((r << 24) | (g << 16) | (b << 8) | a) >>> 0;
      if (packed !== colour) {
        colour = packed;
        context.fillStyle = cssColour([r, g, b], a / 255);
      }
      if (radius < 1.5) {
        context.fillRect(px - radius, py - radius, 2 * radius, 2 * radius);
      } else {
        context.beginPath();
        context.arc(px, py, radius, 0, 2 * Math.PI);
        context.fill();
      }
    }
  }
}
