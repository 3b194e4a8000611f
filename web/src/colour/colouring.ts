// The property that points are coloured by, and the legend that explains it.
import type { Atlas, Points } from '../data/atlas';
import type { Details } from '../data/details';
import { formatNovelty, isLabelled, noveltyOfPoints } from '../data/hunt';
import { flagSets, ruleSets } from '../facets/facets';
import type { CategoryFilter } from '../facets/filters';
import { formatDay, formatNumber } from '../text/format';
import { topicText } from '../text/topic';
import { clusterCentres, colourByNeighbours, colourByPlace, type Centres } from './cluster_colours';
import { commonValues } from './common_value';
import { countMarks, countRows, marksOfPoints, type Marks } from './marks';
import { stateColour } from './lineage_states';
import type { UserLabel } from '../labels/labels';
import { fromHex, type Rgb } from './oklch';
import { categorical, neutral, rampSteps, scoreRamp, timeRamp, type Theme } from './palettes';

export type ColourBy = 'cluster' | 'name' | 'host' | 'user' | 'time' | 'lineage' | 'flag' | 'outlier' | 'novelty' | 'rule' | 'placed' | 'label';

export interface ColourChoice {
  by: ColourBy;
  label: string;
  needsDetails: boolean;
}

export const colourChoices: ColourChoice[] = [
  { by: 'cluster', label: 'Cluster', needsDetails: false },
  { by: 'name', label: 'Process name', needsDetails: true },
  { by: 'host', label: 'Host', needsDetails: true },
  { by: 'user', label: 'User', needsDetails: true },
  { by: 'time', label: 'Start time', needsDetails: true },
  { by: 'lineage', label: 'Lineage state', needsDetails: true },
  { by: 'flag', label: 'Audit flag', needsDetails: true },
  { by: 'outlier', label: 'Outlier score', needsDetails: false },
  { by: 'novelty', label: 'Novelty', needsDetails: true },
  { by: 'rule', label: 'Rule label', needsDetails: true },
  { by: 'placed', label: 'New here', needsDetails: false },
  { by: 'label', label: 'My labels', needsDetails: true },
];

/** The choices that a map can ever offer. */
export function choicesOf({ hunt, onto }: Atlas): ColourChoice[] {
  const offered: Partial<Record<ColourBy, boolean>> = { novelty: hunt !== undefined, rule: isLabelled(hunt), placed: onto !== undefined };
  return colourChoices.filter(({ by }) => offered[by] ?? true);
}

/** A kind of point. */
export interface Category {
  /** Telemetry unless `plain`. */
  label: string;
  plain: boolean;
  colour: Rgb;
  /** Processes at points of this kind. */
  processes: number;
  cluster?: number;
  /** The filter that shows only such processes; undefined if there is none. */
  filter?: CategoryFilter;
}

export type Legend =
  | { kind: 'categories'; note: string; categories: Category[] }
  | { kind: 'scale'; note: string; ramp: Rgb[]; ticks: string[]; missing?: { label: string; colour: Rgb; processes: number } };

/** The colours of points. */
export interface PointColours {
  /** Per point, its index in `colours`. */
  index: Uint32Array;
  colours: Rgb[];
  /** Per colour, what is drawn over what: the highest on top. All the same if absent. */
  rank?: number[];
  /** The index in `colours` of what is drawn fainter, such as noise; −1 for nothing. */
  faint: number;
  /** Per cluster, the colour of its points, if they are coloured by cluster. */
  ofClusters?: readonly Rgb[];
}

export interface Colouring extends PointColours {
  by: ColourBy;
  legend: Legend;
}

/** How points are coloured at first: those placed on an older map stand out, and hosts are about time. */
export const initialColour = ({ onto, lens }: Pick<Atlas, 'onto' | 'lens'>): ColourBy => (onto !== undefined ? 'placed' : lens.name === 'hosts' ? 'time' : 'cluster');

