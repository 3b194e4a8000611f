import type { ColourBy } from '../colour/colouring';
import type { Theme } from '../colour/palettes';
import type { Details } from '../data/details';
import type { FilterEngine, Shown } from '../facets/engine';
import { noFilters, type Filters } from '../facets/filters';
import type { Matches } from '../search/search';
import { Store } from './store';

export interface PageState {
  theme: Theme;
  colourBlindSafe: boolean;
  colourBy: ColourBy;
  /** Undefined until they are read, as the engine that filters them. */
  details: Details | undefined;
  engine: FilterEngine | undefined;
  query: string;
  /** What the search found; undefined when nothing is looked for. */
  matches: Matches | undefined;
  filters: Filters;
  /** What passes search and filters; undefined when everything does. */
  shown: Shown | undefined;
  /** Points, −1 for none. */
  hovered: number;
  pinned: number;
  /** Rung while one points at its name in a panel; −1 for none. */
  pointed: number;
  /** The row of the pinned point that is shown; −1 for the first. */
  pinnedRow: number;
}

export type PageStore = Store<PageState>;

export function pageStore(theme: Theme): PageStore {
  return new Store<PageState>({
    theme,
    colourBlindSafe: false,
    colourBy: 'cluster',
    details: undefined,
    engine: undefined,
    query: '',
    matches: undefined,
    filters: noFilters,
    shown: undefined,
    hovered: -1,
    pinned: -1,
    pointed: -1,
    pinnedRow: -1,
  });
}
