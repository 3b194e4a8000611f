// The map: points, labels, camera and pointer handling.
import type { Atlas, Label, Points } from '../data/atlas';
import type { PointColours } from '../colour/colouring';
import { focus, second, type Theme } from '../colour/palettes';
import { element } from '../dom';
import { Camera, fitting, scaleOf, toMap, toScreen, type Box, type Size, type View } from './camera';
import { DeckSurface, drawsInSoftware, webGL2In } from './deck_surface';
import type { Change } from '../select/selection';
import type { UserLabel } from '../labels/labels';
import { pointsInside } from '../select/region';
import { listenForGestures, type Tool } from './gestures';
import { labelFonts, LabelView } from './label_view';
import { extent, PointIndex } from './point_index';
import { baseRadius, discRadius, drawingOrder, haloRadius, largestRadius, pointSets, type PointSets } from './scene';
import { PixelSurface } from './pixel_surface';
import { PathView, type Path } from './path_view';
import { RegionView } from './region_view';
import { UserLabelView } from './user_label_view';
import { WayBack } from './way_back';
import { noPoints, type Ring, type Scene, type Surface } from './surface';

export interface MapListener {
  /** The point under the pointer, −1 for none, and where on the screen it is. */
  hovered(point: number, px: number, py: number): void;
  /** @param adding whether Shift was held */
  clicked(point: number, adding: boolean): void;
  /** A region was drawn around these points. */
  chosen(points: number[], tool: Tool, change: Change): void;
  /** The name of a cluster was clicked with Shift. */
  clusterChosen(cluster: number): void;
  /** A user's label was clicked. */
  labelChosen(label: UserLabel): void;
  /** The view changed; it may still be moving. */
  moved(): void;
  /** WebGL2 is missing or was lost. */
  plainDrawing(): void;
}

/** Up to this many points are drawn by WebGL2 even if it is emulated in software: an exact picture, and fast enough. */
const fewPoints = 2000;

/** Pixels around a point's rim that still count as on it. */
const reach = 5;

export class MapView {
  readonly node: HTMLElement;
  readonly camera: Camera;
  private readonly surfaceNode = element('div', { class: 'surface' });
  private surface: Surface;
  private readonly labels: LabelView;
  private readonly index: PointIndex;
  private readonly order: Uint32Array;
  private readonly largest: number;
  private readonly home: Box;
  private readonly region = new RegionView();
  private readonly path: PathView;
  private readonly flags: UserLabelView;
  private readonly wayBack: WayBack;
  private sets: PointSets = { aside: noPoints, halos: noPoints, rims: noPoints, lit: noPoints };
  private lit: Uint8Array | undefined;
  private selectable: Uint8Array | undefined;
  private tool: Tool = 'pan';
  private theme: Theme = 'dark';
  private rings: { hovered: number; pinned: number; related: readonly number[] } = { hovered: -1, pinned: -1, related: [] };
  private fitZoom = 0;
  private frame = 0;

