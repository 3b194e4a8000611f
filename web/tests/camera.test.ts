import { describe, expect, it } from 'vitest';
import { fitting, toMap, toScreen } from '../src/map/camera';

const size = { width: 1280, height: 800 };

describe('camera', () => {
  it('goes to the screen and back', () => {
    const view = { x: 3, y: -2, zoom: 5.5 };
    const [px, py] = toScreen(view, size, 4.25, -1.5);
    const [x, y] = toMap(view, size, px, py);
    expect(x).toBeCloseTo(4.25, 10);
    expect(y).toBeCloseTo(-1.5, 10);
    expect(toScreen(view, size, 3, -1)[1]).toBeLessThan(400); // y grows upwards
  });

  it('fits a box into what panels leave free', () => {
    const free = { left: 340, right: 60, top: 16, bottom: 16 };
    const view = fitting({ left: -5, right: 5, bottom: 0, top: 2 }, size, free);
    const [left, bottom] = toScreen(view, size, -5, 0);
    const [right, top] = toScreen(view, size, 5, 2);
    expect(left).toBeCloseTo(340, 6);
    expect(right).toBeCloseTo(1220, 6);
    expect(top).toBeGreaterThan(16);
    expect((top + bottom) / 2).toBeCloseTo(400, 6);
  });

  it('finds a finite view of a single position', () => {
    const view = fitting({ left: 1, right: 1, bottom: 1, top: 1 }, size, { left: 0, right: 0, top: 0, bottom: 0 });
    expect(Number.isFinite(view.zoom)).toBe(true);
  });
});
