// Filters: values or ranges of a process's properties. Processes that fail any filter are set aside.

export const categoryIds = ['name', 'host', 'user', 'cluster', 'state', 'flag', 'rule', 'placed'] as const;
export const rangeIds = ['time', 'outlier', 'novelty'] as const;
export type CategoryId = (typeof categoryIds)[number];
export type RangeId = (typeof rangeIds)[number];
export type FacetId = CategoryId | RangeId;

/** Only these values, or all except them. Values are numbers as in `Facets`, ascending and distinct. */
export interface CategoryFilter {
  values: readonly number[];
  except: boolean;
}

/** An inclusive range: ms since 1970 for time, 0 … 255 for the outlier score, hundredths of a nat for novelty. Missing values fail. */
export interface RangeFilter {
  from: number;
  to: number;
}

export type Filters = { readonly [Id in CategoryId]?: CategoryFilter } & { readonly [Id in RangeId]?: RangeFilter };

export const noFilters: Filters = {};

export const isRange = (id: FacetId): id is RangeId => (rangeIds as readonly string[]).includes(id);

export const chosen = (filters: Filters): FacetId[] => [...categoryIds, ...rangeIds].filter((id) => filters[id] !== undefined);

export function without(filters: Filters, id: FacetId): Filters {
  const { [id]: _, ...rest } = filters;
  return rest;
}

/** Adds a value to, or removes it from, those chosen for a facet; with `except`, those excluded. */
export function toggled(filters: Filters, id: CategoryId, value: number, except = false): Filters {
  const before = filters[id];
  if (!before || (before.except !== except && !before.values.includes(value))) return { ...filters, [id]: { values: [value], except } };
  const values = before.values.includes(value) ? before.values.filter((v) => v !== value) : [...before.values, value].sort((a, b) => a - b);
  return values.length === 0 ? without(filters, id) : { ...filters, [id]: { values, except: before.except } };
}

/** Whether two filters are the same choice. */
export function sameFilter(a: CategoryFilter | RangeFilter | undefined, b: CategoryFilter | RangeFilter | undefined): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  if ('from' in a) return 'from' in b && a.from === b.from && a.to === b.to;
  return 'values' in b && a.except === b.except && a.values.join() === b.values.join();
}
