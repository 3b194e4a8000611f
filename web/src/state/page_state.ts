import type { ColourBy } from '../colour/colouring';
import type { Theme } from '../colour/palettes';
import type { Details } from '../data/details';
import type { FilterEngine, Shown } from '../facets/engine';
import { noFilters, type Filters } from '../facets/filters';
import type { UserLabel } from '../labels/labels';
import type { Tool } from '../map/gestures';
import type { Matches } from '../search/search';
import type { Selection } from '../select/selection';
import { Store } from './store';

/** The contents of the panel at the side. */
export type Side = 'findings' | 'hosts' | 'process' | 'selection' | 'labels';

export interface PageState {
  theme: Theme;
  colourBlindSafe: boolean;
  colourBy: ColourBy;
  /** Undefined until they have been read, like the engine that filters them. */
  details: Details | undefined;
  engine: FilterEngine | undefined;
  query: string;
  /** The search results; undefined if there is no query. */
  matches: Matches | undefined;
  filters: Filters;
  /** What passes search and filters; undefined if everything does. */
  shown: Shown | undefined;
  /** Points, −1 for none. */
  hovered: number;
  pinned: number;
  /** Ringed while the pointer is on its name in a panel; −1 for none. */
  pointed: number;
  /** The row of the pinned point that is shown; −1 for the first. */
  pinnedRow: number;
  selection: Selection | undefined;
  /** The chosen finding, by its index among those listed; −1 for none. */
  finding: number;
  /** The host whose path is drawn: 1 + the index of its name among the texts of hosts; 0 for none. */
  host: number;
  /** Kept for comparison with the selection. */
  second: Selection | undefined;
  /** What a drag on the map does. */
  tool: Tool;
  /** Undefined while that panel is closed. */
  side: Side | undefined;
  /** Whether the list of processes is open. */
  list: boolean;
  labels: readonly UserLabel[];
  /** How often the user has changed labels here. */
  labelEdits: number;
  /** Whether labels exist only in the open page, are kept by this browser, are stored by a server, or are a server's and read-only. */
  labelsAre: 'in-page' | 'in-browser' | 'kept' | 'read-only';
}

export type PageStore = Store<PageState>;

export function pageStore(theme: Theme, colourBy: ColourBy): PageStore {
  return new Store<PageState>({
    theme,
    colourBlindSafe: false,
    colourBy,
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
    selection: undefined,
    finding: -1,
    host: 0,
    second: undefined,
    tool: 'pan',
    side: undefined,
    list: false,
    labels: [],
    labelEdits: 0,
    labelsAre: 'in-page',
  });
}
