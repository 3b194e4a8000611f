// Creates the parts of the page of two maps and keeps them in sync.
import { neutral } from '../colour/palettes';
import type { Atlas } from '../data/atlas';
import type { Details } from '../data/details';
import { element, iconButton } from '../dom';
import { conceptsOfTwoMaps } from '../panel/concepts';
import { wordsOfError } from '../panel/failure';
import { applyTheme, followPreferredTheme, preferredTheme } from '../panel/theme';
import { pageLimits } from '../panel/overview/summary';
import { searchSyntax } from '../panel/overview/search_syntax';
import { section } from '../panel/section';
import { helpDialog } from '../panel/tools';
import { searchLanguage } from '../search/query';
import { membersOf } from '../select/selection';
import { forBoth, letterOf, mapNames, otherMap, sameSpot, type Both, type MapName, type Spot } from './data/both';
import { BothColourer, type BothColours } from './data/colouring';
import type { Comparison } from './data/comparison';
import { conditionOf, filterKinds } from './data/filters';
import { joinRows } from './data/joined_rows';
import { litBy, onBoth, type Condition } from './data/passing';
import { changed, conditionOfSelection, selectionOf } from './data/selection';
import type { Actions } from './view/actions';
import { likenessView } from './view/likeness_view';
import { barView } from './view/bar';
import { chipsView } from './view/chips';
import { flowsView, type FlowsView } from './view/flows_view';
import { keys, listenForKeys } from './view/keyboard';
import { legendView, type LegendView } from './view/legend';
import { LinesView, maxRings } from './view/lines';
import { LinkedMaps } from './view/linked_maps';
import { movedView } from './view/moved_view';
import { pageStore, type PageStore } from './view/page_state';
import { hoverCard, pinnedCard, pointCard } from './view/point_card';
import { searchField } from './view/search_field';

/** How far the page has loaded, for tests and measurements. */
function setState(root: HTMLElement, state: 'drawn' | 'ready' | 'failed'): void {
  root.dataset.state = state;
  performance.mark(`proclens:${state}`);
}

/** A line over the maps that stays until it is closed. */
function notice(parent: HTMLElement, text: string): void {
  const node = element('div', { class: 'notice', role: 'alert' }, element('p', {}, text));
  node.append(iconButton('close', 'Close this notice', () => node.remove()));
  parent.append(node);
}

