// What the points of both maps are coloured by, and the legend that explains it. A value has one colour on both.
import { Colourer, rankedKinds, type PointColours } from '../../colour/colouring';
import { commonValues } from '../../colour/common_value';
import type { Rgb } from '../../colour/oklch';
import { categorical, neutral, rampSteps, scoreRamp, type Theme } from '../../colour/palettes';
import { formatNovelty, noveltyOfPoints } from '../../data/hunt';
import type { CategoryFilter } from '../../facets/filters';
import { formatNumber } from '../../text/format';
import { agreementOfPoints } from './agreement';
import { forBoth, letterOf, mapNames, otherMap, type Both, type MapName } from './both';
import type { Comparison } from './comparison';
import { onlyThere } from './filters';
import { commonClusters, noCounterpart } from './flows';
import type { JoinedRows, TextKind } from './joined_rows';

export type ColourBy = MapName | 'agreement' | TextKind | 'novelty';

export interface ColourChoice {
  by: ColourBy;
  label: string;
  needsDetails: boolean;
}

export function colourChoices({ maps }: Comparison): ColourChoice[] {
  const choices: ColourChoice[] = [
    { by: 'a', label: 'Cluster of A', needsDetails: false },
    { by: 'b', label: 'Cluster of B', needsDetails: false },
    { by: 'agreement', label: 'Agreement', needsDetails: false },
    { by: 'name', label: 'Process name', needsDetails: true },
    { by: 'host', label: 'Host', needsDetails: true },
    { by: 'user', label: 'User', needsDetails: true },
    { by: 'novelty', label: 'Novelty', needsDetails: true },
  ];
  return choices.filter(({ by }) => by !== 'novelty' || mapNames.some((map) => maps[map].hunt));
}

export interface Category {
  /** Telemetry unless `plain`. */
  label: string;
  plain: boolean;
  colour: Rgb;
  /** Processes at points of this kind. */
  processes: Both<number>;
  cluster?: number;
  /** Shows only such processes. */
  filter: CategoryFilter;
}

export type Legend =
  | { kind: 'categories'; note: string; categories: Category[] }
  | { kind: 'scale'; note: string; ramp: Rgb[]; ticks: string[]; missing: { label: string; colour: Rgb; processes: Both<number> } };

export interface BothColours {
  of: Both<PointColours>;
  legend: Legend;
}

const only = (value: number): CategoryFilter => ({ values: [value], except: false });

export class BothColourer {
  private readonly colourers: Both<Colourer>;
  private readonly clusters: Both<Int32Array>;
  private readonly agreement: Both<Float32Array>;
  private readonly common = new Map<TextKind, Both<Uint32Array>>();

  constructor(private readonly comparison: Comparison) {
    const { maps, pairs } = comparison;
    this.colourers = forBoth((map) => new Colourer(maps[map]));
    this.clusters = forBoth((map) => commonClusters(map, maps[map].points.count, pairs, maps[otherMap(map)].points.cluster));
    this.agreement = agreementOfPoints(pairs, forBoth((map) => maps[map].points.count));
  }

  /** @param rows undefined while details are not read: what needs them is then coloured by cluster of A */
  colours(by: ColourBy, theme: Theme, safe: boolean, rows: JoinedRows | undefined): BothColours {
    if (by === 'agreement') return this.byAgreement(theme);
    if (by === 'a' || by === 'b' || !rows) return this.byCluster(by === 'b' ? 'b' : 'a', theme, safe);
    return by === 'novelty' ? this.byNovelty(rows, theme) : this.byText(by, rows, theme, safe);
  }

  /** The colours of a map's clusters. */
  ofClusters(map: MapName, theme: Theme, safe: boolean): Rgb[] {
    const { legend } = this.colourers[map].colouring('cluster', theme, safe);
    const colours: Rgb[] = [];
    if (legend.kind === 'categories') for (const { cluster, colour } of legend.categories) if (cluster !== undefined && cluster >= 0) colours[cluster] = colour;
    return colours;
  }

  /** The processes of each map at points of each kind. */
  private counted(kinds: number, index: Both<ArrayLike<number>>): Both<number>[] {
    const counts = Array.from({ length: kinds }, () => ({ a: 0, b: 0 }));
    for (const map of mapNames) this.comparison.maps[map].points.members.forEach((members, point) => (counts[index[map][point]][map] += members));
    return counts;
  }

