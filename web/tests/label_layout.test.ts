import { describe, expect, it } from 'vitest';
import { linesOf } from '../src/map/label_view';
import { gap, layOutLabels, layoutZoom, offset, type CountPoints, type LabelBox, type PlacedLabel } from '../src/map/label_layout';
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
function overlaps(labels: LabelBox[], shown: PlacedLabel[], zoom: number, space = gap): number {
  const scale = 2 ** zoom;
  const places = shown.map(({ label, side }) => {
    const [right, up] = offset(labels[label], side, scale);
    return { ...labels[label], right: labels[label].x * scale + right, up: labels[label].y * scale + up };
  });
  let pairs = 0;
  for (let i = 0; i < places.length; ++i) {
    for (let j = 0; j < i; ++j) {
      const [a, b] = [places[i], places[j]];
      if (Math.abs(a.right - b.right) >= (a.width + b.width) / 2 + space.x - 1e-9) continue;
      if (Math.abs(a.up - b.up) < (a.height + b.height) / 2 + space.y - 1e-9) ++pairs;
    }
  }
  return pairs;
}

const noPoints: CountPoints = () => 0;
const layOut = (labels: LabelBox[], zoom: number, covered = noPoints): PlacedLabel[] => layOutLabels(labels, zoom, covered);
const shownAt = (labels: LabelBox[], zoom: number): number[] => layOut(labels, zoom).map(({ label: shown }) => shown);

function randomLabels(count: number, seed: number): LabelBox[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () =>
    label({ x: 20 * random(), y: 20 * random(), width: 30 + 150 * random(), height: 14 + 40 * random(), radius: 0.6 * random() ** 3, objects: Math.floor(1000 * random() ** 4) }),
  );
}

describe('layOutLabels', () => {
  it('never lets two boxes overlap, at any zoom', () => {
    const labels = randomLabels(600, 3);
    for (let zoom = 2; zoom < 9; zoom += 0.25) expect(overlaps(labels, layOut(labels, zoom), zoom)).toBe(0);
  });

  it('keeps boxes apart all the way to the next layout', () => {
    const labels = randomLabels(600, 4);
    for (let zoom = 2; zoom < 8; zoom += 0.07) {
      expect(layoutZoom(zoom)).toBeLessThanOrEqual(zoom + 1e-9);
      expect(overlaps(labels, layOut(labels, layoutZoom(zoom)), zoom)).toBe(0);
    }
  });

  it('leaves out a label only for a larger group', () => {
    const labels = randomLabels(300, 5);
    const zoom = 4;
    const near = { x: gap.x + 30, y: gap.y + 14 }; // offsets change from one layout to the next
    const placed = layOut(labels, zoom);
    const shown = new Set(placed.map(({ label: i }) => i));
    labels.forEach((left, i) => {
      if (shown.has(i)) return;
      for (const side of ['above', 'below', 'right', 'left'] as const) {
        const rivals = placed.filter((other) => [0, 1 / 12, 1 / 6].some((more) => overlaps(labels, [{ label: i, side }, other], zoom + more, near) > 0));
        expect(rivals.some((rival) => labels[rival.label].objects >= left.objects)).toBe(true);
      }
    });
  });

  it('puts a label where it covers few points, above its group if that is no worse', () => {
    const group = label({ radius: 0.1 });
    const coveredAbove = (left: number, right: number, bottom: number, top: number): number => (left <= 0 && right >= 0 && bottom > 0 && top > 0 ? 20 : 3);
    expect(layOut([group], 6)).toEqual([{ label: 0, side: 'above' }]);
    expect(layOut([group], 6, () => 20)).toEqual([{ label: 0, side: 'above' }]);
    expect(layOut([group], 6, coveredAbove)).toEqual([{ label: 0, side: 'below' }]);
    const larger = label({ y: -0.9, radius: 0.01, objects: 5 });
    expect(layOut([group, larger], 6, coveredAbove)).toContainEqual({ label: 0, side: 'above' }); // the larger one's name is below
  });

  it('shows more as one zooms in, and finally all', () => {
    const labels = randomLabels(200, 6);
    const counts = [2, 4, 6, 8, 12].map((zoom) => layOut(labels, zoom).length);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    expect(counts[0]).toBeLessThan(counts[2]);
    expect(layOut(labels, 18).length).toBe(200);
  });

  it('is above a small group and on a large one, moving smoothly in between', () => {
    const group = label({ radius: 1, height: 40 });
    expect(offset(group, 'above', 1)).toEqual([0, 31]); // half its height, the clearance and the group’s reach
    expect(offset(group, 'left', 1)).toEqual([-51, 0]);
    expect(offset(group, 'above', 200)).toEqual([0, 0]);
    for (let zoom = -2; zoom < 9; zoom += 0.01) {
      expect(Math.abs(offset(group, 'above', 2 ** (zoom + 0.01))[1] - offset(group, 'above', 2 ** zoom)[1])).toBeLessThan(2);
    }
  });

  it('goes from a group to its parts', () => {
    const labels = [
      label({ radius: 4, objects: 100, layer: 0 }),
      label({ x: -2, y: 1, radius: 1, objects: 60, layer: 1, parent: 0 }),
      label({ x: 2, y: -1, radius: 1, objects: 40, layer: 1, parent: 0 }),
    ];
    expect(shownAt(labels, 3)).toEqual([0]); // the group reaches 32 pixels: its parts would clutter
    expect(shownAt(labels, 6)).toEqual([0, 1, 2]); // 256 pixels: room for all
    expect(shownAt(labels, 8)).toEqual([1, 2]); // 1024 pixels: the group's name says nothing any more
  });

  it('keeps the name of a group without parts at any zoom', () => {
    expect(shownAt([label({ radius: 4 })], 12)).toEqual([0]);
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