  constructor(
    private readonly atlas: Atlas,
    parent: HTMLElement,
    private readonly listener: MapListener,
    /** Pixels at each side that panels cover. */
    private readonly covered: () => { left: number; right: number; top: number; bottom: number },
    /** Of several maps on a page: its name, and what all of them show at first. */
    among?: { name: string; bounds: Box },
  ) {
    const { points } = atlas;
    this.node = element(among ? 'div' : 'main', {
      class: 'map',
      tabindex: 0,
      role: 'application',
      'aria-label': `${among?.name ?? 'Map of processes'}. Arrow keys pan, plus and minus zoom, n and p move from point to point, Enter pins.`,
    });
    this.labels = new LabelView(atlas.labels, atlas.lens.object, (...box) => this.index.countIn(...box), (label, adding) => (adding && label.cluster >= 0 ? this.listener.clusterChosen(label.cluster) : this.zoomToLabel(label)));
    this.flags = new UserLabelView(points, (label) => this.listener.labelChosen(label));
    this.path = new PathView(points);
    this.wayBack = new WayBack(points, ({ left, right, bottom, top }) => this.index.countIn(left, right, bottom, top), () => this.showAll());
    this.node.append(this.surfaceNode, this.path.canvas, this.labels.layer, this.flags.layer, this.region.canvas, this.wayBack.node);
    parent.append(this.node);
    this.home = padded(among?.bounds ?? boundsOf(points));
    this.index = new PointIndex(points);
    this.order = drawingOrder(points);
    this.largest = largestRadius(points);

    const size = this.measured();
    const start = fitting(this.home, size, this.covered());
    this.fitZoom = start.zoom;
    this.camera = new Camera(start, size, () => (this.drawSoon(), this.listener.moved()), [start.zoom - 2, start.zoom + 14], this.home);
    this.surface = this.makeSurface(size);
    listenForGestures(this.node, this.camera, {
      hover: (px, py) => this.hover(px, py),
      leave: () => this.listener.hovered(-1, 0, 0),
      click: (px, py, adding) => this.listener.clicked(this.pointAt(px, py), adding),
      pointShowsThrough: (px, py) => this.lit !== undefined && this.lit[this.pointAt(px, py)] === 1,
      tool: () => this.tool,
      drawing: (region) => this.region.draw(region, this.camera.size),
      drawn: (region, tool, change) => {
        const corners: number[] = [];
        for (let i = 0; i < region.length; i += 2) corners.push(...toMap(this.camera.view, this.camera.size, region[i], region[i + 1]));
        this.listener.chosen(pointsInside(atlas.points, corners, this.selectable), tool, change);
      },
    });
    new ResizeObserver(() => this.resize()).observe(this.node);
    const label = (): void => {
      this.labels.measure();
      this.drawSoon();
    };
    labelFonts().then(label, label);
  }

  get drawnBy(): Surface['kind'] {
    return this.surface.kind;
  }

  /** Sets what a drag does. */
  use(tool: Tool): void {
    this.tool = tool;
    this.node.dataset.tool = tool;
  }

  /**
   * @param lit per point whether it is lit; everything if absent
   * @param rim per point whether it is selected, see `pointSets`
   * @param selectable per point whether a box or lasso selects it; everything if absent
   */
  paint(colouring: PointColours, theme: Theme, lit: Uint8Array | undefined, rim: Uint8Array | undefined, selectable: Uint8Array | undefined): void {
    this.theme = theme;
    this.lit = lit;
    this.selectable = selectable;
    this.sets = pointSets(this.atlas.points, this.order, colouring, theme, lit, rim);
    this.node.dataset.searching = String(lit !== undefined);
    this.labels.colour(colouring.ofClusters);
    this.drawSoon();
  }

  /** Rings around the hovered and the pinned point, −1 for none, and around points related to one of them. */
  ring(hovered: number, pinned: number, related: readonly number[] = []): void {
    if (hovered === this.rings.hovered && pinned === this.rings.pinned && related.length === 0 && this.rings.related.length === 0) return;
    this.rings = { hovered, pinned, related };
    this.drawSoon();
  }

  /** Draws a path through points; undefined for none. */
  showPath(path: Path | undefined): void {
    this.path.show(path);
    this.drawSoon();
  }

  showLabels(labels: readonly UserLabel[]): void {
    this.flags.show(labels);
    this.drawSoon();
  }

  /** The view with its zoom relative to that of the whole map. */
  get relativeView(): View {
    const { x, y, zoom } = this.camera.view;
    return { x, y, zoom: zoom - this.fitZoom };
  }

  /** The same for a link; undefined while it shows the whole map. */
  get linkedView(): View | undefined {
    const { x, y, zoom } = this.camera.view;
    const home = fitting(this.home, this.camera.size, this.covered());
    const scale = scaleOf(this.camera.view);
    const moved = Math.abs(zoom - home.zoom) > 0.01 || Math.hypot(x - home.x, y - home.y) * scale > 250;
    return moved ? this.relativeView : undefined;
  }

  /** Moves to a view in the form of `relativeView`. */
  lookAt({ x, y, zoom }: View, jump = true): void {
    this.camera.goTo({ x, y, zoom: zoom + this.fitZoom }, jump);
  }

  /** What is drawn now, for a picture of it; names of clusters and labels are elements in `node`. */
  get drawn(): { scene: Scene; view: View; size: Size } {
    return { scene: this.scene(), view: this.camera.view, size: this.camera.size };
  }