/** @param details reads what comes after the first picture */
export function startComparison(root: HTMLElement, comparison: Comparison, details: (maps: Both<Atlas>) => Promise<Both<Details>>): void {
  const { maps: atlases, pairs } = comparison;
  const store = pageStore(preferredTheme());
  store.follow(['theme'], ({ theme }) => applyTheme(theme));
  followPreferredTheme((theme) => store.set({ theme }));

  const panes = element('div', { class: 'panes' });
  const notices = element('div', { class: 'notices' });
  const main = element('main', { class: 'two-maps' });
  root.append(main);
  const hover = hoverCard();
  const pinned = pinnedCard(() => store.set({ pinned: undefined }));
  const actions = actionsOf(comparison, store, () => maps);
  let plain = false;
  const body = element('div', { class: 'two-body' }, panes);
  main.append(body);
  const maps: LinkedMaps = new LinkedMaps(
    comparison,
    {
      hovered: (spot, map, px, py) => {
        if (!sameSpot(spot, store.now.hovered)) store.set(spot ? { hovered: spot, active: map } : { hovered: undefined });
        const frame = maps.view[map].node.getBoundingClientRect();
        const own = panes.getBoundingClientRect();
        hover.moveTo(frame.left - own.left + px, frame.top - own.top + py);
      },
      clicked: (map, point, adding) => {
        const spot: Spot = { map, point };
        if (adding && point >= 0) actions.selectPoints(map, [point], 'Picked points', store.now.selection?.points[map].has(point) ? 'remove' : 'add');
        else store.set({ pinned: point < 0 || sameSpot(spot, store.now.pinned) ? undefined : spot, active: map });
      },
      chosen: (map, points, tool, change) => actions.selectPoints(map, points, `${tool === 'box' ? 'Box' : 'Lasso'} on ${letterOf[map]}`, change),
      clusterChosen: (map, cluster) => actions.selectCluster(map, cluster),
      moved: () => lines.draw(),
      plainDrawing: () => {
        if (!plain) notice(notices, 'This browser does not support WebGL2: points are drawn more slowly, on a plain canvas. Everything else works.');
        plain = true;
      },
    },
    panes,
  );
  const lines = new LinesView(maps, pairs);
  panes.append(lines.node, hover.node, notices);
  const search = searchField(comparison, store, actions.showLit);
  const legend = legendView(store);
  const flows = flowsView(comparison, actions);
  const fields = new Set(mapNames.flatMap((map) => searchLanguage(comparison.maps[map].lens).shown));
  const help = helpDialog(searchSyntax([...fields]), keys, conceptsOfTwoMaps);
  const panel = element(
    'aside',
    { class: 'two-panel', 'aria-label': 'How the maps differ' },
    section('alike', 'How alike they are', 'How many neighbours the maps share', ...likenessView(comparison, store)),
    section('colours', 'Colours', 'What the colours mean; processes of A and of B', legend.node),
    section('moved-most', 'Moved most', 'What has other neighbours on B than on A', movedView(comparison, store, actions)),
    section('clusters', 'Clusters', 'Where the processes of each cluster are on the other map', flows.node),
  );
  main.prepend(barView(comparison, store, maps, search.node, help));
  body.before(chipsView(comparison, store, actions));
  body.append(panel);
  root.append(help);
  for (const map of mapNames) for (const sentence of pageLimits(atlases[map]).slice(0, 1)) notice(notices, `Map ${letterOf[map]}: ${sentence}`);

  store.follow(['panel'], (state) => void (panel.hidden = !state.panel));
  store.follow(['tool'], ({ tool }) => maps.use(tool));
  store.follow(['linked'], ({ linked, active }) => maps.link(linked, active));
  lightItems(comparison, store);
  paint(comparison, store, maps, legend, flows);
  store.follow(['hovered', 'pinned'], (state) => ring(comparison, maps, lines, state.hovered, state.pinned));
  store.follow(['hovered', 'pinned', 'details'], (state) => hover.show(state.hovered && !sameSpot(state.hovered, state.pinned) ? pointCard(comparison, state.details, state.hovered) : undefined));
  const stacked = matchMedia('(max-width: 900px)');
  store.follow(['pinned', 'details', 'panel'], (state) => {
    // In the panel it covers nothing of the maps.
    if (state.pinned && state.panel && !stacked.matches) panel.prepend(pinned.node);
    else if (state.pinned) maps.pane[state.pinned.map].append(pinned.node);
    pinned.show(state.pinned, state.pinned ? pointCard(comparison, state.details, state.pinned, actions) : []);
  });
  store.follow(['pinned'], (state) => state.pinned && lines.flash(state.pinned));
  listenForKeys(comparison, maps, store, search.focus, help, actions);
  new ResizeObserver(() => lines.draw()).observe(panes);
  maps.showAll(true);
  setState(root, 'drawn');

  details(atlases).then(
    (read) => {
      store.set({ details: read, rows: joinRows(comparison.header, read, pairs) });
      setState(root, 'ready');
    },
    (error: unknown) => {
      setState(root, 'failed');
      notice(notices, `Process details could not be read: ${wordsOfError(error)}`);
    },
  );
}

