// Filters of the page: clusters of either map, names, hosts, users, agreement.
import type { CategoryFilter } from '../../facets/filters';
import { isInBin } from './agreement';
import { otherMap, type MapName } from './both';
import type { Comparison } from './comparison';
import type { JoinedRows, TextKind } from './joined_rows';
import { conditionOfPoints, conditionOfRows, type Condition } from './passing';

export const agreementBins = 10;

/** Of clusters, value 0 is noise, c + 1 is cluster c, and the number after all of these what only the other map has. */
export type Filters = { readonly [Kind in MapName | TextKind]?: CategoryFilter } & {
  /** A bin of the histogram of agreement. */
  readonly agreement?: number;
};

export type FilterKind = keyof Filters;
export const filterKinds = ['a', 'b', 'name', 'host', 'user', 'agreement'] as const satisfies FilterKind[];

export const isCluster = (kind: FilterKind): kind is MapName => kind === 'a' || kind === 'b';

/** The value that stands for what only the other map has. */
export const onlyThere = ({ maps }: Pick<Comparison, 'maps'>, map: MapName): number => maps[map].clusters.length + 1;

const passes = ({ values, except }: CategoryFilter, value: number): boolean => values.includes(value) !== except;

function clusterCondition(map: MapName, filter: CategoryFilter, { maps, pairs }: Comparison, rows: JoinedRows): Condition {
  const points = { a: maps.a.points, b: maps.b.points };
  const { cluster } = maps[map].points;
  if (filter.values[0] !== onlyThere({ maps }, map)) return conditionOfPoints((on, point) => on === map && passes(filter, cluster[point] + 1), points, rows.processes);
  const there = otherMap(map);
  return conditionOfPoints((on, point) => on === there && pairs.of(there, point).length === 0, points, rows.processes);
}

/** What passes a filter by its own values, on each map. */
export function conditionOf(kind: FilterKind, filters: Filters, comparison: Comparison, rows: JoinedRows): Condition | undefined {
  if (kind === 'agreement') {
    const bin = filters.agreement;
    const { agreement } = comparison.pairs.columns;
    return bin === undefined ? undefined : conditionOfRows((map, row) => rows.pairOf[map][row] >= 0 && isInBin(agreement[rows.pairOf[map][row]], bin, agreementBins), rows.processes);
  }
  const filter = filters[kind];
  if (!filter) return undefined;
  if (isCluster(kind)) return clusterCondition(kind, filter, comparison, rows);
  const { of, texts } = rows.values[kind];
  const chosen = Uint8Array.from({ length: texts.length + 1 }, (_, value) => Number(passes(filter, value)));
  return conditionOfRows((map, row) => chosen[of[map][row]] === 1, rows.processes);
}
