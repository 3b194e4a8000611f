// Labels as elements over the map. Their text is telemetry: the names of files.
import type { Label } from '../data/atlas';
import { element } from '../dom';
import { formatNumber } from '../text/format';
import { start, visibleString } from '../text/visible';
import { scaleOf, toScreen, type Size, type View } from './camera';
import { layOutLabels, layoutZoom, type LabelBox } from './label_layout';

/** Letters shown of one feature's name. */
const longest = 26;

interface Line {
  text: string;
  more: boolean;
}

interface ShownLabel {
  node: HTMLButtonElement;
  leaving: number;
}

export class LabelView {
  readonly layer = element('div', { class: 'labels' });
  private boxes: LabelBox[] = [];
  private lines: Line[][] = [];
  private sizes: number[] = [];
  private readonly layouts = new Map<number, number[]>();
  private readonly shown = new Map<number, ShownLabel>();

  constructor(
    private readonly labels: readonly Label[],
    private readonly chosen: (label: Label) => void,
  ) {
    this.measure();
  }

  /** Measures every label again; call it when fonts or the size of letters have changed. */
  measure(): void {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    const context = document.createElement('canvas').getContext('2d');
    const most = Math.max(1, ...this.labels.map((label) => label.objects));
    this.sizes = this.labels.map((label) => rem * letterSize(label, most));
    this.lines = this.labels.map((label) =>
      label.topic.map((part) => ({ text: shortened(visibleString(part.name)), more: part.more })),
    );
    this.boxes = this.labels.map((label, i) => {
      const width = Math.max(
        0,
        ...this.lines[i].map((line, k) => {
          const size = this.sizes[i] * (k === 0 ? 1 : secondary);
          if (!context) return line.text.length * size * 0.6;
          context.font = `${k === 0 ? 650 : 500} ${size}px ${fontFamily}`;
          return context.measureText(`${mark(line)}${line.text}`).width;
        }),
      );
      const height = this.sizes[i] * lineHeight * (1 + secondary * Math.max(0, this.lines[i].length - 1));
      return { ...label, width: Math.ceil(width) + 4, height: Math.ceil(height) + 2 };
    });
    this.layouts.clear();
    for (const [i, label] of this.shown) {
      label.node.remove();
      this.shown.delete(i);
    }
  }

  /** Shows the labels of a view, where they belong. */
  update(view: View, size: Size): void {
    const zoom = layoutZoom(view.zoom);
    let layout = this.layouts.get(zoom);
    if (!layout) this.layouts.set(zoom, (layout = layOutLabels(this.boxes, zoom)));
    const margin = 40;
    const visible = new Set<number>();
    for (const i of layout) {
      const [px, py] = toScreen(view, size, this.boxes[i].x, this.boxes[i].y);
      const { width, height } = this.boxes[i];
      if (px + width / 2 < -margin || px - width / 2 > size.width + margin) continue;
      if (py + height / 2 < -margin || py - height / 2 > size.height + margin) continue;
      visible.add(i);
    }
    for (const [i, label] of this.shown) if (!visible.has(i)) this.hide(i, label);
    for (const i of visible) this.show(i);
    for (const [i, { node }] of this.shown) {
      const [px, py] = toScreen(view, size, this.boxes[i].x, this.boxes[i].y);
      node.style.transform = `translate(${(px - this.boxes[i].width / 2).toFixed(1)}px, ${(py - this.boxes[i].height / 2).toFixed(1)}px)`;
    }
    this.layer.dataset.scale = scaleOf(view).toPrecision(4);
  }

  private show(i: number): void {
    const known = this.shown.get(i);
    if (known && !known.leaving) return;
    if (known) {
      clearTimeout(known.leaving);
      known.node.remove();
    }
    const node = this.build(i);
    this.shown.set(i, { node, leaving: 0 });
    this.layer.append(node);
  }

  private hide(i: number, label: ShownLabel): void {
    if (label.leaving) return;
    label.node.classList.add('leaving');
    label.leaving = window.setTimeout(() => {
      label.node.remove();
      this.shown.delete(i);
    }, 120);
  }

  private build(i: number): HTMLButtonElement {
    const label = this.labels[i];
    const number = label.cluster >= 0 ? `Cluster ${label.cluster}` : 'A group of clusters';
    const text = label.topic.map((part) => `${part.more ? 'more' : 'less'} ${visibleString(start(part.name, 200))}`).join(', ');
    const name = `${number}, ${formatNumber(label.objects)} processes: ${text}`;
    const node = element('button', {
      type: 'button',
      class: `label layer-${Math.min(3, label.layer)}`,
      title: name,
      'aria-label': `${name}. Zoom to it`,
      tabindex: -1,
      click: () => this.chosen(label),
    });
    node.style.width = `${this.boxes[i].width}px`;
    node.style.height = `${this.boxes[i].height}px`;
    node.style.fontSize = `${this.sizes[i]}px`;
    for (const [k, line] of this.lines[i].entries()) {
      node.append(
        element(
          'span',
          { class: k === 0 ? 'first' : 'further', dir: 'ltr' },
          element('span', { class: line.more ? 'mark more' : 'mark less' }, mark(line)),
          line.text,
        ),
      );
    }
    return node;
  }
}

/** Letters of the further lines, relative to the first. Same in the style sheet, as is the line height. */
const secondary = 0.86;
const lineHeight = 1.2;
const fontFamily = "'Inter Variable', system-ui, sans-serif";

const mark = (line: Line): string => (line.more ? '> ' : '< ');

const shortened = (name: string): string => (name.length <= longest ? name : `${start(name, longest - 9)}…${name.slice(-8)}`);

/** In rem: larger groups speak louder, coarse ones most. */
function letterSize(label: Label, most: number): number {
  const share = Math.log1p(label.objects) / Math.log1p(most);
  return 0.74 + 0.26 * share ** 2 + (label.layer === 0 ? 0.08 : 0);
}
