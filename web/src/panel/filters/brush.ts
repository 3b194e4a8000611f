// A histogram on which dragging chooses a range; the ends can also be moved by keyboard.
import type { FilterEngine } from '../../facets/engine';
import { rangeTitles } from '../../facets/facets';
import type { RangeFilter, RangeId } from '../../facets/filters';
import { element, fill } from '../../dom';
import { formatNumber } from '../../text/format';

const bins = 80;
const size = { width: 320, height: 56 };

export interface Brush {
  node: HTMLElement;
  draw(engine: FilterEngine, filter: RangeFilter | undefined): void;
}

/** @param choose called with a new range; undefined if it contains everything */
export function brush(id: RangeId, choose: (filter: RangeFilter | undefined) => void): Brush {
  const density = Math.max(2, Math.round(window.devicePixelRatio || 1));
  const canvas = element('canvas', { class: 'histogram', width: size.width * density, height: size.height * density, 'aria-hidden': 'true' });
  const shade = element('div', { class: 'brush-range', hidden: true });
  const ticks = element('div', { class: 'ticks' });
  const note = element('p', { class: 'note' });
  const ends = (['from', 'to'] as const).map((end) =>
    element('input', {
      type: 'range',
      class: 'brush-end',
      min: 0,
      max: bins,
      step: 1,
      'aria-label': `${rangeTitles[id]} ${end === 'from' ? 'from' : 'up to'}`,
      input: () => chooseBins(Number(ends[0].value), Number(ends[1].value)),
    }),
  );
  const area = element('div', { class: 'brush' }, canvas, shade);
  let range = { from: 0, to: 1 };
  let pressedAt: number | undefined;

  const valueAt = (bin: number): number => range.from + ((range.to - range.from) * bin) / bins;
  function chooseBins(a: number, b: number): void {
    const [low, high] = [Math.max(0, Math.min(a, b)), Math.min(bins, Math.max(a, b))];
    // Ends are integers: milliseconds of time, 255ths of a score, hundredths of novelty.
    if (low <= 0 && high >= bins) choose(undefined);
    else choose({ from: Math.ceil(valueAt(low)), to: high >= bins ? range.to : Math.max(Math.ceil(valueAt(low)), Math.ceil(valueAt(high)) - 1) });
  }
  const binAt = (event: PointerEvent): number => {
    const box = canvas.getBoundingClientRect();
    return Math.round((bins * (event.clientX - box.left)) / Math.max(1, box.width));
  };
  area.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    pressedAt = binAt(event);
    area.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  area.addEventListener('pointermove', (event) => {
    if (pressedAt !== undefined && binAt(event) !== pressedAt) chooseBins(pressedAt, binAt(event));
  });
  area.addEventListener('pointerup', (event) => {
    if (pressedAt !== undefined && binAt(event) === pressedAt) choose(undefined); // a click clears the choice
    pressedAt = undefined;
  });
  area.addEventListener('pointercancel', () => (pressedAt = undefined));

  return {
    node: element('div', { class: 'brush-box', 'data-brush': id }, area, element('div', { class: 'brush-ends' }, ...ends), ticks, note),
    draw(engine, filter) {
      const facet = engine.facets.range[id];
      range = { from: facet.from, to: facet.to };
      const known = facet.from <= facet.to;
      area.hidden = !known;
      const { all, passing, missing } = engine.histogram(id, bins);
      paint(canvas, all, passing);
      const share = (value: number): number => Math.min(1, Math.max(0, (value - facet.from) / (facet.to - facet.from || 1)));
      shade.hidden = !filter;
      const [low, high] = filter ? [share(filter.from), filter.to >= facet.to ? 1 : share(filter.to + 1)] : [0, 1];
      shade.style.left = `${100 * low}%`;
      shade.style.width = `${100 * Math.max(0.004, high - low)}%`;
      ends[0].value = String(Math.round(bins * low));
      ends[1].value = String(Math.round(bins * high));
      const { text } = facet;
      ends[0].setAttribute('aria-valuetext', text(filter?.from ?? facet.from));
      ends[1].setAttribute('aria-valuetext', text(filter?.to ?? facet.to));
      fill(ticks, ...(known ? [element('span', {}, text(facet.from)), element('span', {}, text(facet.to))] : [element('span', {}, 'none known')]));
      note.textContent = missing > 0 && known ? `${formatNumber(missing)} unknown` : '';
      note.hidden = note.textContent === '';
    },
  };
}

/** Bars of all rows, and over them those that pass; heights are square roots, so that rare times remain visible. */
function paint(canvas: HTMLCanvasElement, all: Uint32Array, passing: Uint32Array): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const { width, height } = canvas;
  const style = getComputedStyle(document.documentElement);
  context.clearRect(0, 0, width, height);
  const highest = Math.sqrt(Math.max(1, ...all));
  const step = width / bins;
  for (const [counts, colour] of [[all, style.getPropertyValue('--line-strong')], [passing, style.getPropertyValue('--accent')]] as const) {
    context.fillStyle = colour;
    counts.forEach((count, bin) => {
      if (count === 0) return;
      const tall = Math.max(2, Math.round((height * Math.sqrt(count)) / highest));
      context.fillRect(Math.round(bin * step), height - tall, Math.max(1, Math.round((bin + 1) * step) - Math.round(bin * step) - 1), tall);
    });
  }
}