const only = (value: number): CategoryFilter => ({ values: [value], except: false });

/** The largest kinds get a colour each, the rest share one. */
const maxKinds = 11;
export const rankedKinds = (theme: Theme, safe: boolean): number => Math.min(categorical(theme, safe).length, maxKinds);

/** The processes in each cluster. */
function membersOf(clusters: number, { cluster, members }: Points): number[] {
  const counts = new Array<number>(clusters).fill(0);
  cluster.forEach((own, point) => own >= 0 && (counts[own] += members[point]));
  return counts;
}

export class Colourer {
  private readonly centres: Centres;
  private readonly cached = new Map<string, Uint32Array>();

  constructor(
    private readonly atlas: Atlas,
    private details: Details | undefined = undefined,
  ) {
    this.centres = clusterCentres(atlas.points, atlas.clusters.length);
  }

  addDetails(details: Details): void {
    this.details = details;
  }

  colouring(by: ColourBy, theme: Theme, safe: boolean, labels: readonly UserLabel[] = []): Colouring {
    switch (by) {
      case 'label':
        return this.byLabel(labels, theme);
      case 'cluster':
        return this.byCluster(theme, safe);
      case 'outlier':
        return this.byOutlier(theme);
      case 'novelty':
        return this.details?.processes.hunted ? this.byNovelty(this.details, theme) : this.byCluster(theme, safe);
      case 'rule':
        return this.details ? this.byRule(this.details, theme, safe) : this.byCluster(theme, safe);
      case 'placed':
        return this.byPlaced(theme, safe);
      case 'time':
        return this.details ? this.byTime(this.details, theme) : this.byCluster(theme, safe);
      case 'flag':
        return this.details ? this.byFlag(this.details, theme, safe) : this.byCluster(theme, safe);
      case 'lineage':
        return this.details ? this.byLineage(this.details, theme, safe) : this.byCluster(theme, safe);
      default:
        return this.details ? this.byText(this.details, by, theme, safe) : this.byCluster(theme, safe);
    }
  }

  private byCluster(theme: Theme, safe: boolean): Colouring {
    const { points, clusters, lens, summary } = this.atlas;
    const processes = lens.objects_are_processes ? clusters.map((cluster) => cluster.objects) : membersOf(clusters.length, points);
    const ofCluster = (safe ? colourByNeighbours : colourByPlace)(this.centres, theme);
    const categories: Category[] = clusters.map((cluster, i) => ({
      label: topicText(cluster.topic, (name) => name),
      plain: false,
      colour: ofCluster[i],
      processes: processes[i],
      cluster: i,
      filter: only(i + 1),
    }));
    // What its filter keeps: those that are next to the map, too.
    const inNone = points.members.reduce((sum, members, point) => sum + (points.cluster[point] < 0 ? members : 0), 0);
    const apart = inNone - summary.noise_processes; // nothing sets them apart, so they are next to the map
    const noise: Category = {
      label: apart > 0 ? `In no cluster: ${formatNumber(summary.noise_processes)} noise, ${formatNumber(apart)} next to the map` : 'Noise: in no cluster',
      plain: true,
      colour: neutral[theme],
      processes: inNone,
      cluster: -1,
      filter: only(0),
    };
    const bySize = categories.map((_, i) => i).sort((a, b) => categories[b].processes - categories[a].processes || a - b);
    const indexOf = new Uint32Array(clusters.length + 1);
    bySize.forEach((cluster, rank) => (indexOf[cluster + 1] = rank + 1));
    return {
      by: 'cluster',
      faint: 0,
      ofClusters: ofCluster,
      index: Uint32Array.from(points.cluster, (cluster) => indexOf[cluster + 1]),
      colours: [noise.colour, ...bySize.map((cluster) => ofCluster[cluster])],
      legend: {
        kind: 'categories',
        note: safe ? 'Neighbours differ; distant clusters may share a colour.' : 'Clusters near each other have related colours.',
        categories: [noise, ...bySize.map((cluster) => categories[cluster])],
      },
    };
  }

