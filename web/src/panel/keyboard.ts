// Keyboard control of the page.
import { choicesOf } from '../colour/colouring';
import type { Atlas } from '../data/atlas';
import { chosen, without } from '../facets/filters';
import { isOfHosts } from '../hosts/hosts_panel';
import type { MapView } from '../map/map_view';
import { byPlace } from '../select/order';
import type { PageStore } from '../state/page_state';
import type { Actions } from './actions';
import { keepFocus } from './keep_focus';
import { firstRow, leaf } from './process/cards';
import type { SearchBox } from './overview/search_box';

/** Pixels that an arrow key moves the map. */
const stride = 90;

export function listenForKeys(atlas: Atlas, map: MapView, store: PageStore, search: SearchBox, help: HTMLDialogElement, actions: Actions, history: { undo(): void; redo(): void }): void {
  const walk = (by: number): void => {
    const { on, next: apart } = byPlace(map.litInOrder(), store.now.details?.features);
    const points = Uint32Array.from([...on, ...apart]);
    if (points.length === 0) return;
    const at = points.indexOf(store.now.pinned);
    const next = at < 0 ? (by > 0 ? 0 : points.length - 1) : (at + by + points.length) % points.length;
    store.set({ pinned: points[next], pinnedRow: firstRow(store.now, points[next]), side: 'process' });
    map.reveal(points[next]);
  };
  const nextColour = (): void => {
    const usable = choicesOf(atlas).filter(({ needsDetails }) => !needsDetails || store.now.details);
    const at = usable.findIndex(({ by }) => by === store.now.colourBy);
    store.set({ colourBy: usable[(at + 1) % usable.length].by });
  };
  const commands: Record<string, () => void> = {
    ArrowLeft: () => map.camera.glideBy(stride, 0),
    ArrowRight: () => map.camera.glideBy(-stride, 0),
    ArrowUp: () => map.camera.glideBy(0, stride),
    ArrowDown: () => map.camera.glideBy(0, -stride),
    '+': () => map.camera.zoomBy(0.75),
    '=': () => map.camera.zoomBy(0.75),
    '-': () => map.camera.zoomBy(-0.75),
    '0': () => map.showAll(),
    '/': () => search.focus(),
    '?': () => help.showModal(),
    '[': () => leaf(store, -1),
    ']': () => leaf(store, 1),
    n: () => walk(1),
    p: () => walk(-1),
    l: () => map.toggleLabels(),
    c: nextColour,
    t: () => store.set({ theme: store.now.theme === 'dark' ? 'light' : 'dark' }),
    Enter: () => {
      const point = store.now.hovered >= 0 ? store.now.hovered : map.middlePoint();
      if (point >= 0) store.set({ pinned: point, pinnedRow: firstRow(store.now, point), side: 'process' });
    },
    v: () => store.set({ tool: 'pan' }),
    b: () => store.set({ tool: 'box' }),
    o: () => store.set({ tool: 'lasso' }),
    s: () => actions.select(map.litInOrder(), store.now.query.trim() === '' ? 'What is shown' : `Search ${store.now.query.trim()}`),
    d: () => store.set({ list: !store.now.list }),
    h: () => isOfHosts(atlas) && store.set({ side: store.now.side === 'hosts' ? undefined : 'hosts' }),
    f: () => atlas.hunt && store.set({ side: store.now.side === 'findings' ? undefined : 'findings' }),
    Escape: () => {
      const { pinned, side, host, selection, tool, filters } = store.now;
      const lastFilter = chosen(filters).at(-1);
      if (side === 'labels' || side === 'findings' || side === 'hosts') store.set({ side: undefined });
      else if (host > 0) store.set({ host: 0, selection: undefined });
      else if (pinned >= 0) store.set({ pinned: -1, side: selection ? 'selection' : undefined });
      else if (selection) store.set({ selection: undefined, side: undefined });
      else if (tool !== 'pan') store.set({ tool: 'pan' });
      else if (lastFilter) store.set({ filters: without(filters, lastFilter) });
      else store.set({ query: '', hovered: -1 });
    },
  };
  const onlyOnMap = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Enter']);

  keepFocus(() => map.node);
  document.addEventListener('keydown', (event) => {
    if (event.altKey || help.open) return;
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    if (target.closest('input, select, textarea') && !(target instanceof HTMLInputElement && target.type === 'checkbox')) return;
    if (event.ctrlKey || event.metaKey) {
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) history.redo();
      else history.undo();
      return;
    }
    const onMap = target === document.body || target === map.node;
    const command = Object.hasOwn(commands, event.key) ? commands[event.key] : undefined;
    if (!command || (onlyOnMap.has(event.key) && !onMap)) return;
    event.preventDefault();
    command();
  });
}
