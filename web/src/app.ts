// Creates the parts of the page and keeps them in sync.
import { Colourer, initialColour, type Colouring } from './colour/colouring';
import type { Atlas } from './data/atlas';
import type { DataSource } from './data/source';
import { element, icon, iconButton } from './dom';
import { FilterEngine } from './facets/engine';
import { facetsOf } from './facets/facets';
import { hostsEntry, hostsPanel, type HostsPanel } from './hosts/hosts_panel';
import { keepLabels } from './labels/keeper';
import { linksView, readLinks } from './links';
import { MapView } from './map/map_view';
import type { Actions } from './panel/actions';
import { firstRow, hoverCardView, processView } from './panel/process/cards';
import { conceptsOf } from './panel/concepts';
import { chipsView } from './panel/filters/chips';
import { filtersView } from './panel/filters/filters';
import { wordsOfError } from './panel/failure';
import { findingsEntry, findingsView } from './panel/findings/findings_panel';
import { listenForKeys } from './panel/keyboard';
import { labelsView } from './panel/selection/labels_panel';
import { legendView, type LegendView } from './panel/overview/legend';
import { processList } from './panel/selection/process_list';
import { searchBox } from './panel/overview/search_box';
import { searchSyntax } from './panel/overview/search_syntax';
import { selectionView } from './panel/selection/selection_panel';
import { sideView } from './panel/side';
import { narrowScreen, overviewPanel } from './panel/overview/overview_panel';
import { about, figures, pageLimits } from './panel/overview/summary';
import { applyTheme, followPreferredTheme, preferredTheme } from './panel/theme';
import { pictureMenu } from './panel/picture_menu';
import { helpDialog, keys, toolBar } from './panel/tools';
import { stepsOf, tour } from './panel/tour';
import { searchLanguage } from './search/query';
import { byPlace } from './select/order';
import { changed, membersOf, selectionOfFinding, type Selection } from './select/selection';
import { followHost, hasHost } from './state/host';
import { leavesOut, viewOf } from './state/link';
import { linkKeeper } from './state/link_keeper';
import { pageStore, type PageStore } from './state/page_state';
import { dataText, start } from './text/visible';

/** A line at the top of the map that stays until it is closed. */
function notice(root: HTMLElement, text: string): void {
  const node = element('div', { class: 'notice', role: 'alert' }, element('p', {}, text));
  node.append(iconButton('close', 'Close this notice', () => node.remove()));
  root.querySelector('.notices')?.append(node);
}

/** A link to the page that lists all results. */
function homeLink(address: string): HTMLElement {
  const link = element('a', { class: 'home', title: 'The other results of this folder' }, icon('previous'), 'All results');
  link.href = address;
  return link;
}

/** How far the page has loaded, for tests and measurements: "drawn", then "ready" or "failed". */
function setState(root: HTMLElement, state: 'drawn' | 'ready' | 'failed'): void {
  root.dataset.state = state;
  performance.mark(`proclens:${state}`);
}

