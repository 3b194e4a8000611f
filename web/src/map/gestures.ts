// Mouse, touch and pen on the map: drag to pan or to draw a box or lasso, wheel or pinch to zoom, double-click to zoom
// in, click to choose.
import type { Change } from '../select/selection';
import type { Camera } from './camera';

export type Tool = 'pan' | 'box' | 'lasso';

export interface GestureTargets {
  hover(px: number, py: number): void;
  leave(): void;
  /** @param adding whether Shift was held */
  click(px: number, py: number, adding: boolean): void;
  /** Whether there is a point that matters more than a label over it. */
  pointShowsThrough(px: number, py: number): boolean;
  tool(): Tool;
  /** The region being drawn, as x and y of its corners in turn; undefined when there is none any more. */
  drawing(region: readonly number[] | undefined): void;
  /** A region was drawn. */
  drawn(region: readonly number[], tool: Tool, change: Change): void;
}

/** A press that moves less than this counts as a click. */
const clickReach = 5;


export function listenForGestures(surface: HTMLElement, camera: Camera, targets: GestureTargets): void {
  const pressed = new Map<number, { x: number; y: number }>();
  let travelled = 0;
  let region: { tool: Tool; path: number[] } | undefined;
  let velocity = { x: 0, y: 0, time: 0 };

  const positionOf = (event: MouseEvent): { x: number; y: number } => {
    const box = surface.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const inLabel = ({ target }: Event): boolean => target instanceof Element && target.closest('.label') !== null;
  const showsThrough = (event: MouseEvent): boolean => {
    const { x, y } = positionOf(event);
    return targets.pointShowsThrough(x, y);
  };
  /** Labels handle clicks themselves: they zoom to their group. */
  const onLabel = (event: MouseEvent): boolean => inLabel(event) && !showsThrough(event);

  surface.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    pressed.set(event.pointerId, positionOf(event));
    if (pressed.size === 1) travelled = 0;
    const tool = targets.tool() === 'pan' && event.shiftKey ? 'box' : targets.tool();
    const { x, y } = positionOf(event);
    region = pressed.size === 1 && tool !== 'pan' && !onLabel(event) ? { tool, path: [x, y] } : undefined;
    targets.drawing(undefined);
    velocity = { x: 0, y: 0, time: event.timeStamp };
  });

  surface.addEventListener('pointermove', (event) => {
    const now = positionOf(event);
    const before = pressed.get(event.pointerId);
    if (!before) {
      if (onLabel(event)) targets.leave();
      else targets.hover(now.x, now.y);
      return;
    }
    const [dx, dy] = [now.x - before.x, now.y - before.y];
    travelled += Math.hypot(dx, dy);
    // Captured only now: an earlier capture would keep clicks from the labels.
    if (travelled > clickReach && !surface.hasPointerCapture(event.pointerId)) surface.setPointerCapture(event.pointerId);
    if (region && pressed.size === 1) {
      if (travelled > clickReach) {
        targets.leave();
        targets.drawing(extended(region, now));
      }
    } else if (pressed.size === 1) {
      if (travelled > clickReach) {
        surface.dataset.dragging = 'true';
        targets.leave();
        camera.panBy(dx, dy);
        const elapsed = Math.max(1, event.timeStamp - velocity.time);
        velocity = { x: 0.7 * (dx / elapsed) + 0.3 * velocity.x, y: 0.7 * (dy / elapsed) + 0.3 * velocity.y, time: event.timeStamp };
      }
    } else {
      const other = [...pressed].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const spread = Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
        camera.panBy(dx / 2, dy / 2);
        camera.zoomBy(Math.log2(spread), (now.x + other.x) / 2, (now.y + other.y) / 2, true);
      }
    }
    pressed.set(event.pointerId, now);
  });

  const release = (event: PointerEvent): void => {
    if (!pressed.delete(event.pointerId)) return;
    if (pressed.size > 0) return;
    delete surface.dataset.dragging;
    const { x, y } = positionOf(event);
    const drawn = region;
    region = undefined;
    targets.drawing(undefined);
    if (travelled <= clickReach && event.type === 'pointerup') {
      if (!onLabel(event)) targets.click(x, y, event.shiftKey);
    } else if (drawn) {
      const change = event.altKey ? 'remove' : event.shiftKey ? 'add' : 'replace';
      if (event.type === 'pointerup') targets.drawn(extended(drawn, { x, y }), drawn.tool, change);
    } else if (event.timeStamp - velocity.time < 60 && Math.hypot(velocity.x, velocity.y) > 0.3) {
      camera.glideBy(velocity.x * 90, velocity.y * 90);
    }
  };
  surface.addEventListener('pointerup', release);
  surface.addEventListener('pointercancel', release);
  surface.addEventListener(
    'click',
    (event) => {
      // A click by keyboard has no position, and means the label.
      if (event.detail > 0 && inLabel(event) && showsThrough(event)) event.stopPropagation();
    },
    { capture: true },
  );
  surface.addEventListener('pointerleave', (event) => {
    if (pressed.size === 0 && !(event.relatedTarget instanceof Element && surface.contains(event.relatedTarget))) targets.leave();
  });

  surface.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const { x, y } = positionOf(event);
      const pixels = event.deltaY * (event.deltaMode === 1 ? 24 : event.deltaMode === 2 ? 400 : 1);
      camera.zoomBy(Math.max(-1.5, Math.min(1.5, -pixels / (event.ctrlKey ? 60 : 240))), x, y);
    },
    { passive: false },
  );

  surface.addEventListener('dblclick', (event) => {
    const { x, y } = positionOf(event);
    camera.zoomBy(1, x, y);
  });
}

/** The corners of the region when the pointer has reached a position. */
function extended({ tool, path }: { tool: Tool; path: number[] }, { x, y }: { x: number; y: number }): readonly number[] {
  if (tool === 'box') return [path[0], path[1], x, path[1], x, y, path[0], y];
  if (Math.hypot(path[path.length - 2] - x, path[path.length - 1] - y) >= 3) path.push(x, y);
  return path;
}
