import { describe, expect, it } from 'vitest';
import { colourByNeighbours, colourByPlace } from '../src/colour/cluster_colours';
import { Colourer } from '../src/colour/colouring';
import { commonValues } from '../src/colour/common_value';
import { kindColours, stateColour, stateNames } from '../src/colour/lineage_states';
import { fromHex, toRgb, type Rgb } from '../src/colour/oklch';
import { countMarks, countRows, marksOfPoints } from '../src/colour/marks';
import { categorical, neutral, scoreRamp, timeRamp, type Theme } from '../src/colour/palettes';
import { commandsLens, exampleDetails } from './example_details';
import { randomNumbers } from './random';

const themes: Theme[] = ['dark', 'light'];
const linear = (rgb: Rgb) => rgb.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));

/** Linear sRGB as OKLab: distances in it follow perceived difference. */
function oklab([r, g, b]: number[]): number[] {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const apply = (matrix: number[][], v: number[]) => matrix.map((row) => Math.max(0, row[0] * v[0] + row[1] * v[1] + row[2] * v[2]));

/** How people without one kind of cone see linear sRGB. Source: Machado, Oliveira and Fernandes (2009), severity 1. */
const sight: Record<string, number[][]> = {
  common: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

const difference = (a: Rgb, b: Rgb, eyes: number[][]) => {
  const [p, q] = [a, b].map((rgb) => oklab(apply(eyes, linear(rgb))));
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
};

const luminance = (rgb: Rgb) => {
  const [r, g, b] = linear(rgb);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: Rgb, b: Rgb) => {
  const [light, dark] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (light + 0.05) / (dark + 0.05);
};
const ground: Record<Theme, Rgb> = { dark: [13, 16, 21], light: [251, 250, 247] };

describe('toRgb', () => {
  it('gives the known colours of OKLCH', () => {
    expect(toRgb({ l: 1, c: 0, h: 0 })).toEqual([255, 255, 255]);
    expect(toRgb({ l: 0, c: 0, h: 0 })).toEqual([0, 0, 0]);
    expect(toRgb({ l: 0.627955, c: 0.257683, h: 29.2339 })).toEqual([255, 0, 0]);
  });

  it('keeps what a screen cannot show within its range', () => {
    for (let h = 0; h < 360; h += 7) for (const v of toRgb({ l: 0.7, c: 0.4, h })) expect(v >= 0 && v <= 255).toBe(true);
  });
});

describe('palettes', () => {
  it.each(themes)('offers colours on %s that everyone can tell apart', (theme) => {
    const colours = [...categorical(theme, true), neutral[theme]];
    for (const [name, eyes] of Object.entries(sight)) {
      colours.forEach((a, i) => colours.slice(i + 1).forEach((b) => expect(difference(a, b, eyes), `${name}: ${a} and ${b}`).toBeGreaterThan(0.06)));
    }
  });

  it.each(themes)('gives lineage states and kinds colours on %s that everyone can tell apart', (theme) => {
    const kinds = Object.values(kindColours[theme]).map(([colour]) => fromHex(colour));
    const states = stateNames.map((name) => stateColour(name, theme) as Rgb);
    for (const colours of [kinds, states]) {
      for (const colour of colours) expect(contrast(colour, ground[theme])).toBeGreaterThan(1.7);
      for (const [name, eyes] of Object.entries(sight)) {
        colours.forEach((a, i) => colours.slice(i + 1).forEach((b) => expect(difference(a, b, eyes), `${name}: ${a} and ${b}`).toBeGreaterThan(0.06)));
      }
    }
    expect(stateColour('__proto__', theme)).toBeUndefined();
  });

  it.each(themes)('stands out from a %s ground', (theme) => {
    for (const safe of [true, false]) for (const colour of categorical(theme, safe)) expect(contrast(colour, ground[theme])).toBeGreaterThan(2);
    expect(contrast(neutral[theme], ground[theme])).toBeGreaterThan(1.8);
  });

  it.each(themes)('has ramps on %s whose lightness goes one way', (theme) => {
    for (const ramp of [timeRamp(theme), scoreRamp(theme)]) {
      const steps = ramp.map((rgb) => oklab(linear(rgb))[0]);
      const direction = Math.sign(steps.at(-1)! - steps[0]);
      for (let i = 8; i < steps.length; i += 8) expect(direction * (steps[i] - steps[i - 8])).toBeGreaterThan(0);
    }
  });
});

describe('cluster colours', () => {
  const random = randomNumbers(13);
  const centres = { x: Float64Array.from({ length: 120 }, () => random()), y: Float64Array.from({ length: 120 }, () => random()) };

  it.each(themes)('gives a cluster another colour than its nearest on %s', (theme) => {
    const colours = colourByNeighbours(centres, theme);
    let same = 0;
    for (let c = 1; c < 120; ++c) {
      let nearest = -1;
      let least = Infinity;
      for (let other = 0; other < c; ++other) {
        const d = Math.hypot(centres.x[c] - centres.x[other], centres.y[c] - centres.y[other]);
        if (d < least) [nearest, least] = [other, d];
      }
      if (colours[c] === colours[nearest]) ++same;
    }
    expect(same).toBe(0);
  });

  it('gives every cluster a colour, also when there is one or none', () => {
    expect(colourByPlace(centres, 'dark')).toHaveLength(120);
    const one = { x: Float64Array.of(0), y: Float64Array.of(0) };
    expect(colourByPlace(one, 'light')[0].every((v) => v >= 0)).toBe(true);
    expect(colourByNeighbours({ x: new Float64Array(0), y: new Float64Array(0) }, 'dark')).toEqual([]);
  });
});

describe('commonValues', () => {
  it('finds the most frequent value as counting does', () => {
    const random = randomNumbers(17);
    const sizes = Array.from({ length: 300 }, () => Math.floor(6 * random()));
    const start = new Uint32Array(sizes.length + 1);
    sizes.forEach((size, i) => (start[i + 1] = start[i] + size));
    const values = Array.from({ length: start.at(-1)! }, () => Math.floor(4 * random()));
    const common = commonValues(start, values);
    sizes.forEach((_, point) => {
      const own = values.slice(start[point], start[point + 1]);
      const times = (value: number) => own.filter((v) => v === value).length;
      const best = [...new Set(own)].sort((a, b) => times(b) - times(a) || a - b)[0] ?? 0;
      expect(common[point]).toBe(best);
    });
  });
});

describe('marks', () => {
  const random = randomNumbers(29);
  const sets = [[0], [1], [3, 2], [2], [5, 1, 4]];
  const sizes = Array.from({ length: 200 }, () => Math.floor(7 * random()));
  const start = new Uint32Array(sizes.length + 1);
  sizes.forEach((size, i) => (start[i + 1] = start[i] + size));
  const column = Array.from({ length: start.at(-1)! }, () => (random() < 0.8 ? 0 : Math.floor(sets.length * random())));
  const marks = { column, sets };

  it('shows the preferred value even if most processes of a point have none', () => {
    const preferred = [4, 2, 1, 3];
    const shown = marksOfPoints(start, marks, preferred);
    sizes.forEach((_, point) => {
      const here = column.slice(start[point], start[point + 1]).flatMap((set) => sets[set]);
      expect(shown[point]).toBe(preferred.find((value) => here.includes(value)) ?? 0);
    });
    expect(marksOfPoints(start, marks, [])).toEqual(new Uint32Array(sizes.length));
  });

  it('counts processes, each once per value', () => {
    const counts = countMarks(marks);
    for (let value = 0; value < 7; ++value) expect(counts.get(value) ?? 0).toBe(column.filter((set) => sets[set].includes(value)).length);
    expect(countRows(marks, (set) => set.length > 1)).toBe(column.filter((set) => sets[set].length > 1).length);
  });
});

describe('the legend of clusters', () => {
  it('counts the processes at their points, of which an object may have several', () => {
    const { atlas, points } = exampleDetails(7);
    const legend = new Colourer({ ...atlas, lens: commandsLens }, undefined).colouring('cluster', 'dark', false).legend;
    if (legend.kind !== 'categories') throw new Error('no categories');
    expect(legend.categories.length).toBe(atlas.clusters.length + 1);
    for (const { cluster, processes } of legend.categories.slice(1)) {
      expect(processes).toBe([...points.members].filter((_, point) => points.cluster[point] === cluster).reduce((sum, count) => sum + count, 0));
    }
  });
});

describe('noise', () => {
  it('is told apart from what is next to the map, in the legend as in the figures', () => {
    const { atlas, points } = exampleDetails(5, 60);
    const inNone = points.members.reduce((sum, members, point) => sum + (points.cluster[point] < 0 ? members : 0), 0);
    const entry = (noise: number) => {
      const { legend } = new Colourer({ ...atlas, summary: { ...atlas.summary, noise_processes: noise } }).colouring('cluster', 'dark', false);
      return legend.kind === 'categories' ? legend.categories[0] : undefined;
    };
    expect(inNone).toBeGreaterThan(2);
    expect(entry(inNone)?.label).toBe('Noise: in no cluster');
    expect(entry(inNone - 2)).toMatchObject({ label: `In no cluster: ${inNone - 2} noise, 2 next to the map`, processes: inNone });
  });
});
