// Buttons over the map, and the list of keys.
import { element, fill, icon, iconButton } from '../dom';
import type { MapView } from '../map/map_view';
import type { PageStore } from '../state/page_state';

export const keys: [key: string, what: string][] = [
  ['drag, arrows', 'pan'],
  ['wheel, + −', 'zoom'],
  ['0', 'show the whole map'],
  ['/', 'search'],
  ['Enter', 'in the search field: zoom to what was found; on the map: pin'],
  ['n  p', 'next, previous point: largest first, of what is lit'],
  ['[  ]', 'leaf through the pinned point’s processes'],
  ['l', 'labels on or off'],
  ['c', 'next colouring'],
  ['t', 'light or dark'],
  ['Esc', 'unpin, clear'],
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

export function toolBar(map: MapView, store: PageStore, help: HTMLDialogElement): HTMLElement {
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
    element(
      'div',
      { class: 'tool-group' },
      iconButton('plus', 'Zoom in (+)', () => map.camera.zoomBy(1)),
      iconButton('minus', 'Zoom out (−)', () => map.camera.zoomBy(-1)),
      iconButton('fit', 'Show the whole map (0)', () => map.showAll()),
    ),
    element('div', { class: 'tool-group' }, theme, iconButton('help', 'Keys (?)', () => help.showModal())),
  );
}
