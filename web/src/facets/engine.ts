// Which processes pass the search and all filters, and how many there are of each value: every facet is counted under
// the filters of all the others. Each row has one bit for each filter that it fails, so that a change costs one pass
// over the rows.
import type { Points } from '../data/atlas';
import type { Processes } from '../data/processes';
import type { Matches } from '../search/search';
import type { Facets } from './facets';
import { categoryIds, noFilters, rangeIds, sameFilter, type CategoryFilter, type CategoryId, type FacetId, type Filters, type RangeFilter, type RangeId } from './filters';

/** What passes everything. */
export interface Shown {
  /** Per point, whether one of its processes passes. */
  lit: Uint8Array;
  /** Per row, whether it passes. */
  rows: Uint8Array;
  points: number;
  processes: number;
}

const ids: FacetId[] = [...categoryIds, ...rangeIds];
const bitOf = Object.fromEntries(ids.map((id, i) => [id, 1 << i])) as Record<FacetId, number>;
const searchBit = 1 << ids.length;

/** These are the same for all processes of a point, including those whose details are not in the file. */
const ofPoints: ReadonlySet<FacetId> = new Set(['cluster', 'outlier', 'placed']);

export class FilterEngine {
  private readonly fails: Uint16Array;
  private filters: Filters = noFilters;
  private matches: Matches | undefined;

  constructor(
    readonly facets: Facets,
    private readonly points: Points,
    private readonly processes: Processes,
  ) {
    this.fails = new Uint16Array(facets.rows);
  }

  /** Applies the current filters and matches. */
  apply(filters: Filters, matches: Matches | undefined): void {
    for (const id of categoryIds) if (!sameFilter(filters[id], this.filters[id])) this.mark(id, this.categoryTest(id, filters[id]));
    for (const id of rangeIds) if (!sameFilter(filters[id], this.filters[id])) this.mark(id, this.rangeTest(id, filters[id]));
    if (matches !== this.matches) this.markBit(searchBit, matches && ((row) => matches.rows[row] !== 0));
    this.filters = filters;
    this.matches = matches;
  }

  /** What passes; undefined if there are no filters or matches, so that everything does. */
  shown(): Shown | undefined {
    const active = ids.filter((id) => this.filters[id]);
    if (active.length === 0 && !this.matches) return undefined;
    const { start } = this.processes;
    const { members, count } = this.points;
    const wholePoints = active.every((id) => ofPoints.has(id));
    const shown: Shown = { lit: new Uint8Array(count), rows: new Uint8Array(this.fails.length), points: 0, processes: 0 };
    for (let point = 0; point < count; ++point) {
      let here = 0;
      for (let row = start[point]; row < start[point + 1]; ++row) {
        if (this.fails[row] === 0) {
          shown.rows[row] = 1;
          ++here;
        }
      }
      if (here === 0) continue;
      shown.lit[point] = 1;
      ++shown.points;
      shown.processes += wholePoints && (!this.matches || this.matches.whole[point]) ? members[point] : here;
    }
    return shown;
  }

  /** Per value of a facet, the number of rows that pass everything except this facet's own filter. */
  counts(id: CategoryId): Uint32Array {
    const { column, sets, count } = this.facets.category[id];
    const passing = new Uint32Array(sets?.length ?? count);
    const others = ~bitOf[id];
    for (let row = 0; row < this.fails.length; ++row) if ((this.fails[row] & others) === 0) ++passing[column[row]];
    if (!sets) return passing;
    const counts = new Uint32Array(count);
    sets.forEach((values, set) => values.forEach((value) => (counts[value] += passing[set])));
    return counts;
  }

  /**
   * Numbers of rows in equal bins of a facet's range: all of them, and those that pass everything except this facet's
   * own filter.
   */
  histogram(id: RangeId, bins: number): { all: Uint32Array; passing: Uint32Array; missing: number } {
    const { column, from, to } = this.facets.range[id];
    const all = new Uint32Array(bins);
    const passing = new Uint32Array(bins);
    const others = ~bitOf[id];
    const scale = bins / (to - from || 1);
    let missing = 0;
    for (let row = 0; row < this.fails.length; ++row) {
      const bin = Math.min(bins - 1, Math.floor((column[row] - from) * scale));
      if (!(bin >= 0)) {
        ++missing;
        continue;
      }
      ++all[bin];
      if ((this.fails[row] & others) === 0) ++passing[bin];
    }
    return { all, passing, missing };
  }

  private categoryTest(id: CategoryId, filter: CategoryFilter | undefined): ((row: number) => boolean) | undefined {
    if (!filter) return undefined;
    const { column, sets, count } = this.facets.category[id];
    const { values, except } = filter;
    const chosen = new Uint8Array(count);
    for (const value of values) chosen[value] = 1;
    const passes = sets ? Uint8Array.from(sets, (set) => Number(set.some((value) => chosen[value] === 1))) : chosen;
    return (row) => (passes[column[row]] === 1) !== except;
  }

  private rangeTest(id: RangeId, filter: RangeFilter | undefined): ((row: number) => boolean) | undefined {
    if (!filter) return undefined;
    const { column } = this.facets.range[id];
    const { from, to } = filter;
    return (row) => column[row] >= from && column[row] <= to;
  }

  private mark(id: FacetId, passes: ((row: number) => boolean) | undefined): void {
    this.markBit(bitOf[id], passes);
  }

  private markBit(bit: number, passes: ((row: number) => boolean) | undefined): void {
    const { fails } = this;
    for (let row = 0; row < fails.length; ++row) {
      if (!passes || passes(row)) fails[row] &= ~bit;
      else fails[row] |= bit;
    }
  }
}
