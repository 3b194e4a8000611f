// Buttons over the map, and the help: concepts, keyboard shortcuts, search.
import { element, fill, iconButton, type IconName } from '../dom';
import type { Tool } from '../map/gestures';
import type { MapView } from '../map/map_view';
import type { PageStore } from '../state/page_state';
import type { Concept } from './concepts';
import { oppositeTheme, themeSwitch } from './theme_button';

export const keys: [key: string, what: string][] = [
  ['drag, arrows', 'pan'],
  ['wheel, + −', 'zoom'],
  ['0', 'show the whole map'],
  ['/', 'search'],
  ['Enter', 'in the search field: zoom to the matches; on the map: pin'],
  ['Shift + drag', 'select a box; with Alt, remove it from the selection'],
  ['Shift + click', 'on a point: add it to the selection or remove it; on a cluster’s label: select the cluster'],
  ['v  b  o', 'dragging moves the map, draws a box, draws a lasso'],
  ['s', 'select what is lit'],
  ['d', 'list of processes'],
  ['f', 'findings, if there was a hunt'],
  ['h', 'hosts over time, on a map of hosts'],
  ['n  p', 'next, previous lit point, largest first'],
  ['[  ]', 'previous, next process at the pinned point'],
  ['l', 'labels on or off'],
  ['c', 'next colouring'],
  ['t', 'light or dark'],
  ['Ctrl + Z', 'undo; with Shift, redo. Back in the browser works, too'],
  ['Esc', 'drops one thing at a time: a panel, the pinned process, the selection, a filter, the search'],
  ['?', 'this help'],
];

/**
 * @param syntax what can be typed into the search field
 * @param listed the keys of the page
 * @param concepts what words and marks mean; may be empty
 * @param startTour absent on pages that have none
 */
export function helpDialog(syntax: readonly string[], listed: [key: string, what: string][] = keys, concepts: readonly Concept[] = [], startTour?: () => void): HTMLDialogElement {
  const dialog = element('dialog', { class: 'help', 'aria-label': 'Help' });
  const terms = (kind: string, rows: readonly (readonly [string, string])[]): HTMLElement =>
    element('dl', { class: kind }, ...rows.map(([term, what]) => element('div', {}, element('dt', {}, term), element('dd', {}, what))));
  const heading = (text: string): HTMLElement => element('h2', {}, text);
  fill(
    dialog,
    element('header', {}, heading(concepts.length > 0 ? 'What the map shows' : 'Keys'), iconButton('close', 'Close (Esc)', () => dialog.close())),
    concepts.length > 0 && terms('concepts', concepts),
    startTour && element('button', { type: 'button', class: 'button', click: () => (dialog.close(), startTour()) }, 'Take the tour'),
    concepts.length > 0 && heading('Keys'),
    terms('keys', listed),
    heading('Search'),
    element('ul', { class: 'syntax' }, ...syntax.map((line) => element('li', {}, line))),
  );
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  return dialog;
}

const modes: [tool: Tool, icon: IconName, label: string][] = [
  ['pan', 'hand', 'Drag to move the map (v)'],
  ['box', 'box', 'Drag to select a box (b)'],
  ['lasso', 'lasso', 'Drag to select with a lasso (o)'],
];

export function toggle(name: IconName, id: string, label: string, act: () => void): HTMLButtonElement {
  const button = iconButton(name, label, act);
  button.id = id;
  button.classList.add('toggle');
  return button;
}

/** The buttons that set what a drag does; `show` is called with it. */
export function dragButtons(choose: (tool: Tool) => void): { node: HTMLElement; show(tool: Tool): void } {
  const buttons = modes.map(([tool, name, label]) => toggle(name, `tool-${tool}`, label, () => choose(tool)));
  return {
    node: element('div', { class: 'tool-group', role: 'group', 'aria-label': 'Dragging' }, ...buttons),
    show: (tool) => buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(modes[i][0] === tool))),
  };
}

/**
 * @param copyLink copies the address of the current view
 * @param pictures saves it as a picture
 */
export function toolBar(map: MapView, store: PageStore, help: HTMLDialogElement, copyLink: () => void, pictures: HTMLElement): HTMLElement {
  const drags = dragButtons((tool) => store.set({ tool }));
  store.follow(['tool'], ({ tool }) => {
    map.use(tool);
    drags.show(tool);
  });
  const list = toggle('list', 'open-list', 'List of processes (d)', () => store.set({ list: !store.now.list }));
  const labels = toggle('tag', 'open-labels', 'Your labels', () => store.set({ side: store.now.side === 'labels' ? undefined : 'labels' }));
  store.follow(['list', 'side'], (state) => {
    list.setAttribute('aria-pressed', String(state.list));
    labels.setAttribute('aria-pressed', String(state.side === 'labels'));
  });
  const theme = themeSwitch(() => store.set({ theme: oppositeTheme(store.now.theme) }));
  store.follow(['theme'], (state) => theme.show(state.theme));
  return element(
    'div',
    { class: 'tools', role: 'toolbar', 'aria-label': 'View' },
    drags.node,
    element(
      'div',
      { class: 'tool-group' },
      iconButton('plus', 'Zoom in (+)', () => map.camera.zoomBy(1)),
      iconButton('minus', 'Zoom out (−)', () => map.camera.zoomBy(-1)),
      iconButton('fit', 'Show the whole map (0)', () => map.showAll()),
    ),
    element('div', { class: 'tool-group' }, list, labels, iconButton('link', 'Copy a link to this view', copyLink), pictures),
    element('div', { class: 'tool-group' }, theme.button, iconButton('help', 'Help: what the map shows, keys, search (?)', () => help.showModal())),
  );
}
