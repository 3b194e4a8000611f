import { describe, expect, it } from 'vitest';
import { linesOf } from '../src/map/label_view';
import { gap, layOutLabels, layoutZoom, lift, type LabelBox } from '../src/map/label_layout';
import { randomNumbers } from './random';

const label = (over: Partial<LabelBox>): LabelBox => ({
  x: 0,
  y: 0,
  width: 80,
  height: 40,
  radius: 0.1,
  objects: 1,
  layer: 0,
  parent: -1,
  ...over,
});

/** Pairs of shown labels whose boxes, gaps included, overlap at a zoom: the slow and obvious way. */
function overlaps(labels: LabelBox[], shown: number[], zoom: number, space = gap): number {
  const scale = 2 ** zoom;
  let pairs = 0;
  shown.forEach((a, k) => {
    for (const b of shown.slice(k + 1)) {
      const dx = Math.abs(labels[a].x - labels[b].x) * scale;
      const dy = Math.abs((labels[a].y - labels[b].y) * scale + lift(labels[a], scale) - lift(labels[b], scale));
      if (dx < (labels[a].width + labels[b].width) / 2 + space.x - 1e-9 && dy < (labels[a].height + labels[b].height) / 2 + space.y - 1e-9) ++pairs;
    }
  });
  return pairs;
}

function randomLabels(count: number, seed: number): LabelBox[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () =>
    label({ x: 20 * random(), y: 20 * random(), width: 30 + 150 * random(), height: 14 + 40 * random(), radius: 0.6 * random() ** 3, objects: Math.floor(1000 * random() ** 4) }),
  );
}

describe('layOutLabels', () => {
  it('never lets two boxes overlap, at any zoom', () => {
    const labels = randomLabels(600, 3);
    for (let zoom = 2; zoom < 9; zoom += 0.25) expect(overlaps(labels, layOutLabels(labels, zoom), zoom)).toBe(0);
  });

  it('keeps boxes apart all the way to the next layout', () => {
    const labels = randomLabels(600, 4);
    for (let zoom = 2; zoom < 8; zoom += 0.07) {
      expect(layoutZoom(zoom)).toBeLessThanOrEqual(zoom + 1e-9);
      expect(overlaps(labels, layOutLabels(labels, layoutZoom(zoom)), zoom)).toBe(0);
    }
  });

  it('leaves out a label only for a larger group', () => {
    const labels = randomLabels(300, 5);
    const zoom = 4;
    const near = { x: gap.x + 1, y: gap.y + 14 }; // lifts change from one layout to the next
    const shown = new Set(layOutLabels(labels, zoom));
    labels.forEach((left, i) => {
      if (shown.has(i)) return;
      const rivals = [...shown].filter((j) => [0, 1 / 12, 1 / 6].some((more) => overlaps(labels, [i, j], zoom + more, near) > 0));
      expect(rivals.some((j) => labels[j].objects >= left.objects)).toBe(true);
    });
  });

  it('shows more as one zooms in, and finally all', () => {
    const labels = randomLabels(200, 6);
    const counts = [2, 4, 6, 8, 12].map((zoom) => layOutLabels(labels, zoom).length);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts[0]).toBeLessThan(counts[2]);
    expect(layOutLabels(labels, 18).length).toBe(200);
  });

  it('is above a small group and on a large one, moving smoothly in between', () => {
    const group = label({ radius: 1, height: 40 });
    expect(lift(group, 1)).toBe(31); // half its height, the clearance and the group’s reach
    expect(lift(group, 200)).toBe(0);
    for (let zoom = -2; zoom < 9; zoom += 0.01) {
      expect(Math.abs(lift(group, 2 ** (zoom + 0.01)) - lift(group, 2 ** zoom))).toBeLessThan(2);
    }
  });

  it('goes from a group to its parts', () => {
    const labels = [
      label({ radius: 4, objects: 100, layer: 0 }),
      label({ x: -2, y: 1, radius: 1, objects: 60, layer: 1, parent: 0 }),
      label({ x: 2, y: -1, radius: 1, objects: 40, layer: 1, parent: 0 }),
    ];
    expect(layOutLabels(labels, 3)).toEqual([0]); // the group reaches 32 pixels: its parts would clutter
    expect(layOutLabels(labels, 6)).toEqual([0, 1, 2]); // 256 pixels: room for all
    expect(layOutLabels(labels, 8)).toEqual([1, 2]); // 1024 pixels: the group's name says nothing any more
  });

  it('keeps the name of a group without parts at any zoom', () => {
    expect(layOutLabels([label({ radius: 4 })], 12)).toEqual([0]);
  });
});

describe('linesOf', () => {
  const words = (...parts: string[]): string[] => linesOf(parts.map((part) => ({ more: part[0] === '>', name: part.slice(1) })), ' #4').map(({ text, more, number }) => `${more === undefined ? '' : more ? '>' : '<'}${text}${number}`);

  it('puts what a group has more of first, and the number of its cluster behind that', () => {
    expect(words('>a', '>b', '<c')).toEqual(['>a #4', '>b', '<c']);
    expect(words('<c', '>a', '>b')).toEqual(['>a #4', '>b', '<c']);
  });

  it('calls a group mixed that has more of nothing', () => {
    expect(words('<a', '<b')).toEqual(['mixed #4', '<a', '<b']);
    expect(words()).toEqual([]);
  });
});
