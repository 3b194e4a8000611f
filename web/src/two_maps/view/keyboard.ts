// Keyboard control of the page.
import { keepFocus } from '../../panel/keep_focus';
import { oppositeTheme } from '../../panel/theme_button';
import { mapNames, otherMap, type MapName, type Spot } from '../data/both';
import { colourChoices } from '../data/colouring';
import type { Comparison } from '../data/comparison';
import type { Actions } from './actions';
import type { LinkedMaps } from './linked_maps';
import type { PageStore } from './page_state';

export const keys: [key: string, what: string][] = [
  ['drag, arrows', 'pan'],
  ['wheel, + −', 'zoom'],
  ['0', 'show all of both maps'],
  ['u', 'pan and zoom both maps together, or each by itself'],
  ['/', 'search; what is found on either map is lit on both'],
  ['click, Enter', 'pin a point: lines lead to where it is on the other map'],
  ['x', 'go to where the pinned point is on the other map'],
  ['n  p', 'next, previous lit point of the map used last, largest first'],
  ['Shift + drag', 'select a box on either map; with Alt, remove it from the selection'],
  ['Shift + click', 'on a point: add it to the selection or remove it; on a cluster’s label: select the cluster'],
  ['v  b  o', 'dragging moves the maps, draws a box, draws a lasso'],
  ['l', 'labels on or off'],
  ['c', 'next colouring'],
  ['i', 'side panel'],
  ['t', 'light or dark'],
  ['Esc', 'unpin, then clear the selection, the filters, the search'],
  ['?', 'this list'],
];

/** Pixels that an arrow key moves a map. */
const stride = 90;

/** Drops one thing at a time, the most recent kind first. */
function drop(store: PageStore, actions: Actions): void {
  const { pinned, selection, tool, filters, query } = store.now;
  if (pinned) store.set({ pinned: undefined });
  else if (selection) actions.select(undefined);
  else if (tool !== 'pan') store.set({ tool: 'pan' });
  else if (Object.values(filters).some((filter) => filter !== undefined)) store.set({ filters: {} });
  else if (query !== '') store.set({ query: '' });
}

export function listenForKeys(comparison: Comparison, maps: LinkedMaps, store: PageStore, focusSearch: () => void, help: HTMLDialogElement, actions: Actions): void {
  const active = (): MapName => store.now.active;
  const walk = (by: number): void => {
    const map = active();
    const points = maps.view[map].litInOrder();
    if (points.length === 0) return;
    const { pinned } = store.now;
    const at = pinned?.map === map ? points.indexOf(pinned.point) : -1;
    const next = at < 0 ? (by > 0 ? 0 : points.length - 1) : (at + by + points.length) % points.length;
    actions.open({ map, point: points[next] });
  };
  const cross = (): void => {
    const { pinned } = store.now;
    const pair = pinned && comparison.pairs.largestOf(pinned)[0];
    if (pinned && pair !== undefined) actions.open({ map: otherMap(pinned.map), point: comparison.pairs.pointOn(otherMap(pinned.map), pair) });
  };
  const nextColour = (): void => {
    const usable = colourChoices(comparison).filter(({ needsDetails }) => !needsDetails || store.now.rows);
    const at = usable.findIndex(({ by }) => by === store.now.colourBy);
    store.set({ colourBy: usable[(at + 1) % usable.length].by });
  };
  const pin = (): void => {
    const { hovered } = store.now;
    const spot: Spot = hovered ?? { map: active(), point: maps.view[active()].middlePoint() };
    if (spot.point >= 0) store.set({ pinned: spot });
  };
  const pan = (dx: number, dy: number) => (): void => maps.view[active()].camera.glideBy(dx * stride, dy * stride);
  const zoom = (steps: number) => (): void => maps.zoomBy(active(), steps);
  const commands: Record<string, () => void> = {
    ArrowLeft: pan(1, 0),
    ArrowRight: pan(-1, 0),
    ArrowUp: pan(0, 1),
    ArrowDown: pan(0, -1),
    '+': zoom(0.75),
    '=': zoom(0.75),
    '-': zoom(-0.75),
    '0': () => maps.showAll(),
    '/': focusSearch,
    '?': () => help.showModal(),
    n: () => walk(1),
    p: () => walk(-1),
    x: cross,
    l: () => mapNames.forEach((map) => maps.view[map].toggleLabels()),
    c: nextColour,
    t: () => store.set({ theme: oppositeTheme(store.now.theme) }),
    u: () => store.set({ linked: !store.now.linked }),
    i: () => store.set({ panel: !store.now.panel }),
    v: () => store.set({ tool: 'pan' }),
    b: () => store.set({ tool: 'box' }),
    o: () => store.set({ tool: 'lasso' }),
    Enter: pin,
    Escape: () => drop(store, actions),
  };
  const onlyOnMap = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Enter']);

  for (const map of mapNames) maps.view[map].node.addEventListener('focus', () => store.set({ active: map }));
  keepFocus(() => maps.view[active()].node);
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    if (target.closest('input, select, textarea') && !(target instanceof HTMLInputElement && target.type === 'checkbox')) return;
    const onMap = target === document.body || mapNames.some((map) => target === maps.view[map].node);
    const command = Object.hasOwn(commands, event.key) ? commands[event.key] : undefined;
    if (!command || (onlyOnMap.has(event.key) && !onMap)) return;
    event.preventDefault();
    command();
  });
}
