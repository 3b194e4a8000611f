// The view as a picture with title and legend: a list of shapes, for SVG and for a canvas alike.
import type { Colouring, Legend } from '../../colour/colouring';
import type { Rgb } from '../../colour/oklch';
import type { Theme } from '../../colour/palettes';
import { toScreen, type Size, type View } from '../../map/camera';
import type { PointSet, Scene } from '../../map/surface';
import { formatNumber } from '../../text/format';
import { start, visibleString } from '../../text/visible';

export type Shape =
  | { kind: 'disc'; x: number; y: number; radius: number; colour: string; opacity: number }
  | { kind: 'ring'; x: number; y: number; radius: number; colour: string; width: number }
  | { kind: 'box'; x: number; y: number; width: number; height: number; colour: string }
  /** `y` is the baseline. */
  | { kind: 'text'; x: number; y: number; size: number; weight: number; colour: string; rim?: string; anchor: 'start' | 'middle' | 'end'; text: string };

/** Shapes that belong together, in drawing order. */
export interface Group {
  name: 'ground' | 'aside' | 'halos' | 'rims' | 'points' | 'rings' | 'names' | 'legend';
  shapes: Shape[];
}

export interface Picture extends Size {
  title: string;
  /** Of the part that shows the map. */
  map: { x: number; y: number } & Size;
  groups: Group[];
}

/** A line of the name of a cluster, or of a label, where the map shows it: its middle and baseline. */
export interface NameLine {
  x: number;
  y: number;
  size: number;
  weight: number;
  colour: string;
  text: string;
}

export interface PictureContents {
  title: string;
  /** What is shown and selected, in words. */
  facts: readonly string[];
  scene: Scene;
  view: View;
  size: Size;
  names: readonly NameLine[];
  colouring: Colouring;
  /** What points are coloured by. */
  colouredBy: string;
  theme: Theme;
}

export const inks: Record<Theme, { ground: string; text: string; quiet: string }> = {
  dark: { ground: '#0d1015', text: '#e7eaef', quiet: '#9aa4b4' },
  light: { ground: '#fbfaf7', text: '#1b2230', quiet: '#566072' },
};

const [head, margin, legendWidth, line] = [76, 24, 280, 20];
/** A drawn disc is never smaller, in pixels. */
const leastRadius = 0.6;
const maxCategories = 24;
/** Of a legend's entry: what fits before its count. */
const maxLetters = 25;

/** As every program that opens SVG reads it. */
const hexColour = (rgb: Rgb): string => `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;

const short = (text: string, letters = maxLetters): string => {
  const visible = visibleString(start(text, 4 * letters));
  return visible.length > letters ? `${visible.slice(0, letters - 1)}…` : visible;
};

function discs(set: PointSet, scale: number, view: View, size: Size): Shape[] {
  const shapes: Shape[] = [];
  for (let i = 0; i < set.count; ++i) {
    const [x, y] = toScreen(view, size, set.positions[2 * i], set.positions[2 * i + 1]);
    const radius = Math.max(leastRadius, set.radii[i] * scale);
    if (x < -radius || y < -radius || x > size.width + radius || y > size.height + radius) continue;
    const [r, g, b, alpha] = set.colours.subarray(4 * i, 4 * i + 4);
    shapes.push({ kind: 'disc', x, y: y + head, radius, colour: hexColour([r, g, b]), opacity: alpha / 255 });
  }
  return shapes;
}

function legendShapes(legend: Legend, x: number, top: number, theme: Theme): Shape[] {
  const { text, quiet } = inks[theme];
  const shapes: Shape[] = [];
  let y = top;
  const write = (label: string, left = x, colour = text): void => void shapes.push({ kind: 'text', x: left, y: y + 14, size: 13, weight: 400, colour, anchor: 'start', text: label });
  const entry = (colour: Rgb, label: string, processes: number): void => {
    shapes.push({ kind: 'disc', x: x + 6, y: y + 10, radius: 5.5, colour: hexColour(colour), opacity: 1 });
    write(short(label), x + 20);
    shapes.push({ kind: 'text', x: x + legendWidth - margin, y: y + 14, size: 13, weight: 400, colour: quiet, anchor: 'end', text: formatNumber(processes) });
    y += line;
  };
  if (legend.kind === 'categories') {
    for (const { colour, label, processes, cluster } of legend.categories.slice(0, maxCategories)) entry(colour, cluster !== undefined && cluster >= 0 ? `${cluster} ${label}` : label, processes);
    const left = legend.categories.length - maxCategories;
    if (left > 0) (write(`and ${formatNumber(left)} more`, x, quiet), (y += line));
  } else {
    const step = (legendWidth - margin) / legend.ramp.length;
    legend.ramp.forEach((colour, i) => shapes.push({ kind: 'box', x: x + i * step, y, width: step + 0.5, height: 12, colour: hexColour(colour) }));
    y += line;
    if (legend.ticks.length > 0) (write(`${legend.ticks[0]}  to  ${legend.ticks[legend.ticks.length - 1]}`, x, quiet), (y += line));
    if (legend.missing) entry(legend.missing.colour, legend.missing.label, legend.missing.processes);
  }
  y += line / 2;
  for (const note of ['A point is a set of equal processes;', 'its halo grows with their number.']) (write(note, x, quiet), (y += line));
  return shapes;
}

export function pictureOf({ title, facts, scene, view, size, names, colouring, colouredBy, theme }: PictureContents): Picture {
  const { ground, text, quiet } = inks[theme];
  const width = size.width + legendWidth;
  const x = size.width + margin / 2;
  const legend = legendShapes(colouring.legend, x, head + 34, theme);
  const bottom = legend.reduce((lowest, shape) => Math.max(lowest, shape.y), 0) + margin;
  const height = Math.max(size.height + head, bottom);
  const bold = (left: number, y: number, large: number, what: string): Shape => ({ kind: 'text', x: left, y, size: large, weight: 650, colour: text, anchor: 'start', text: what });
  return {
    title: short(title, 120),
    width,
    height,
    map: { x: 0, y: head, ...size },
    groups: [
      { name: 'aside', shapes: discs(scene.aside, scene.radiusScale, view, size) },
      { name: 'halos', shapes: discs(scene.halos, scene.radiusScale, view, size) },
      { name: 'rims', shapes: discs(scene.rims, scene.radiusScale, view, size) },
      { name: 'points', shapes: discs(scene.lit, scene.radiusScale, view, size) },
      {
        name: 'rings',
        shapes: scene.rings.map((ring): Shape => {
          const [px, py] = toScreen(view, size, ring.x, ring.y);
          return { kind: 'ring', x: px, y: py + head, radius: ring.radius, colour: hexColour(ring.colour), width: ring.width };
        }),
      },
      { name: 'names', shapes: names.map((name): Shape => ({ kind: 'text', ...name, text: visibleString(name.text), y: name.y + head, rim: ground, anchor: 'middle' })) },
      {
        name: 'ground',
        shapes: [
          { kind: 'box', x: 0, y: 0, width, height: head, colour: ground },
          { kind: 'box', x: size.width, y: 0, width: legendWidth, height, colour: ground },
        ],
      },
      {
        name: 'legend',
        shapes: [
          bold(margin, 34, 20, short(title, 80)),
          { kind: 'text', x: margin, y: 58, size: 13, weight: 400, colour: quiet, anchor: 'start', text: facts.map((fact) => short(fact, 90)).join(' · ') },
          bold(x, head + 20, 14, `Coloured by ${colouredBy}`),
          ...legend,
        ],
      },
    ],
  };
}
