// The properties of processes that can be filtered by, as numbers per row.
import type { Atlas } from '../data/atlas';
import type { Details } from '../data/details';
import { formatNovelty } from '../data/hunt';
import type { Processes } from '../data/processes';
import { formatMoment, formatSpan } from '../text/format';
import { topicText } from '../text/topic';
import type { CategoryId, RangeId } from './filters';

export interface CategoryFacet {
  id: CategoryId;
  /** The singular and plural names of its values. */
  title: string;
  plural: string;
  meaning: string;
  /** Per row its value or, where a process can have several, the index of its values in `sets`. */
  column: ArrayLike<number>;
  sets?: readonly (readonly number[])[];
  /** Values are 0 … count − 1; 0 represents a missing one. */
  count: number;
  /** The text of a value; telemetry unless `plain`. */
  label(value: number): string;
  plain(value: number): boolean;
}

export interface RangeFacet {
  id: RangeId;
  title: string;
  meaning: string;
  /** Per row its value, NaN if missing. */
  column: ArrayLike<number>;
  /** Both NaN if no value is known. */
  from: number;
  to: number;
  /** One of its values, and a range of them, for users. */
  text(value: number): string;
  rangeText(from: number, to: number): string;
}

export interface Facets {
  rows: number;
  category: Record<CategoryId, CategoryFacet>;
  range: Record<RangeId, RangeFacet>;
}

/** A facet of numbers, whose ranges are shown as "FROM – TO". */
const measure = (facet: Omit<RangeFacet, 'rangeText'>): RangeFacet => ({ ...facet, rangeText: (from, to) => `${facet.text(from)} – ${facet.text(to)}` });

/** The titles of ranges. */
export const rangeTitles: Record<RangeId, string> = { time: 'Started', outlier: 'Outlier score', novelty: 'Novelty' };

export function facetsOf(atlas: Atlas, { processes }: Details): Facets {
  const { points, clusters } = atlas;
  const { pointOf, hunted } = processes;
  const text = (id: 'name' | 'host' | 'user', title: string, plural: string, meaning: string): CategoryFacet => {
    const { row, texts } = processes.columns[id];
    return {
      id, title, plural, meaning,
      column: row,
      count: texts.count + 1,
      label: (value) => (value === 0 ? `no ${title.toLowerCase()} known` : texts.at(value - 1)),
      plain: (value) => value === 0,
    };
  };
  const words = (id: 'state' | 'flag', title: string, plural: string, meaning: string, names: readonly string[], none: string, column: ArrayLike<number>, sets?: number[][]): CategoryFacet => ({
    id, title, plural, meaning, column, sets,
    count: names.length + 1,
    label: (value) => (value === 0 ? none : names[value - 1].replaceAll('_', ' ')),
    plain: (value) => value === 0,
  });
  const flagged = flagSets(processes.flags);
  const rules = ruleSets(processes);
  const [first, last] = extentOf(processes.started);
  return {
    rows: processes.count,
    category: {
      name: text('name', 'Name', 'process names', 'The name of the program that ran'),
      host: text('host', 'Host', 'hosts', 'The machine it ran on'),
      user: text('user', 'User', 'users', 'The account it ran as'),
      cluster: {
        id: 'cluster',
        title: 'Cluster',
        plural: 'clusters',
        meaning: 'Dense groups of points; noise is in none',
        column: Uint32Array.from(pointOf, (point) => points.cluster[point] + 1),
        count: clusters.length + 1,
        label: (value) => (value === 0 ? 'in no cluster' : topicText(clusters[value - 1].topic, (name) => name)),
        plain: (value) => value === 0,
      },
      state: words('state', 'Lineage', 'audit states', 'How far a process’s lineage reaches, according to the audit', processes.stateNames, 'not judged', processes.state),
      placed: {
        id: 'placed',
        title: 'New here',
        plural: 'kinds',
        meaning: 'Whether a process is one of those that the map was made from, or was placed on it',
        column: Uint8Array.from(pointOf, (point) => points.placed[point]),
        count: atlas.onto === undefined ? 1 : 2,
        label: (value) => (value === 0 ? 'of the map' : 'placed on the map'),
        plain: () => true,
      },
      flag: words('flag', 'Flag', 'audit flags', 'What the audit found wrong with a record', processes.flagNames, 'no flag', flagged.column, flagged.sets),
      rule: {
        id: 'rule',
        title: 'Rule label',
        plural: 'rule labels',
        meaning: 'What rules, and the label files that the hunt was given, say of a process',
        column: rules.column,
        sets: rules.sets,
        count: rules.names.length + 1,
        label: (value) => (value === 0 ? 'no label' : rules.names[value - 1]),
        plain: (value) => value === 0,
      },
    },
    range: {
      time: { id: 'time', title: rangeTitles.time, meaning: 'When processes started, UTC', column: processes.started, from: first, to: last, text: formatMoment, rangeText: formatSpan },
      outlier: measure({
        id: 'outlier',
        title: rangeTitles.outlier,
        meaning: 'How far the fifth most similar other is: from 0, five are just like it, to 1, hardly any has anything in common with it',
        column: Uint8Array.from(pointOf, (point) => points.outlier[point]),
        from: 0,
        to: 255,
        text: (value) => (value / 255).toFixed(2),
      }),
      novelty: measure({
        id: 'novelty',
        title: rangeTitles.novelty,
        meaning: 'How new or rare processes are according to the hunt, in nats',
        column: hunted?.novelty ?? [],
        from: hunted ? 0 : NaN,
        to: hunted ? Math.ceil(extentOf(hunted.novelty)[1]) : NaN,
        text: formatNovelty,
      }),
    },
  };
}

/** The flags of processes, as sets of values: value k + 1 is flag k, 0 is none. */
export function flagSets(flags: Uint32Array): { column: Uint32Array; sets: number[][] } {
  const numbers = new Map<number, number>();
  const column = Uint32Array.from(flags, (bits) => numbered(numbers, bits));
  const flagsOf = (bits: number): number[] => Array.from({ length: 32 }, (_, k) => k + 1).filter((value) => (bits >>> (value - 1)) & 1);
  return { column, sets: [...numbers.keys()].map((bits) => (bits === 0 ? [0] : flagsOf(bits))) };
}

/** The labels of processes, as sets of values: value k + 1 is names[k], 0 is none. */
export function ruleSets({ columns: { rules }, count }: Processes): { column: ArrayLike<number>; sets: number[][]; names: string[] } {
  if (!rules) return { column: new Uint8Array(count), sets: [[0]], names: [] };
  const numbers = new Map<string, number>();
  const sets = Array.from({ length: rules.texts.count }, (_, k) => [...new Set(rules.texts.at(k).split('\n').map((label) => numbered(numbers, label) + 1))]);
  return { column: rules.row, sets: [[0], ...sets], names: [...numbers.keys()] };
}

/** The number of a key, from 0 in the order in which keys first come. */
function numbered<Key>(numbers: Map<Key, number>, key: Key): number {
  const known = numbers.get(key) ?? numbers.size;
  numbers.set(key, known);
  return known;
}

/** The minimum and maximum of values that are not NaN; both NaN if there are none. */
function extentOf(values: Iterable<number>): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [NaN, NaN];
}