  private byCluster(of: MapName, theme: Theme, safe: boolean): BothColours {
    const { maps } = this.comparison;
    const { legend, index, colours, ofClusters } = this.colourers[of].colouring('cluster', theme, safe);
    const listed = legend.kind === 'categories' ? legend.categories : [];
    const kindOf = new Map(listed.map(({ cluster }, kind) => [cluster, kind]));
    const there = otherMap(of);
    kindOf.set(noCounterpart, listed.length);
    const ofOther = Uint32Array.from(this.clusters[there], (cluster) => kindOf.get(cluster)!);
    const indexes = (of === 'a' ? { a: index, b: ofOther } : { a: ofOther, b: index }) as Both<Uint32Array>;
    const counts = this.counted(listed.length + 1, indexes);
    const categories: Category[] = listed.map(({ label, plain, colour, cluster, filter }, kind) => ({ label, plain, colour, cluster, filter: filter!, processes: counts[kind] }));
    const missing: Category = { label: `Only on ${letterOf[there]}`, plain: true, colour: neutral[theme], processes: counts[listed.length], filter: only(onlyThere({ maps }, of)) };
    const all = counts[listed.length][there] > 0 ? [...categories, missing] : categories;
    return {
      of: forBoth((map) => ({ index: indexes[map], colours: [...colours, missing.colour], faint: 0, ofClusters: map === of ? ofClusters : undefined })),
      legend: { kind: 'categories', note: `A point on ${letterOf[there]} has the colour of the cluster of ${letterOf[of]} that most of it is in.`, categories: all },
    };
  }

  private byAgreement(theme: Theme): BothColours {
    const ramp = scoreRamp(theme);
    return this.byScale(forBoth((map) => this.agreement[map].map((value) => 1 - value)), 1, theme, {
      note: `How many of the ${this.comparison.header.neighbours} nearest neighbours on one map are among the nearest on the other. Bright points moved away from their neighbours.`,
      ramp,
      ticks: ['all', 'half', 'none'],
      missing: 'Nothing to compare',
    });
  }

  private byNovelty({ processes }: JoinedRows, theme: Theme): BothColours {
    const values = forBoth((map) => {
      const { hunted, start } = processes[map];
      return hunted ? noveltyOfPoints(hunted, start) : new Float32Array(start.length - 1).fill(NaN);
    });
    const highest = Math.max(...mapNames.map((map) => values[map].reduce((most, value) => (value > most ? value : most), 1)));
    return this.byScale(values, highest, theme, {
      note: 'The highest novelty among the processes at a point, in nats.',
      ramp: scoreRamp(theme),
      ticks: [0, highest / 2, highest].map(formatNovelty),
      missing: 'Not hunted',
    });
  }

  /** @param values per point from 0 to `highest`, NaN where there is none */
  private byScale(values: Both<Float32Array>, highest: number, theme: Theme, { note, ramp, ticks, missing }: { note: string; ramp: Rgb[]; ticks: string[]; missing: string }): BothColours {
    const index = forBoth((map) => Uint32Array.from(values[map], (value) => (Number.isNaN(value) ? rampSteps : Math.min(rampSteps - 1, Math.floor((value / highest) * rampSteps)))));
    const processes = this.counted(rampSteps + 1, index)[rampSteps];
    const colours = [...ramp, neutral[theme]];
    return { of: forBoth((map) => ({ index: index[map], colours, faint: rampSteps })), legend: { kind: 'scale', note, ramp, ticks, missing: { label: missing, colour: neutral[theme], processes } } };
  }

  private byText(by: TextKind, { processes, values }: JoinedRows, theme: Theme, safe: boolean): BothColours {
    const { of, texts } = values[by];
    const common = this.common.get(by) ?? forBoth((map) => commonValues(processes[map].start, of[map]));
    this.common.set(by, common);
    const counts = this.counted(texts.length + 1, common);
    const most = (value: number): number => Math.max(counts[value].a, counts[value].b);
    const ranked = texts.map((_, i) => i + 1).filter((value) => most(value) > 0).sort((x, y) => most(y) - most(x) || x - y);
    const palette = categorical(theme, safe);
    const shown = ranked.slice(0, rankedKinds(theme, safe));
    const rest = ranked.slice(shown.length);
    const sum = (kinds: number[]): Both<number> => forBoth((map) => kinds.reduce((all, value) => all + counts[value][map], 0));
    const categories: Category[] = shown.map((value, i) => ({ label: texts[value - 1], plain: false, colour: palette[i], processes: counts[value], filter: only(value) }));
    const kindOf = new Map(shown.map((value, kind) => [value, kind]));
    const add = (label: string, members: number[], filter: CategoryFilter): void => {
      members.forEach((value) => kindOf.set(value, categories.length));
      categories.push({ label, plain: true, colour: neutral[theme], processes: sum(members), filter });
    };
    const others = { name: 'process names', host: 'hosts', user: 'users' }[by];
    if (rest.length > 0) add(`${formatNumber(rest.length)} other ${others}`, rest, { values: [0, ...shown].sort((x, y) => x - y), except: true });
    if (most(0) > 0) add(`no ${by} known`, [0], only(0));
    return {
      of: forBoth((map) => ({ index: common[map].map((value) => kindOf.get(value) ?? 0), colours: categories.map(({ colour }) => colour), faint: rest.length > 0 ? shown.length : -1 })),
      legend: { kind: 'categories', note: 'The most frequent value at each point.', categories },
    };
  }
}
