// What the page shows.
import type { Theme } from '../../colour/palettes';
import type { Details } from '../../data/details';
import type { Tool } from '../../map/gestures';
import { Store } from '../../state/store';
import type { Both, MapName, Spot } from '../data/both';
import type { ColourBy } from '../data/colouring';
import type { Filters } from '../data/filters';
import type { JoinedRows } from '../data/joined_rows';
import type { Condition, Lit } from '../data/passing';
import type { Selection } from '../data/selection';

export interface PageState {
  theme: Theme;
  colourBlindSafe: boolean;
  colourBy: ColourBy;
  /** Undefined until they have been read, like their joined rows. */
  details: Both<Details> | undefined;
  rows: JoinedRows | undefined;
  query: string;
  /** What was found; undefined if there is no query. */
  found: Condition | undefined;
  filters: Filters;
  selection: Selection | undefined;
  /** What passes search and filters, and what of it is selected; undefined if everything is. */
  shown: Both<Lit> | undefined;
  lit: Both<Lit> | undefined;
  hovered: Spot | undefined;
  pinned: Spot | undefined;
  /** The map that keys move. */
  active: MapName;
  /** What a drag on a map does. */
  tool: Tool;
  /** Whether both maps show the same part. */
  linked: boolean;
  /** Whether the side panel is open. */
  panel: boolean;
}

export type PageStore = Store<PageState>;

export const pageStore = (theme: Theme): PageStore =>
  new Store<PageState>({
    theme,
    colourBlindSafe: false,
    colourBy: 'a',
    details: undefined,
    rows: undefined,
    query: '',
    found: undefined,
    filters: {},
    selection: undefined,
    shown: undefined,
    lit: undefined,
    hovered: undefined,
    pinned: undefined,
    active: 'a',
    tool: 'pan',
    linked: true,
    panel: true,
  });