  /** Points with several labels have the colour of the last one. */
  private byLabel(labels: readonly UserLabel[], theme: Theme): Colouring {
    const { count, members } = this.atlas.points;
    const index = new Uint32Array(count);
    labels.forEach((label, i) => label.points.forEach((point) => (index[point] = i + 1)));
    const processes = new Float64Array(labels.length + 1);
    index.forEach((value, point) => (processes[value] += members[point]));
    const categories: Category[] = [
      { label: 'Not labelled', plain: true, colour: neutral[theme], processes: processes[0] },
      ...labels.map((label, i) => ({ label: label.name, plain: false, colour: fromHex(label.colour), processes: processes[i + 1] })),
    ];
    return { by: 'label', index, colours: categories.map((category) => category.colour), faint: 0, legend: { kind: 'categories', note: 'Your labels; where several overlap, the last one applies.', categories } };
  }

  private byPlaced(theme: Theme, safe: boolean): Colouring {
    const { placed, members } = this.atlas.points;
    const processes = [0, 0];
    placed.forEach((value, point) => (processes[value] += members[point]));
    const colours = [neutral[theme], categorical(theme, safe)[0]];
    const names = ['Of the map', 'Placed on the map'];
    const categories: Category[] = [1, 0].map((value) => ({ label: names[value], plain: true, colour: colours[value], processes: processes[value], filter: only(value) }));
    return { by: 'placed', index: Uint32Array.from(placed), colours, faint: 0, legend: { kind: 'categories', note: 'New processes, and the map that they were placed on.', categories } };
  }

  private byOutlier(theme: Theme): Colouring {
    return {
      by: 'outlier',
      index: Uint32Array.from(this.atlas.points.outlier),
      colours: scoreRamp(theme),
      faint: -1,
      legend: {
        kind: 'scale',
        note: 'How far the fifth most similar other is; 0: five are just like it.',
        ramp: scoreRamp(theme),
        ticks: ['0', '0.5', '1'],
      },
    };
  }

  private byNovelty({ processes }: Details, theme: Theme): Colouring {
    const { members } = this.atlas.points;
    const values = noveltyOfPoints(processes.hunted!, processes.start);
    const highest = values.reduce((most, value) => (value > most ? value : most), 1);
    let missing = 0;
    const index = Uint32Array.from(values, (value, point) => {
      if (!Number.isNaN(value)) return Math.min(rampSteps - 1, Math.floor((value / highest) * rampSteps));
      missing += members[point];
      return rampSteps;
    });
    return {
      by: 'novelty',
      index,
      colours: [...scoreRamp(theme), neutral[theme]],
      faint: rampSteps,
      legend: {
        kind: 'scale',
        note: 'The highest novelty among the processes at a point, in nats.',
        ramp: scoreRamp(theme),
        ticks: [0, highest / 2, highest].map(formatNovelty),
        missing: { label: 'Not hunted', colour: neutral[theme], processes: missing },
      },
    };
  }

  private byTime({ processes }: Details, theme: Theme): Colouring {
    const { started, start } = processes;
    let [first, last] = [Infinity, -Infinity];
    for (const time of started) {
      if (time < first) first = time;
      if (time > last) last = time;
    }
    const span = last - first || 1;
    let missing = 0;
    // Rows are sorted by start, those without one last: the middle row with a start is the median.
    const index = Uint32Array.from({ length: this.atlas.points.count }, (_, point) => {
      let end = start[point + 1];
      while (end > start[point] && Number.isNaN(started[end - 1])) --end;
      if (end === start[point]) {
        missing += this.atlas.points.members[point];
        return rampSteps;
      }
      const time = started[start[point] + ((end - start[point] - 1) >> 1)];
      return Math.min(rampSteps - 1, Math.floor(((time - first) / span) * rampSteps));
    });
    const known = Number.isFinite(first);
    return {
      by: 'time',
      index,
      colours: [...timeRamp(theme), neutral[theme]],
      faint: rampSteps,
      legend: {
        kind: 'scale',
        note: 'The median start time of the processes at a point, UTC.',
        ramp: timeRamp(theme),
        ticks: known ? [formatDay(first), formatDay((first + last) / 2), formatDay(last)] : ['no start times'],
        missing: { label: 'Start unknown', colour: neutral[theme], processes: missing },
      },
    };
  }