  toggleLabels(): void {
    this.labels.layer.hidden = !this.labels.layer.hidden;
  }

  showAll(jump = false): void {
    this.camera.goTo(fitting(this.home, this.camera.size, this.covered()), jump);
  }

  /** Shows all of these points. */
  showPoints(points: Iterable<number>): void {
    this.showBox(boxOf(this.atlas.points, points));
  }

  /** Shows a part of the map; nothing happens if it is empty, its left side to the right of its right one. */
  showBox(box: Box): void {
    if (box.left > box.right) return;
    const view = fitting(padded(box), this.camera.size, this.covered());
    this.camera.goTo({ ...view, zoom: Math.min(view.zoom, this.fitZoom + 7) });
  }

  /** Moves a point into the free part of the screen if it is not there. */
  reveal(point: number): void {
    const { x, y } = this.atlas.points;
    const [px, py] = toScreen(this.camera.view, this.camera.size, x[point], y[point]);
    const { left, right, top, bottom } = this.covered();
    const margin = 30;
    const inside =
      px > left + margin &&
      px < this.camera.size.width - right - margin &&
      py > top + margin &&
      py < this.camera.size.height - bottom - margin;
    if (inside) return;
    if (this.camera.view.zoom <= this.fitZoom + 0.4) {
      this.showAll(); // the whole map was in view: fit it into what is free now
      return;
    }
    const scale = scaleOf(this.camera.view);
    this.camera.goTo({
      ...this.camera.view,
      x: x[point] - (left - right) / 2 / scale,
      y: y[point] + (top - bottom) / 2 / scale,
    });
  }

  screenPlace(point: number): [number, number] {
    return toScreen(this.camera.view, this.camera.size, this.atlas.points.x[point], this.atlas.points.y[point]);
  }

  /** The lit point nearest to the middle of the free part of the screen; −1 if there is none. */
  middlePoint(): number {
    const { left, right, top, bottom } = this.covered();
    const { size, view } = this.camera;
    const [x, y] = toMap(view, size, (left + size.width - right) / 2, (top + size.height - bottom) / 2);
    const { points } = this.atlas;
    let best = -1;
    let bestDistance = Infinity;
    for (let i = 0; i < points.count; ++i) {
      if (this.lit && !this.lit[i]) continue;
      const distance = (points.x[i] - x) ** 2 + (points.y[i] - y) ** 2;
      if (distance < bestDistance) [best, bestDistance] = [i, distance];
    }
    return best;
  }

  /** The lit points by descending number of processes. */
  litInOrder(): Uint32Array {
    const { lit } = this;
    return lit ? this.order.filter((point) => lit[point] !== 0) : this.order;
  }

  private zoomToLabel(label: Label): void {
    const half = Math.max(label.radius, 1e-3) * 1.25;
    const box = { left: label.x - half, right: label.x + half, bottom: label.y - half, top: label.y + half };
    const view = fitting(box, this.camera.size, this.covered());
    this.camera.goTo({ ...view, zoom: Math.max(this.camera.view.zoom + 0.5, Math.min(view.zoom, this.fitZoom + 8)) });
    this.node.focus({ preventScroll: true });
  }

  private hover(px: number, py: number): void {
    const point = this.pointAt(px, py);
    this.node.classList.toggle('on-point', point >= 0);
    this.listener.hovered(point, px, py);
  }

  private pointAt(px: number, py: number): number {
    const [x, y] = toMap(this.camera.view, this.camera.size, px, py);
    const scale = scaleOf(this.camera.view);
    const unit = (baseRadius(this.atlas.points.count) * this.radiusScale()) / scale;
    const { multiplicity } = this.atlas.points;
    return this.index.at(
      x,
      y,
      reach / scale,
      unit * this.largest,
      (point) => unit * (this.lit && !this.lit[point] ? discRadius : haloRadius)(multiplicity[point]),
      (point) => !this.lit || this.lit[point] !== 0,
    );
  }

