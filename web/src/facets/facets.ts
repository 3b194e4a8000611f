// The properties of processes that can be filtered by, as numbers per row.
import type { Atlas } from '../data/atlas';
import type { Details } from '../data/details';
import { formatNovelty } from '../data/hunt';
import { formatMoment, formatSpan } from '../text/format';
import type { CategoryId, RangeId } from './filters';

export interface CategoryFacet {
  id: CategoryId;
  /** The singular and plural names of its values. */
  title: string;
  plural: string;
  meaning: string;
  /** Per row its value; for flags a bit mask: value k + 1 is bit k, value 0 is no flag. */
  column: ArrayLike<number>;
  bits: boolean;
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
      bits: false,
      count: texts.count + 1,
      label: (value) => (value === 0 ? `no ${title.toLowerCase()} known` : texts.at(value - 1)),
      plain: (value) => value === 0,
    };
  };
  const words = (id: 'state' | 'flag', title: string, plural: string, meaning: string, column: ArrayLike<number>, names: readonly string[], none: string): CategoryFacet => ({
    id, title, plural, meaning, column,
    bits: id === 'flag',
    count: names.length + 1,
    label: (value) => (value === 0 ? none : names[value - 1].replaceAll('_', ' ')),
    plain: (value) => value === 0,
  });
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
        bits: false,
        count: clusters.length + 1,
        label: (value) => (value === 0 ? 'noise: in no cluster' : clusters[value - 1].topic.map((part) => `${part.more ? '>' : '<'} ${part.name}`).join(' ')),
        plain: (value) => value === 0,
      },
      state: words('state', 'Lineage', 'audit states', 'How far a process’s lineage reaches, according to the audit', processes.state, processes.stateNames, 'not judged'),
      placed: {
        id: 'placed',
        title: 'New here',
        plural: 'kinds',
        meaning: 'Whether a process is one of those that the map was made from, or was placed on it',
        column: Uint8Array.from(pointOf, (point) => points.placed[point]),
        bits: false,
        count: atlas.onto === undefined ? 1 : 2,
        label: (value) => (value === 0 ? 'of the map' : 'placed on the map'),
        plain: () => true,
      },
      flag: words('flag', 'Flag', 'audit flags', 'What the audit found wrong with a record', processes.flags, processes.flagNames, 'no flag'),
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

/** The minimum and maximum of values that are not NaN; both NaN if there are none. */
function extentOf(values: Iterable<number>): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [NaN, NaN];
}
