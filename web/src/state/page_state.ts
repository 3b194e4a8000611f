import type { ColourBy } from '../colour/colouring';
import type { Theme } from '../colour/palettes';
import type { Details } from '../data/details';
import type { Matches } from '../search/search';
import { Store } from './store';

export interface PageState {
  theme: Theme;
  colourBlindSafe: boolean;
  colourBy: ColourBy;
  /** Undefined until they are read. */
  details: Details | undefined;
  query: string;
  matches: Matches | undefined;
  /** Chosen in the legend: its place there; undefined for all. */
  kind: number | undefined;
  /** Points, −1 for none. */
  hovered: number;
  pinned: number;
  /** Which of the pinned point's processes is shown, from 0. */
  pinnedRow: number;
}

export type PageStore = Store<PageState>;

export function pageStore(theme: Theme): PageStore {
  return new Store<PageState>({
    theme,
    colourBlindSafe: false,
    colourBy: 'cluster',
    details: undefined,
    query: '',
    matches: undefined,
    kind: undefined,
    hovered: -1,
    pinned: -1,
    pinnedRow: 0,
  });
}
