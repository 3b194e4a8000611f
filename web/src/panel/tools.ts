// Buttons over the map, and the list of keyboard shortcuts.
import { element, fill, icon, iconButton, type IconName } from '../dom';
import type { Tool } from '../map/gestures';
import type { MapView } from '../map/map_view';
import type { PageStore } from '../state/page_state';

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
  ['n  p', 'next, previous lit point, largest first'],
  ['[  ]', 'previous, next process at the pinned point'],
  ['l', 'labels on or off'],
  ['c', 'next colouring'],
  ['t', 'light or dark'],
  ['Esc', 'unpin, clear the selection, clear the filters'],
  ['?', 'this list'],
];

export function helpDialog(): HTMLDialogElement {
  const dialog = element('dialog', { class: 'help', 'aria-label': 'Keys' });
  fill(
    dialog,
    element('header', {}, element('h2', {}, 'Keys'), iconButton('close', 'Close (Esc)', () => dialog.close())),
    element('dl', {}, ...keys.map(([key, what]) => element('div', {}, element('dt', {}, key), element('dd', {}, what)))),
  );
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  return dialog;
}

const modes: [tool: Tool, icon: IconName, label: string][] = [
  ['pan', 'hand', 'Drag to move the map (v)'],
  ['box', 'box', 'Drag to select a box (b)'],
  ['lasso', 'lasso', 'Drag to select with a lasso (o)'],
];

function toggle(name: IconName, id: string, label: string, act: () => void): HTMLButtonElement {
  const button = iconButton(name, label, act);
  button.id = id;
  button.classList.add('toggle');
  return button;
}

/** @param copyLink copies the address of the current view */
export function toolBar(map: MapView, store: PageStore, help: HTMLDialogElement, copyLink: () => void): HTMLElement {
  const drags = modes.map(([tool, name, label]) => toggle(name, `tool-${tool}`, label, () => store.set({ tool })));
  store.follow(['tool'], ({ tool }) => {
    map.use(tool);
    drags.forEach((button, i) => button.setAttribute('aria-pressed', String(modes[i][0] === tool)));
  });
  const list = toggle('list', 'open-list', 'List of processes (d)', () => store.set({ list: !store.now.list }));
  const labels = toggle('tag', 'open-labels', 'Your labels', () => store.set({ side: store.now.side === 'labels' ? undefined : 'labels' }));
  store.follow(['list', 'side'], (state) => {
    list.setAttribute('aria-pressed', String(state.list));
    labels.setAttribute('aria-pressed', String(state.side === 'labels'));
  });
  const theme = iconButton('sun', 'Light', () => store.set({ theme: store.now.theme === 'dark' ? 'light' : 'dark' }));
  theme.id = 'theme';
  store.follow(['theme'], (state) => {
    const other = state.theme === 'dark' ? 'light' : 'dark';
    fill(theme, icon(other === 'light' ? 'sun' : 'moon'));
    theme.title = `Switch to ${other} (t)`;
    theme.setAttribute('aria-label', theme.title);
  });
  return element(
    'div',
    { class: 'tools', role: 'toolbar', 'aria-label': 'View' },
    element('div', { class: 'tool-group', role: 'group', 'aria-label': 'Dragging' }, ...drags),
    element(
      'div',
      { class: 'tool-group' },
      iconButton('plus', 'Zoom in (+)', () => map.camera.zoomBy(1)),
      iconButton('minus', 'Zoom out (−)', () => map.camera.zoomBy(-1)),
      iconButton('fit', 'Show the whole map (0)', () => map.showAll()),
    ),
    element('div', { class: 'tool-group' }, list, labels, iconButton('link', 'Copy a link to this view', copyLink)),
    element('div', { class: 'tool-group' }, theme, iconButton('help', 'Keys (?)', () => help.showModal())),
  );
}
