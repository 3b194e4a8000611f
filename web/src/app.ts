// Puts the parts together and keeps them in step.
import { Colourer, type Colouring } from './colour/colouring';
import { setStateVariables } from './colour/lineage_states';
import type { Theme } from './colour/palettes';
import type { Atlas } from './data/atlas';
import type { DataSource } from './data/source';
import { element, iconButton } from './dom';
import { FilterEngine } from './facets/engine';
import { facetsOf } from './facets/facets';
import { MapView } from './map/map_view';
import { chipsView } from './panel/chips';
import { filtersView } from './panel/filters';
import { hoverCardView, pinnedCardView } from './panel/cards';
import { listenForKeys } from './panel/keyboard';
import { legendView } from './panel/legend';
import { searchBox } from './panel/search_box';
import { about, figures, pageLimits } from './panel/summary';
import { helpDialog, toolBar } from './panel/tools';
import { pageStore } from './state/page_state';
import { dataText, start } from './text/visible';

const darkPreferred = matchMedia('(prefers-color-scheme: dark)');
const preferredTheme = (): Theme => (darkPreferred.matches ? 'dark' : 'light');

/** A line at the top of the map that stays until it is closed. */
function notice(root: HTMLElement, text: string): void {
  const node = element('div', { class: 'notice', role: 'alert' }, element('p', {}, text));
  node.append(iconButton('close', 'Close this notice', () => node.remove()));
  root.querySelector('.notices')?.append(node);
}

/** How far the page has come, for tests and for measuring: "drawn", then "ready" or "failed". */
function setState(root: HTMLElement, state: 'drawn' | 'ready' | 'failed'): void {
  root.dataset.state = state;
  performance.mark(`proclens:${state}`);
}

export function startApp(root: HTMLElement, atlas: Atlas, source: DataSource): void {
  const store = pageStore(preferredTheme());
  store.follow(['theme'], ({ theme }) => {
    document.documentElement.dataset.theme = theme;
    setStateVariables(document.documentElement.style, theme);
  });
  darkPreferred.addEventListener('change', () => store.set({ theme: preferredTheme() }));

  const side = element('aside', { class: 'panel', 'aria-label': 'Map, search and colours' });
  const notices = element('div', { class: 'notices' });
  const hover = hoverCardView(atlas, store);
  const pinned = pinnedCardView(atlas, store, {
    open: (point, row = -1) => {
      store.set({ pinned: point, pinnedRow: row, pointed: -1 });
      map.reveal(point);
    },
    point: (point) => store.set({ pointed: point }),
  });
  root.append(notices);
  const map = new MapView(
    atlas,
    root,
    {
      hovered: (point, px, py) => {
        store.set({ hovered: point });
        hover.moveTo(px, py);
      },
      clicked: (point) => store.set({ pinned: point === store.now.pinned ? -1 : point, pinnedRow: -1 }),
      plainDrawing: () => notice(root, 'This browser offers no WebGL2: points are drawn more slowly on a plain canvas. Everything else works.'),
    },
    () => coveredByPanels(root, side, pinned),
  );
  const showLit = (): void => {
    if (store.now.shown && store.now.shown.points > 0) map.showPoints(map.litInOrder());
  };
  const search = searchBox(atlas, store, () => {
    if (store.now.matches) showLit();
  });
  const legend = legendView(store);
  const help = helpDialog();
  side.append(
    element('h1', { class: 'title' }, dataText(start(atlas.summary.title, 300) || 'Untitled map')),
    figures(atlas, store),
    search.node,
    legend.node,
    filtersView(store),
    about(atlas),
  );
  root.append(side, chipsView(atlas, store, showLit), toolBar(map, store, help), hover.node, pinned, help);
  if (atlas.outcome.processes_counted > 0) notice(root, pageLimits(atlas)[0]);
  map.showAll(true);

  const colourer = new Colourer(atlas);
  let colouring: Colouring;
  store.follow(['colourBy', 'theme', 'colourBlindSafe', 'details'], ({ colourBy, theme, colourBlindSafe, details }) => {
    if (details) colourer.addDetails(details);
    colouring = colourer.colouring(colourBy, theme, colourBlindSafe);
    legend.show(colouring);
  });
  store.follow(['engine', 'filters', 'matches'], ({ engine, filters, matches }) => {
    if (!engine) return;
    engine.apply(filters, matches);
    store.set({ shown: engine.shown() });
  });
  store.follow(['colourBy', 'theme', 'colourBlindSafe', 'details', 'shown'], ({ theme, shown }) => map.paint(colouring, theme, shown?.lit));
  store.follow(['pinned'], ({ pinned: point }) => root.classList.toggle('with-side', point >= 0));
  store.follow(['hovered', 'pointed', 'pinned'], (state) => map.ring(state.hovered >= 0 ? state.hovered : state.pointed, state.pinned));
  listenForKeys(map, store, search, help);
  root.dataset.drawnBy = map.drawnBy;
  setState(root, 'drawn');

  void source.details().then(
    (details) => {
      store.set({ details, engine: new FilterEngine(facetsOf(atlas, details), atlas.points, details.processes) });
      setState(root, 'ready');
    },
    (error: unknown) => {
      setState(root, 'failed');
      notice(root, `The details of processes cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    },
  );
}

/** Pixels at each side of the map that lie under panels; none where they stack below it. */
function coveredByPanels(root: HTMLElement, side: HTMLElement, pinned: HTMLElement): { left: number; right: number; top: number; bottom: number } {
  const sideBySide = root.clientWidth > 900;
  const width = (node: HTMLElement): number => (node.isConnected && !node.hidden ? node.offsetWidth + 24 : 0);
  return {
    // Room for the labels of the outermost points, too.
    left: sideBySide ? width(side) + 56 : 12,
    right: sideBySide ? Math.max(90, width(pinned)) : 12,
    top: 56,
    bottom: 40,
  };
}
