// The current view: a centre in map units and a scale. Moves smoothly to its target.

export interface View {
  x: number;
  y: number;
  /** log2 of pixels per map unit */
  zoom: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Box {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** Pixels per map unit. */
export const scaleOf = (view: View): number => 2 ** view.zoom;

/** y grows upwards on the map and downwards on the screen. */
export function toScreen(view: View, size: Size, x: number, y: number): [number, number] {
  const scale = scaleOf(view);
  return [size.width / 2 + (x - view.x) * scale, size.height / 2 - (y - view.y) * scale];
}

export function toMap(view: View, size: Size, px: number, py: number): [number, number] {
  const scale = scaleOf(view);
  return [view.x + (px - size.width / 2) / scale, view.y - (py - size.height / 2) / scale];
}

/** The view that shows all of `box` in the part of the screen that panels leave free. */
export function fitting(box: Box, size: Size, free: { left: number; right: number; top: number; bottom: number }): View {
  const width = Math.max(40, size.width - free.left - free.right);
  const height = Math.max(40, size.height - free.top - free.bottom);
  const scale = Math.min(
    width / Math.max(box.right - box.left, 1e-6),
    height / Math.max(box.top - box.bottom, 1e-6),
    2 ** 24,
  );
  return {
    x: (box.left + box.right) / 2 - (free.left - free.right) / 2 / scale,
    y: (box.bottom + box.top) / 2 + (free.top - free.bottom) / 2 / scale,
    zoom: Math.log2(scale),
  };
}

/** The fraction of a move still remaining after `ms`; a move takes about a fifth of a second. */
const remaining = (ms: number): number => Math.exp(-ms / 70);

/** How far the middle of the screen may leave the map, as a share of the screen. */
const beyond = 0.3;

export class Camera {
  view: View;
  private goal: View;
  private frame = 0;
  private lastTime = 0;
  /** The map point to keep under a pixel while zooming. */
  private anchor: { x: number; y: number; px: number; py: number } | undefined;

  constructor(
    start: View,
    public size: Size,
    private readonly moved: () => void,
    /** Minimum and maximum zoom. */
    public limits: [number, number],
    /** The map's bounds; it cannot be moved off the screen. */
    private readonly bounds: Box,
    private readonly calm: { readonly matches: boolean } = matchMedia('(prefers-reduced-motion: reduce)'),
  ) {
    this.view = { ...start };
    this.goal = { ...start };
  }

  /** Whether a move is in progress. */
  get moving(): boolean {
    return this.frame !== 0;
  }

  /** Goes to a view, smoothly unless asked to jump. */
  goTo(view: View, jump = false): void {
    this.anchor = undefined;
    this.goal = this.bounded({ ...view, zoom: this.limited(view.zoom) });
    if (jump) this.arrive();
    else this.run();
  }

  /** Moves by pixels immediately. */
  panBy(dx: number, dy: number): void {
    const scale = scaleOf(this.view);
    this.anchor = undefined;
    this.goal = this.bounded({ x: this.view.x - dx / scale, y: this.view.y + dy / scale, zoom: this.view.zoom });
    this.arrive();
  }

  /** Moves by pixels smoothly. */
  glideBy(dx: number, dy: number): void {
    const scale = scaleOf(this.goal);
    this.goTo({ ...this.goal, x: this.goal.x - dx / scale, y: this.goal.y + dy / scale });
  }

  /** Zooms in (steps > 0) or out around a pixel, by a factor of two per step. */
  zoomBy(steps: number, px = this.size.width / 2, py = this.size.height / 2, jump = false): void {
    const [x, y] = toMap(this.view, this.size, px, py);
    this.anchor = { x, y, px, py };
    this.goal = { ...this.goal, zoom: this.limited(this.goal.zoom + steps) };
    if (jump) {
      this.view.zoom = this.goal.zoom;
      this.holdAnchor();
      this.goal = { ...this.view };
      this.moved();
    } else {
      this.run();
    }
  }

  private limited(zoom: number): number {
    return Math.min(this.limits[1], Math.max(this.limits[0], zoom));
  }

  private bounded({ x, y, zoom }: View): View {
    const { left, right, bottom, top } = this.bounds;
    const [beyondX, beyondY] = [this.size.width, this.size.height].map((pixels) => (beyond * pixels) / 2 ** zoom);
    return {
      x: Math.min(right + beyondX, Math.max(left - beyondX, x)),
      y: Math.min(top + beyondY, Math.max(bottom - beyondY, y)),
      zoom,
    };
  }

  private arrive(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.view = { ...this.goal };
    this.moved();
  }

  private run(): void {
    if (this.calm.matches) {
      this.view.zoom = this.goal.zoom;
      if (this.anchor) this.holdAnchor();
      else this.view = { ...this.goal };
      this.goal = { ...this.view };
      this.moved();
      return;
    }
    if (this.frame) return;
    this.lastTime = performance.now();
    this.frame = requestAnimationFrame((time) => this.step(time));
  }

  private step(time: number): void {
    const rest = remaining(Math.min(64, Math.max(1, time - this.lastTime)));
    this.lastTime = time;
    const { view, goal } = this;
    view.zoom = goal.zoom + (view.zoom - goal.zoom) * rest;
    if (this.anchor) {
      this.holdAnchor();
      goal.x = view.x;
      goal.y = view.y;
    } else {
      view.x = goal.x + (view.x - goal.x) * rest;
      view.y = goal.y + (view.y - goal.y) * rest;
    }
    const scale = scaleOf(view);
    const there =
      Math.abs(view.zoom - goal.zoom) < 0.002 && Math.hypot(view.x - goal.x, view.y - goal.y) * scale < 0.4;
    this.frame = 0;
    if (there) {
      view.zoom = goal.zoom;
      if (this.anchor) this.holdAnchor();
      else Object.assign(view, goal);
      Object.assign(goal, view);
    } else {
      this.frame = requestAnimationFrame((next) => this.step(next));
    }
    this.moved();
  }

  private holdAnchor(): void {
    if (!this.anchor) return;
    const { x, y, px, py } = this.anchor;
    const scale = scaleOf(this.view);
    this.view.x = x - (px - this.size.width / 2) / scale;
    this.view.y = y + (py - this.size.height / 2) / scale;
    this.view = this.bounded(this.view);
  }
}
