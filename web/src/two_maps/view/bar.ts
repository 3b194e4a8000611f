// The bar at the top: title, search, colours, tools.
import { element, iconButton } from '../../dom';
import { linksView, readLinks } from '../../links';
import { oppositeTheme, themeSwitch } from '../../panel/theme_button';
import { dragButtons, toggle } from '../../panel/tools';
import { dataText, start } from '../../text/visible';
import { colourChoices, type ColourBy } from '../data/colouring';
import type { Comparison } from '../data/comparison';
import type { LinkedMaps } from './linked_maps';
import type { PageStore } from './page_state';

function colourSelect(comparison: Comparison, store: PageStore): HTMLElement {
  const choices = colourChoices(comparison);
  const select = element('select', { id: 'colour-by', change: () => store.set({ colourBy: select.value as ColourBy }) }, ...choices.map(({ by, label }) => element('option', { value: by }, label)));
  store.follow(['colourBy', 'rows'], ({ colourBy, rows }) => {
    choices.forEach(({ needsDetails }, i) => (select.options[i].disabled = needsDetails && !rows));
    select.value = colourBy;
  });
  return element('div', { class: 'colour-by' }, element('label', { for: 'colour-by' }, 'Colour by'), select);
}

/** Zoom, dragging, linked views, side panel, theme, help. */
function tools(store: PageStore, maps: LinkedMaps, help: HTMLDialogElement): HTMLElement {
  const drags = dragButtons((tool) => store.set({ tool }));
  const linked = toggle('link', 'link-maps', 'Pan and zoom both maps together (u)', () => store.set({ linked: !store.now.linked }));
  const panel = toggle('panel', 'open-panel', 'Side panel (i)', () => store.set({ panel: !store.now.panel }));
  const theme = themeSwitch(() => store.set({ theme: oppositeTheme(store.now.theme) }));
  store.follow(['tool'], ({ tool }) => drags.show(tool));
  store.follow(['theme'], (state) => theme.show(state.theme));
  store.follow(['linked', 'panel'], (state) => {
    linked.setAttribute('aria-pressed', String(state.linked));
    panel.setAttribute('aria-pressed', String(state.panel));
  });
  return element(
    'div',
    { class: 'bar-tools', role: 'toolbar', 'aria-label': 'View' },
    drags.node,
    element(
      'div',
      { class: 'tool-group' },
      iconButton('plus', 'Zoom in (+)', () => maps.zoomBy(store.now.active, 1)),
      iconButton('minus', 'Zoom out (−)', () => maps.zoomBy(store.now.active, -1)),
      iconButton('fit', 'Show all of both maps (0)', () => maps.showAll()),
      linked,
    ),
    element('div', { class: 'tool-group' }, panel, theme.button, iconButton('help', 'Help (?)', () => help.showModal())),
  );
}

export function barView(comparison: Comparison, store: PageStore, maps: LinkedMaps, search: HTMLElement, help: HTMLDialogElement): HTMLElement {
  return element(
    'header',
    { class: 'bar' },
    element('div', { class: 'bar-title' }, element('h1', { class: 'title' }, dataText(start(comparison.header.title, 300) || 'Two maps compared')), linksView(readLinks(), 'compare')),
    search,
    colourSelect(comparison, store),
    tools(store, maps, help),
  );
}