export function startApp(root: HTMLElement, atlas: Atlas, source: DataSource): void {
  const store = pageStore(preferredTheme(), initialColour(atlas));
  store.follow(['theme'], ({ theme }) => applyTheme(theme));
  followPreferredTheme((theme) => store.set({ theme }));

  const hover = hoverCardView(atlas, store);
  const take = (selection: Selection | undefined): void =>
    store.set({ selection, finding: -1, side: selection ? 'selection' : store.now.side === 'selection' ? undefined : store.now.side });
  const otherPages = hasHost() ? [] : readLinks(); // which are not where the host is
  const auditPage = otherPages.find(({ kind }) => kind === 'audit')?.href;
  const actions: Actions = {
    open: (point, row = firstRow(store.now, point)) => {
      store.set({ pinned: point, pinnedRow: row, pointed: -1, side: 'process' });
      map.reveal(point);
    },
    point: (point) => store.set({ pointed: point }),
    select: (points, name, change = 'replace') => {
      const { selection, details, shown } = store.now;
      take(changed(selection, points, name, change, details?.processes, shown));
    },
    selectAll: (points, name, change = 'replace') => take(changed(store.now.selection, points, name, change, store.now.details?.processes)),
    zoomTo: (points) => map.showPoints(points),
    showFinding: (finding) => {
      const { details } = store.now;
      if (!details) return;
      const selection = selectionOfFinding(atlas, finding, details.processes);
      store.set({ finding, selection, side: 'findings' });
      if (selection) map.showPoints(selection.points);
    },
    label: (points, name, cluster) => labels.begin(points, name, cluster),
    auditOf: auditPage === undefined ? undefined : (term) => `${auditPage}#${encodeURIComponent(term)}`,
  };
  const tell = (text: string): void => notice(root, text);
  const process = processView(atlas, store, actions, source);
  const labels = labelsView(atlas, store, actions, tell);
  const findings = findingsView(atlas, store, actions, otherPages);
  const hosts = hostsPanel(atlas, store, actions, (path) => map.showPath(path));
  const side = sideView(atlas, store, { findings, hosts: hosts.node, process: process.node, selection: selectionView(atlas, store, actions, source), labels: labels.node }, process.pager);
  const list = processList(atlas, store, actions, source);
  const links = linkKeeper(atlas, store, () => map);
  let tellHost = (): void => {};
  const showLit = (): void => {
    if (!store.now.shown || store.now.shown.points === 0) return;
    const { on, next } = byPlace(map.litInOrder(), store.now.details?.features);
    map.showPoints(on.length > 0 ? on : next);
  };
  const search = searchBox(atlas, store, source.finder, showLit, () => actions.select(map.litInOrder(), `Search ${store.now.query.trim()}`));
  const legend = legendView(atlas, store);
  const left = overviewPanel(
    dataText(start(atlas.summary.title, 300) || 'Untitled map'),
    { before: source.home !== undefined && homeLink(source.home), after: search.node },
    [
      linksView(otherPages, atlas.lens.name),
      figures(atlas, store),
      findingsEntry(atlas, store),
      hostsEntry(atlas, store),
      legend.node,
      filtersView(store),
      about(atlas, source.origin),
    ],
  );
  root.append(element('div', { class: 'notices' }));
  const map: MapView = new MapView(
    atlas,
    root,
    {
      hovered: (point, px, py) => {
        store.set({ hovered: point });
        hover.moveTo(px, py);
      },
      clicked: (point, adding) => {
        if (adding && point >= 0) actions.select([point], 'Picked points', store.now.selection?.points.includes(point) ? 'remove' : 'add');
        else if (point < 0 || point === store.now.pinned) store.set({ pinned: -1, pinnedRow: -1, side: store.now.side === 'process' ? undefined : store.now.side });
        else store.set({ pinned: point, pinnedRow: firstRow(store.now, point), side: 'process' });
      },
      chosen: (points, tool, change) => actions.select(points, tool === 'box' ? 'Box' : 'Lasso', change),
      clusterChosen: (cluster) => actions.selectAll(membersOf(atlas.points, cluster), `Cluster ${cluster}`, store.now.selection ? 'add' : 'replace'),
      labelChosen: (label) => actions.selectAll(label.points, label.name),
      moved: () => {
        links.moved();
        tellHost();
      },
      plainDrawing: () => notice(root, 'This browser does not support WebGL2: points are drawn more slowly, on a plain canvas. Everything else works.'),
    },
    () => coveredByPanels(left.node, side, list),
  );
  const guide = tour(stepsOf(atlas));
  const help = helpDialog(searchSyntax(searchLanguage(atlas.lens).shown), keys, conceptsOf(atlas), guide.start);
  const copyLink = (): void => {
    const without = leavesOut(store.now) ? ' The selection is too scattered for an address and is not included: save it as a label, or find it with a search.' : '';
    const done = (): void => notice(root, source.sharing + without);
    const refused = (): void => notice(root, 'The browser does not allow copying: copy the link from the address bar.');
    const address = links.address();
    if (navigator.clipboard) void navigator.clipboard.writeText(address).then(done, refused);
    else refused();
  };
  root.append(left.node, chipsView(atlas, store, showLit), toolBar(map, store, help, copyLink, pictureMenu(atlas, store, map)), list, side, hover.node, guide.node, help);
  if (atlas.outcome.processes_counted > 0) notice(root, pageLimits(atlas)[0]);
  map.showAll(true);
  const linkedView = viewOf(location.hash);
  if (linkedView) map.lookAt(linkedView);
  showColours(atlas, store, map, legend, hosts);
  store.follow(['engine', 'filters', 'matches'], ({ engine, filters, matches }) => {
    if (!engine) return;
    engine.apply(filters, matches);
    store.set({ shown: engine.shown() });
  });
  store.follow(['side', 'list'], (state) => {
    root.classList.toggle('with-side', state.side !== undefined);
    if (state.side !== undefined) left.makeRoom();
    root.classList.toggle('with-list', state.list);
  });
  store.follow(['hovered', 'pointed', 'pinned'], (state) => map.ring(state.hovered >= 0 ? state.hovered : state.pointed, state.pinned));
  store.follow(['labels'], (state) => map.showLabels(state.labels));
  listenForKeys(atlas, map, store, search, help, actions, links);
  root.dataset.drawnBy = map.drawnBy;
  setState(root, 'drawn');

  void source.details(atlas).then(
    (details) => {
      store.set({ details, engine: new FilterEngine(facetsOf(atlas, details), atlas.points, details.processes) });
      links.takeOver();
      if (hasHost()) tellHost = followHost(atlas, store, map);
      else if (source.isFirstVisit) guide.offer(source.isFirstVisit);
      setState(root, 'ready');
      if (source.labels) keepLabels(atlas, store, source.labels, tell).catch((error: unknown) => tell(`Labels could not be read: ${wordsOfError(error)}`));
    },
    (error: unknown) => {
      setState(root, 'failed');
      tell(`Process details could not be read: ${wordsOfError(error)}`);
    },
  );
}

