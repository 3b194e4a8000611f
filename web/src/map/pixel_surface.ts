// Draws points without a GPU. A picture of many points takes longer than a frame: while the view moves, the last one is
// moved and scaled, and the next is computed in slices in the background.
import { cssColour } from '../colour/oklch';
import { element } from '../dom';
import { scaleOf, toScreen, type Size, type View } from './camera';
import { Raster } from './raster';
import type { PointSet, Scene, Surface } from './surface';

/** Milliseconds per frame spent on the next picture: while the view moves, and while it is still. */
const slice = { moving: 8, still: 30 };
/** Milliseconds without a move after which the view counts as still. */
const rest = 120;
/** Pixels between two checks of the clock: less than a millisecond. */
const stretch = 50_000;
/** Pixels beyond each edge that a picture covers, for what comes into view before the next one is finished. */
const margin = 120;
/** A picture in progress is discarded if the view is this many steps of zoom or shares of the screen away from it. */
const tooFar = { zoom: 0.8, share: 0.5 };

const setsOf = ({ aside, halos, rims, lit }: Scene): PointSet[] => [aside, halos, rims, lit];

/** The contents of a picture. */
interface Sight {
  sets: PointSet[];
  view: View;
  radiusScale: number;
}

const sameSets = (a: Sight, b: Sight): boolean => a.sets.every((set, i) => set === b.sets[i]);
const sameView = (a: View, b: View): boolean => a.x === b.x && a.y === b.y && a.zoom === b.zoom;

export class PixelSurface implements Surface {
  private readonly canvas = element('canvas', { class: 'plain-canvas', 'aria-hidden': 'true' });
  private readonly context = context(this.canvas);
  /** The last finished picture. */
  private readonly picture = context(document.createElement('canvas'));
  private shown: Sight | undefined;
  /** The next one, and its progress: points of its sets drawn so far. */
  private next: (Sight & { set: number; from: number }) | undefined;
  private raster = new Raster(1, 1);
  private density = 1;
  private lastView: View | undefined;
  private movedAt = -Infinity;

  constructor(
    readonly kind: 'pixels' | 'canvas',
    parent: HTMLElement,
    private size: Size,
  ) {
    parent.append(this.canvas);
    this.resize(size);
  }

  draw(scene: Scene, view: View): boolean {
    const wanted: Sight = { sets: setsOf(scene), view: { ...view }, radiusScale: scene.radiusScale };
    const now = performance.now();
    if (!this.lastView || !sameView(this.lastView, view)) this.movedAt = now;
    this.lastView = wanted.view;
    const still = now - this.movedAt > rest;
    const outdated = (sight: Sight): boolean => !sameSets(sight, wanted) || !sameView(sight.view, view);
    if (this.next && (!sameSets(this.next, wanted) || this.farFrom(this.next.view, view))) this.next = undefined;
    if (!this.next && (!this.shown || outdated(this.shown))) {
      this.next = { ...wanted, set: 0, from: 0 };
      this.raster.clear();
    }
    // The first picture is waited for: there is nothing else to show.
    if (this.next) this.work(this.shown ? now + (still ? slice.still : slice.moving) : Infinity);
    this.show(scene, view);
    return this.shown !== undefined && !outdated(this.shown);
  }

  resize(size: Size): void {
    this.size = size;
    this.density = window.devicePixelRatio || 1;
    const pixels = (css: number): number => Math.max(1, Math.round(css * this.density));
    this.canvas.width = pixels(size.width);
    this.canvas.height = pixels(size.height);
    this.canvas.style.width = `${size.width}px`;
    this.canvas.style.height = `${size.height}px`;
    this.raster = new Raster(this.canvas.width + 2 * pixels(margin), this.canvas.height + 2 * pixels(margin));
    this.picture.canvas.width = this.raster.width;
    this.picture.canvas.height = this.raster.height;
    this.shown = undefined;
    this.next = undefined;
  }

  private farFrom(a: View, b: View): boolean {
    const away = Math.max(Math.abs(a.x - b.x) / this.size.width, Math.abs(a.y - b.y) / this.size.height) * scaleOf(b);
    return Math.abs(a.zoom - b.zoom) > tooFar.zoom || away > tooFar.share;
  }

  /** Continues the next picture until it is done or the time is up. */
  private work(until: number): void {
    const { next, raster, density } = this;
    if (!next) return;
    const scale = scaleOf(next.view) * density;
    const placing = {
      scale,
      left: raster.width / 2 - next.view.x * scale,
      top: raster.height / 2 + next.view.y * scale,
      radius: next.radiusScale * density,
      least: 0.6 * density,
    };
    for (; next.set < next.sets.length; ++next.set, next.from = 0) {
      const set = next.sets[next.set];
      while (next.from < set.count) {
        next.from = raster.draw(set, next.from, stretch, placing);
        if (performance.now() > until) return;
      }
    }
    this.picture.putImageData(new ImageData(raster.finish(), raster.width, raster.height), 0, 0);
    this.shown = next;
    this.next = undefined;
  }

  /** Shows the last picture at its position in this view, and rings over it. */
  private show({ rings }: Scene, view: View): void {
    const { context, canvas, picture, density, shown } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (shown) {
      const factor = 2 ** (view.zoom - shown.view.zoom);
      const scale = scaleOf(view) * density;
      const middleX = canvas.width / 2 + (shown.view.x - view.x) * scale;
      const middleY = canvas.height / 2 - (shown.view.y - view.y) * scale;
      const { width, height } = picture.canvas;
      context.imageSmoothingEnabled = false;
      if (factor === 1) context.drawImage(picture.canvas, Math.round(middleX - width / 2), Math.round(middleY - height / 2));
      else context.drawImage(picture.canvas, middleX - (factor * width) / 2, middleY - (factor * height) / 2, factor * width, factor * height);
    }
    context.setTransform(density, 0, 0, density, 0, 0);
    for (const ring of rings) {
      const [px, py] = toScreen(view, this.size, ring.x, ring.y);
      context.beginPath();
      context.arc(px, py, ring.radius, 0, 2 * Math.PI);
      context.strokeStyle = cssColour(ring.colour);
      context.lineWidth = ring.width;
      context.stroke();
    }
  }
}

/** A canvas that stays in main memory, since pixels are written to it. */
function context(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const made = canvas.getContext('2d', { willReadFrequently: true });
  if (!made) throw new Error('this browser cannot draw on a canvas');
  return made;
}