  /** Points grow a little as one zooms in, and with the screen. */
  private radiusScale(): number {
    const closer = Math.max(-1, this.camera.view.zoom - this.fitZoom);
    const { width, height } = this.camera.size;
    const screen = Math.min(2.4, Math.max(0.8, Math.min(width, height) / 800)) ** 0.7;
    return screen * Math.min(3.2, 2 ** (0.26 * closer));
  }

  /**
   * Draws once before the next frame, however often it is called. `data-drawn` tells whether everything requested has
   * been drawn.
   */
  private drawSoon(): void {
    this.node.dataset.drawn = 'false';
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  private draw(): void {
    this.node.dataset.moving = String(this.camera.moving);
    const { view, size } = this.camera;
    const complete = this.surface.draw(this.scene(), view);
    const labelled = this.labels.update(view, size);
    this.path.update(view, size);
    this.flags.update(view, size);
    this.wayBack.update(view, size);
    if (!complete || !labelled) this.drawSoon();
    else this.node.dataset.drawn = String(this.labels.measured);
  }

  private scene(): Scene {
    return { ...this.sets, rings: this.ringsToDraw(), radiusScale: this.radiusScale() };
  }

  private ringsToDraw(): Ring[] {
    const { points } = this.atlas;
    const unit = baseRadius(points.count) * this.radiusScale();
    const ring = (point: number, width: number, colour = focus[this.theme]): Ring => ({
      x: points.x[point],
      y: points.y[point],
      radius: unit * haloRadius(points.multiplicity[point]) + 3,
      colour,
      width,
    });
    const rings: Ring[] = this.rings.related.map((point) => ring(point, 1.4, second[this.theme]));
    if (this.rings.pinned >= 0) rings.push(ring(this.rings.pinned, 2.2));
    if (this.rings.hovered >= 0 && this.rings.hovered !== this.rings.pinned) rings.push(ring(this.rings.hovered, 1.4));
    return rings;
  }

  private makeSurface(size: Size): Surface {
    const gl = webGL2In(this.surfaceNode);
    if (!gl) {
      this.listener.plainDrawing();
      return new PixelSurface('canvas', this.surfaceNode, size);
    }
    if (this.atlas.points.count > fewPoints && drawsInSoftware(gl)) {
      gl.getExtension('WEBGL_lose_context')?.loseContext();
      this.surfaceNode.replaceChildren();
      return new PixelSurface('pixels', this.surfaceNode, size);
    }
    let failed = false;
    return new DeckSurface(gl, size, () => {
      if (failed) return;
      failed = true;
      this.surfaceNode.replaceChildren();
      this.surface = new PixelSurface('canvas', this.surfaceNode, this.camera.size);
      this.listener.plainDrawing();
      this.drawSoon();
    });
  }

  private measured(): Size {
    return { width: Math.max(1, this.node.clientWidth), height: Math.max(1, this.node.clientHeight) };
  }

  private resize(): void {
    const size = this.measured();
    if (size.width === this.camera.size.width && size.height === this.camera.size.height) return;
    const fit = fitting(this.home, size, this.covered()).zoom;
    this.camera.size = size;
    this.camera.limits = [fit - 2, fit + 14];
    this.camera.view.zoom += fit - this.fitZoom;
    this.fitZoom = fit;
    this.surface.resize(size);
    this.labels.measure();
    this.camera.goTo(this.camera.view, true);
  }
}

/** The smallest box around some points; an empty one around none. */
export function boxOf({ x, y }: Points, points: Iterable<number>): Box {
  const box = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity };
  for (const point of points) {
    box.left = Math.min(box.left, x[point]);
    box.right = Math.max(box.right, x[point]);
    box.bottom = Math.min(box.bottom, y[point]);
    box.top = Math.max(box.top, y[point]);
  }
  return box;
}

/** The smallest box around all points. */
export function boundsOf({ x, y }: Points): Box {
  const [left, right] = extent(x);
  const [bottom, top] = extent(y);
  return { left, right, bottom, top };
}

/** Padding around a box: a share of its size, and a minimum for a single position. */
function padded(box: Box): Box {
  const x = 0.04 * (box.right - box.left) || 1;
  const y = 0.04 * (box.top - box.bottom) || 1;
  return { left: box.left - x, right: box.right + x, bottom: box.bottom - y, top: box.top + y };
}