/** Repaints the map when its colours, what is lit or what is selected change. */
function showColours(atlas: Atlas, store: PageStore, map: MapView, legend: LegendView, hosts: HostsPanel): void {
  const colourer = new Colourer(atlas);
  let colouring: Colouring;
  let rim: Uint8Array | undefined;
  store.follow(['colourBy', 'theme', 'colourBlindSafe', 'details', 'labels'], ({ colourBy, theme, colourBlindSafe, details, labels }) => {
    if (details) colourer.addDetails(details);
    colouring = colourer.colouring(colourBy, theme, colourBlindSafe, labels);
    legend.show(colouring);
    hosts.show(colouring.by === 'time' ? colourer.colouring('cluster', theme, colourBlindSafe, labels) : colouring);
  });
  store.follow(['selection', 'second'], ({ selection, second }) => {
    rim = selection || second ? new Uint8Array(atlas.points.count) : undefined;
    second?.points.forEach((point) => rim && (rim[point] = 2));
    selection?.points.forEach((point) => rim && (rim[point] = 1));
  });
  store.follow(['colourBy', 'theme', 'colourBlindSafe', 'details', 'labels', 'shown', 'selection', 'second'], ({ theme, shown }) =>
    map.paint(colouring, theme, shown?.lit, rim, shown?.lit),
  );
}

/**
 * Pixels at each side of the map that panels cover: those at the sides of a wide screen, those at the top and the bottom of
 * a narrow one.
 */
function coveredByPanels(left: HTMLElement, side: HTMLElement, list: HTMLElement): { left: number; right: number; top: number; bottom: number } {
  const shown = (node: HTMLElement): boolean => node.isConnected && !node.hidden;
  const height = (node: HTMLElement, otherwise: number): number => (shown(node) ? node.offsetHeight + otherwise : otherwise);
  if (narrowScreen.matches) {
    return { left: 24, right: 24, top: height(left, 56), bottom: Math.max(height(side, 60), height(list, 60)) };
  }
  const width = (node: HTMLElement): number => (shown(node) ? node.offsetWidth + 24 : 0);
  // Leaves room for the labels of the outermost points.
  return { left: width(left) + 56, right: Math.max(90, width(side)), top: 56, bottom: height(list, shown(list) ? 60 : 40) };
}
