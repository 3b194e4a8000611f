// Labels as elements over the map. Their text is telemetry: names of files.
import type { Rgb } from '../colour/oklch';
import type { Label, Noun, TopicPart } from '../data/atlas';
import { element } from '../dom';
import { counted } from '../text/format';
import { topicMark, topicMarkNode } from '../text/topic';
import { start, visibleString } from '../text/visible';
import { scaleOf, toScreen, type Size, type View } from './camera';
import { layOutLabels, layoutZoom, offset, type CountPoints, type LabelBox, type PlacedLabel, type Side } from './label_layout';

/** Milliseconds without zooming after which labels appear at once, and between two batches of them while zooming. */
const [zoomRest, turn] = [60, 300];

/** Maximum number of characters of a feature's name. */
const longest = 26;

interface Line {
  text: string;
  /** Undefined for a word that is no feature. */
  more: boolean | undefined;
  /** Distinguishes clusters with the same topic. */
  number: string;
}

/** Where arrow keys point to, on the screen. */
const directions: Record<string, readonly [x: number, y: number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

interface ShownLabel {
  node: HTMLButtonElement;
  side: Side;
  leaving: number;
}

/** What a group has more of than the rest comes first; one that only has less of something is called mixed. */
export function linesOf(topic: readonly TopicPart[], number: string): Line[] {
  const isMixed = topic.length > 0 && !topic.some((part) => part.more);
  const lines: Omit<Line, 'number'>[] = [
    ...(isMixed ? [{ text: 'mixed', more: undefined }] : []),
    ...[true, false].flatMap((more) => topic.filter((part) => part.more === more).map((part) => ({ text: shortened(visibleString(part.name)), more }))),
  ];
  return lines.map((line, k) => ({ ...line, number: k === 0 ? number : '' }));
}

export class LabelView {
  readonly layer = element('div', { class: 'labels' });
  /** Whether text has been measured, so that labels can be shown. */
  measured = false;
  private boxes: LabelBox[] = [];
  private readonly lines: Line[][];
  private sizes: number[] = [];
  private readonly layouts = new Map<number, PlacedLabel[]>();
  private readonly shown = new Map<number, ShownLabel>();
  private colours: readonly Rgb[] | undefined;
  private lastZoom = NaN;
  private zoomedAt = -Infinity;
  private cameAt = -Infinity;

  constructor(
    private readonly labels: readonly Label[],
    /** What labels count. */
    private readonly noun: Noun,
    private readonly covered: CountPoints,
    /** @param adding whether Shift was held */
    private readonly chosen: (label: Label, adding: boolean) => void,
  ) {
    const topics = labels.map((label) => JSON.stringify(label.topic));
    const times = new Map<string, number>();
    for (const topic of topics) times.set(topic, (times.get(topic) ?? 0) + 1);
    this.layer.addEventListener('keydown', (event) => this.walk(event));
    this.lines = labels.map((label, i) => linesOf(label.topic, label.cluster >= 0 && (times.get(topics[i]) ?? 0) > 1 ? ` #${label.cluster}` : ''));
  }

  /** Measures every label again; call it when fonts or the text size have changed. No label is shown before that. */
  measure(): void {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    const largest = Math.max(1, ...this.labels.map((label) => label.objects));
    this.sizes = this.labels.map((label) => rem * letterSize(label, largest));
    const widths = lineWidths(this.lines);
    this.boxes = this.labels.map((label, i) => ({
      ...label,
      width: Math.ceil(this.sizes[i] * widths[i]) + 4,
      height: Math.ceil(this.sizes[i] * lineHeight * (1 + secondary * Math.max(0, this.lines[i].length - 1))) + 2,
    }));
    this.measured = true;
    this.layouts.clear();
    for (const { node } of this.shown.values()) node.remove();
    this.shown.clear();
  }

  /**
   * Shows the labels of a view at their positions. While zooming, labels are removed immediately, appear in batches and
   * have no rim: creating dozens of them in every frame would stall it.
   * @returns whether all of them are shown correctly; if not, call again in the next frame
   */
  update(view: View, size: Size, now = performance.now()): boolean {
    const zoom = layoutZoom(view.zoom);
    if (view.zoom !== this.lastZoom) this.zoomedAt = now;
    this.lastZoom = view.zoom;
    let layout = this.layouts.get(zoom);
    if (!layout) this.layouts.set(zoom, (layout = layOutLabels(this.boxes, zoom, this.covered)));
    const scale = scaleOf(view);
    const positionOf = (i: number, side: Side): [left: number, top: number] => {
      const box = this.boxes[i];
      const [px, py] = toScreen(view, size, box.x, box.y);
      const [right, up] = offset(box, side, scale);
      return [px + right - box.width / 2, py - up - box.height / 2];
    };
    const visible = new Map<number, Side>();
    for (const { label, side } of layout) {
      const [left, top] = positionOf(label, side);
      const { width, height } = this.boxes[label];
      if (left + width > 0 && left < size.width && top + height > 0 && top < size.height) visible.set(label, side);
    }
    for (const [i, label] of this.shown) if (!visible.has(i)) this.hide(i, label);
    const missing = [...visible.keys()].filter((i) => this.shown.get(i)?.leaving !== 0);
    const calm = now - this.zoomedAt >= zoomRest;
    this.layer.classList.toggle('hurrying', !calm);
    if ((calm || now - this.cameAt >= turn) && missing.length > 0) {
      missing.forEach((i) => this.show(i));
      this.cameAt = now;
    }
    for (const [i, label] of this.shown) {
      label.side = visible.get(i) ?? label.side;
      const { node, side } = label;
      const [left, top] = positionOf(i, side);
      node.style.transform = `translate(${left.toFixed(1)}px, ${top.toFixed(1)}px)`;
    }
    this.layer.dataset.scale = scale.toPrecision(4);
    this.keepTabStop(layout);
    return calm;
  }

  /** @param colours of clusters, where points have them; names have the colours of their clusters, groups of several none */
  colour(colours: readonly Rgb[] | undefined): void {
    if (colours === this.colours) return;
    this.colours = colours;
    for (const [i, { node }] of this.shown) this.tint(node, this.labels[i]);
  }

  private tint(node: HTMLElement, { cluster }: Label): void {
    const colour = cluster >= 0 ? this.colours?.[cluster] : undefined;
    node.classList.toggle('tinted', colour !== undefined);
    if (colour) node.style.setProperty('--own', `rgb(${colour.join(' ')})`);
  }

  /** One label is a tab stop: the one with the focus, or else the most important one in view. */
  private keepTabStop(layout: readonly PlacedLabel[]): void {
    const isHere = (i: number): boolean => this.shown.get(i)?.leaving === 0;
    const focused = [...this.shown].find(([, { node }]) => node === document.activeElement)?.[0];
    const stop = focused ?? layout.find(({ label }) => isHere(label))?.label ?? -1;
    for (const [i, { node }] of this.shown) node.tabIndex = i === stop ? 0 : -1;
  }

  /** Arrow keys move the focus to the nearest label in their direction. */
  private walk(event: KeyboardEvent): void {
    const direction = Object.hasOwn(directions, event.key) ? directions[event.key] : undefined;
    if (!direction || !(event.target instanceof Element)) return;
    event.preventDefault();
    const middle = (node: Element): [number, number] => {
      const { left, top, width, height } = node.getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    };
    const [x, y] = middle(event.target);
    let best: HTMLElement | undefined;
    let least = Infinity;
    for (const { node, leaving } of this.shown.values()) {
      if (leaving || node === event.target) continue;
      const [dx, dy] = middle(node).map((value, axis) => value - [x, y][axis]);
      const [along, across] = [dx * direction[0] + dy * direction[1], Math.abs(dx * direction[1] - dy * direction[0])];
      if (along > 0 && along + 2 * across < least) [best, least] = [node, along + 2 * across];
    }
    best?.focus({ preventScroll: true });
  }

  private show(i: number): void {
    const known = this.shown.get(i);
    if (known && !known.leaving) return;
    if (known) {
      clearTimeout(known.leaving);
      known.node.remove();
    }
    const node = this.build(i);
    this.shown.set(i, { node, side: 'above', leaving: 0 });
    this.layer.append(node);
  }

  private hide(i: number, label: ShownLabel): void {
    if (label.leaving) return;
    if (label.node === document.activeElement) this.layer.parentElement?.focus({ preventScroll: true });
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
    const name = `${number}, ${counted(label.objects, this.noun)}: ${text}`;
    const node = element('button', {
      type: 'button',
      class: `label layer-${Math.min(3, label.layer)}`,
      title: `${name}\nClick to zoom there${label.cluster >= 0 ? ', Shift-click to select it' : ''}`,
      tabindex: -1,
      click: (event) => this.chosen(label, event instanceof MouseEvent && event.shiftKey),
    });
    node.style.width = `${this.boxes[i].width}px`;
    node.style.height = `${this.boxes[i].height}px`;
    node.style.fontSize = `${this.sizes[i]}px`;
    this.tint(node, label);
    for (const [k, line] of this.lines[i].entries()) {
      node.append(
        element(
          'span',
          { class: k === 0 ? 'first' : 'further', dir: 'ltr' },
          line.more !== undefined && topicMarkNode(line.more),
          line.text,
          line.number !== '' && element('span', { class: 'number' }, line.number),
        ),
      );
    }
    return node;
  }
}

/** Text size of the further lines, relative to the first. The same as in the style sheet, like the line height. */
const secondary = 0.86;
const lineHeight = 1.2;
const fontFamily = "'Inter Variable', system-ui, sans-serif";

const weight = { first: 650, further: 500 };

/** The fonts of labels; they must be loaded before measuring. */
export const labelFonts = (): Promise<unknown> =>
  Promise.all(Object.values(weight).map((w) => document.fonts.load(`${w} 16px ${fontFamily}`)));

/** Per label the width of its longest line at a text size of 1. Fonts are set once, since that is slow. */
function lineWidths(labels: readonly Line[][]): number[] {
  const context = document.createElement('canvas').getContext('2d');
  const widths = labels.map(() => 0);
  const measured = 100;
  for (const [kind, w] of Object.entries(weight)) {
    const size = kind === 'first' ? 1 : secondary;
    if (context) context.font = `${w} ${measured}px ${fontFamily}`;
    labels.forEach((lines, i) => {
      for (const line of kind === 'first' ? lines.slice(0, 1) : lines.slice(1)) {
        const text = `${mark(line)}${line.text}${line.number}`;
        const width = context ? context.measureText(text).width / measured : 0.6 * text.length;
        widths[i] = Math.max(widths[i], size * width + markSpace);
      }
    });
  }
  return widths;
}

/** Space after the mark, the same as in the style sheet. */
const markSpace = 0.3;

const mark = ({ more }: Line): string => (more === undefined ? '' : topicMark(more));

const shortened = (name: string): string => (name.length <= longest ? name : `${start(name, longest - 9)}…${name.slice(-8)}`);

/** In rem: larger groups get larger text, coarse ones the largest. */
function letterSize(label: Label, largest: number): number {
  const share = Math.log1p(label.objects) / Math.log1p(largest);
  return 0.74 + 0.26 * share ** 2 + (label.layer === 0 ? 0.08 : 0);
}