  private byText(details: Details, by: 'name' | 'host' | 'user', theme: Theme, safe: boolean): Colouring {
    const column = details.processes.columns[by];
    const values = this.common(by, details.processes.start, column.row);
    const label = (value: number) => column.texts.at(value - 1);
    const what = { name: 'process names', host: 'hosts', user: 'users' }[by];
    return this.byValue(by, values, label, `no ${by} known`, what, theme, safe);
  }

  private byLineage(details: Details, theme: Theme, safe: boolean): Colouring {
    const { processes } = details;
    if (processes.stateNames.length > 0) {
      const values = this.common('lineage', processes.start, processes.state);
      const name = (value: number): string => processes.stateNames[value - 1];
      return this.byValue('lineage', values, name, 'not judged', 'states', theme, safe, (value) => stateColour(name(value), theme));
    }
    const depths = Uint8Array.from(processes.columns.lineage.row, (value) => {
      if (value === 0) return 1;
      return processes.columns.lineage.texts.at(value - 1).includes('->') ? 3 : 2;
    });
    const names = ['no lineage', 'lineage of length 1', 'lineage of length 2 or more'];
    const values = this.common('lineage', processes.start, depths);
    return this.byValue('lineage', values, (v) => names[v - 1], 'not known', 'states', theme, safe, () => undefined, false);
  }

  /** A point has the most serious flag of its processes: suspicious, then contradiction, then gap. */
  private byFlag({ processes }: Details, theme: Theme, safe: boolean): Colouring {
    const gravity = ['', 'sound', 'gap', 'contradiction', 'suspicious'];
    const seriousness = (flag: number): number => gravity.indexOf(processes.term(processes.flagNames[flag - 1]).kind);
    const order = processes.flagNames.map((_, k) => k + 1).sort((a, b) => seriousness(b) - seriousness(a) || a - b);
    const label = (flag: number): string => processes.flagNames[flag - 1].replaceAll('_', ' ');
    return this.byMark('flag', flagSets(processes.flags), order, order, label, ['no flag', 'flags', 'The most serious flag of the processes at a point.'], processes.start, theme, safe);
  }