function actionsOf(comparison: Comparison, store: PageStore, maps: () => LinkedMaps): Actions {
  const { pairs, maps: atlases } = comparison;
  /** Moves a point and its largest counterpart into view unless both are. */
  const reveal = (spot: Spot): void => {
    const pair = pairs.largestOf(spot)[0];
    const there: Spot | undefined = pair === undefined ? undefined : { map: otherMap(spot.map), point: pairs.pointOn(otherMap(spot.map), pair) };
    if (maps().shows(spot) && (!there || maps().shows(there))) return;
    maps().showPoints(forBoth((map) => (map === spot.map ? [spot.point] : there ? [there.point] : [])));
  };
  const actions: Actions = {
    open(spot) {
      store.set({ pinned: spot, active: spot.map });
      reveal(spot);
    },
    showPair(pair) {
      store.set({ pinned: { map: 'a', point: pairs.pointOn('a', pair) }, active: 'a' });
      maps().showPoints(forBoth((map) => [pairs.pointOn(map, pair)]));
    },
    selectPoints: (map, points, name, change) => actions.select(changed(store.now.selection, map, points, name, change)),
    selectCluster: (map, cluster) => actions.select(selectionOf(map, membersOf(atlases[map].points, cluster), cluster < 0 ? `Noise of ${letterOf[map]}` : `Cluster ${cluster} of ${letterOf[map]}`)),
    select: (selection) => store.set({ selection }),
    showLit() {
      if (store.now.lit) maps().showPoints(forBoth((map) => maps().view[map].litInOrder()));
    },
  };
  return actions;
}

/** Keeps what is lit in step with search, filters and selection. */
function lightItems(comparison: Comparison, store: PageStore): void {
  const { pairs, maps } = comparison;
  const points = { a: maps.a.points, b: maps.b.points };
  let conditions: Condition[] = [];
  store.follow(['rows', 'found', 'filters'], ({ rows, found, filters }) => {
    const own = rows ? filterKinds.map((kind) => conditionOf(kind, filters, comparison, rows)).filter((condition) => condition !== undefined) : [];
    conditions = [...(found ? [found] : []), ...own.map((condition) => onBoth(condition, pairs, rows?.links))];
    store.set({ shown: litBy(conditions, points, rows?.processes) });
  });
  store.follow(['rows', 'shown', 'selection'], ({ rows, shown, selection }) => {
    const all = selection ? [...conditions, onBoth(conditionOfSelection(selection, comparison, rows), pairs, rows?.links)] : conditions;
    store.set({ lit: selection ? litBy(all, points, rows?.processes) : shown });
  });
}

/** Repaints both maps when their colours or what is lit change. */
function paint(comparison: Comparison, store: PageStore, maps: LinkedMaps, legend: LegendView, flows: FlowsView): void {
  const colourer = new BothColourer(comparison);
  const colours = (): BothColours => colourer.colours(store.now.colourBy, store.now.theme, store.now.colourBlindSafe, store.now.rows);
  let shown = colours();
  store.follow(['theme', 'colourBlindSafe'], ({ theme, colourBlindSafe }) => flows.show(forBoth((map: MapName) => colourer.ofClusters(map, theme, colourBlindSafe)), neutral[theme]));
  store.follow(['colourBy', 'theme', 'colourBlindSafe', 'rows'], ({ colourBy }) => {
    shown = colours();
    legend.show(colourBy, shown);
  });
  store.follow(['colourBy', 'theme', 'colourBlindSafe', 'rows', 'lit', 'selection', 'shown'], (state) => {
    const rim = state.selection && forBoth((map) => Uint8Array.from({ length: comparison.maps[map].points.count }, (_, point) => Number(state.selection!.points[map].has(point))));
    maps.paint(shown.of, state.theme, state.lit, rim, state.shown);
  });
}

/** Rings around the hovered and the pinned point and what is at them on the other map, and lines to it. */
function ring({ pairs }: Comparison, maps: LinkedMaps, lines: LinesView, hovered: Spot | undefined, pinned: Spot | undefined): void {
  const spot = hovered ?? pinned;
  const pointOf = (of: Spot | undefined, map: MapName): number => (of?.map === map ? of.point : -1);
  for (const map of mapNames) {
    const related = spot && spot.map !== map ? Array.from(pairs.largestOf(spot).subarray(0, maxRings), (pair) => pairs.pointOn(map, pair)) : [];
    maps.view[map].ring(pointOf(hovered, map), pointOf(pinned, map), related);
  }
  lines.show(spot);
}