  /** A point has the rarest label of its processes. */
  private byRule({ processes }: Details, theme: Theme, safe: boolean): Colouring {
    const rules = ruleSets(processes);
    const counts = countMarks(rules);
    const order = rules.names.map((_, k) => k + 1).sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a - b);
    const label = (rule: number): string => rules.names[rule - 1];
    return this.byMark('rule', rules, order, [...order].reverse(), label, ['no label', 'labels', 'The rarest label of the processes at a point.'], processes.start, theme, safe);
  }

  /**
   * What only a few processes at a point may have is what it shows; counts are of the processes that have it.
   * @param ranked values in the order of the legend
   * @param preferred values, of which a point shows the first that one of its processes has
   */
  private byMark(
    by: 'flag' | 'rule',
    marks: Marks,
    ranked: readonly number[],
    preferred: readonly number[],
    label: (value: number) => string,
    [none, what, note]: [none: string, what: string, note: string],
    start: Uint32Array,
    theme: Theme,
    safe: boolean,
  ): Colouring {
    const values = this.cached.get(by) ?? marksOfPoints(start, marks, preferred);
    this.cached.set(by, values);
    const counts = countMarks(marks);
    const present = ranked.filter((value) => counts.has(value));
    const shown = new Set(present.slice(0, rankedKinds(theme, safe)));
    const others = countRows(marks, (set) => set[0] !== 0 && !set.some((value) => shown.has(value)));
    const colouring = this.byKind(by, values, present, (value) => counts.get(value) ?? 0, others, label, [none, what, note], theme, safe);
    // What a point shows is drawn over points that show less: first those without any.
    const place = new Map(preferred.map((value, i) => [value, preferred.length - i]));
    const rank = colouring.colours.map((_, kind) => (kind < shown.size ? (place.get(present[kind]) ?? 0) : present.length > shown.size && kind === shown.size ? 0.5 : 0));
    return { ...colouring, rank };
  }

  private common(key: string, start: Uint32Array, values: ArrayLike<number>): Uint32Array {
    const known = this.cached.get(key) ?? commonValues(start, values);
    this.cached.set(key, known);
    return known;
  }

  /** The most frequent values by number of processes get a colour each; value 0 and the rest are neutral. */
  private byValue(
    by: ColourBy,
    values: Uint32Array,
    label: (value: number) => string,
    none: string,
    what: string,
    theme: Theme,
    safe: boolean,
    /** A fixed colour for a value. */
    ownColour: (value: number) => Rgb | undefined = () => undefined,
    /** Whether these values can be filtered by. */
    filtered = true,
  ): Colouring {
    const processes = new Map<number, number>();
    values.forEach((value, point) => {
      processes.set(value, (processes.get(value) ?? 0) + this.atlas.points.members[point]);
    });
    const ranked = [...processes.keys()]
      .filter((value) => value > 0)
      .sort((a, b) => (processes.get(b) ?? 0) - (processes.get(a) ?? 0) || a - b);
    const others = ranked.slice(rankedKinds(theme, safe)).reduce((sum, value) => sum + (processes.get(value) ?? 0), 0);
    return this.byKind(by, values, ranked, (value) => processes.get(value) ?? 0, others, label, [none, what, 'The most frequent value at each point.'], theme, safe, ownColour, filtered);
  }

  /**
   * The first of the values in `ranked` get a colour each; value 0 and the others are neutral.
   * @param values per point
   * @param count of processes, per value
   * @param others the processes of all values without a colour of their own
   */
  private byKind(
    by: ColourBy,
    values: Uint32Array,
    ranked: readonly number[],
    count: (value: number) => number,
    others: number,
    label: (value: number) => string,
    [none, what, note]: [none: string, what: string, note: string],
    theme: Theme,
    safe: boolean,
    ownColour: (value: number) => Rgb | undefined = () => undefined,
    filtered = true,
  ): Colouring {
    const palette = categorical(theme, safe);
    const shown = ranked.slice(0, rankedKinds(theme, safe));
    const categories: Category[] = shown.map((value, i) => ({
      label: label(value),
      plain: false,
      colour: ownColour(value) ?? palette[i],
      processes: count(value),
      filter: filtered ? only(value) : undefined,
    }));
    const indexOf = new Map(shown.map((value, i) => [value, i]));
    const rest = ranked.slice(shown.length);
    if (rest.length > 0) {
      rest.forEach((value) => indexOf.set(value, categories.length));
      categories.push({ label: `${formatNumber(rest.length)} other ${what}`, plain: true, colour: neutral[theme], processes: others, filter: filtered ? { values: [0, ...shown].sort((a, b) => a - b), except: true } : undefined });
    }
    if (count(0) > 0) {
      indexOf.set(0, categories.length);
      categories.push({ label: none, plain: true, colour: neutral[theme], processes: count(0), filter: filtered ? only(0) : undefined });
    }
    return {
      by,
      index: values.map((value) => indexOf.get(value) ?? 0),
      colours: categories.map((category) => category.colour),
      faint: rest.length > 0 ? shown.length : -1,
      legend: { kind: 'categories', note, categories },
    };
  }
}
