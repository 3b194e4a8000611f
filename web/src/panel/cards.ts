// The card that follows the pointer and the pinned one at the side.
import type { Atlas } from '../data/atlas';
import type { PageState, PageStore } from '../state/page_state';
import { element, fill, iconButton } from '../dom';
import { formatNumber } from '../text/format';
import { hoverCard, pinnedCard } from './card';

/** The rows of a point to leaf through: those that match the search, all of them without one. */
export function rowsToShow({ details, matches }: PageState, point: number): number[] {
  if (!details || point < 0) return [];
  const rows: number[] = [];
  for (let row = details.processes.start[point]; row < details.processes.start[point + 1]; ++row) {
    if (!matches || matches.rows[row]) rows.push(row);
  }
  if (rows.length > 0 || !matches) return rows;
  return rowsToShow({ details, matches: undefined } as PageState, point);
}

/** The first row of a point to show; −1 if its details are not in the file. */
function firstRow(state: Readonly<PageState>, point: number): number {
  if (!state.details || point < 0) return -1;
  const { start } = state.details.processes;
  if (start[point] === start[point + 1]) return -1;
  if (state.matches) {
    for (let row = start[point]; row < start[point + 1]; ++row) if (state.matches.rows[row]) return row;
  }
  return start[point];
}

/** @returns the card's node and a function that moves it to the pointer */
export function hoverCardView(atlas: Atlas, store: PageStore): { node: HTMLElement; moveTo(px: number, py: number): void } {
  const node = element('div', { class: 'card hover-card', role: 'status', 'aria-live': 'off', hidden: true });
  const moveTo = (px: number, py: number): void => {
    if (node.hidden || !node.parentElement) return;
    const { clientWidth, clientHeight } = node.parentElement;
    const [width, height, away] = [node.offsetWidth, node.offsetHeight, 18];
    const left = px + away + width < clientWidth - 8 ? px + away : Math.max(8, px - away - width);
    const top = Math.max(8, Math.min(py - 24, clientHeight - height - 8));
    node.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  };
  store.follow(['hovered', 'details', 'matches', 'pinned'], (state) => {
    node.hidden = state.hovered < 0 || state.hovered === state.pinned;
    if (!node.hidden) fill(node, ...hoverCard(atlas, state.details, state.hovered, firstRow(state, state.hovered)));
  });
  return { node, moveTo };
}

export function pinnedCardView(atlas: Atlas, store: PageStore): HTMLElement {
  const body = element('div', { class: 'card-body' });
  const place = element('span', { class: 'pager-place', 'aria-live': 'polite' });
  const turn = (by: number) => () => {
    const rows = rowsToShow(store.now, store.now.pinned);
    if (rows.length > 0) store.set({ pinnedRow: (store.now.pinnedRow + by + rows.length) % rows.length });
  };
  const pager = element('div', { class: 'pager' }, iconButton('previous', 'The process before', turn(-1)), place, iconButton('next', 'The next process', turn(1)));
  const node = element(
    'aside',
    { class: 'card pinned-card', 'aria-label': 'Pinned process', hidden: true },
    element('div', { class: 'card-bar' }, pager, iconButton('close', 'Unpin (Esc)', () => store.set({ pinned: -1 }))),
    body,
  );
  store.follow(['pinned', 'pinnedRow', 'details', 'matches'], (state) => {
    node.hidden = state.pinned < 0;
    if (node.hidden) return;
    const rows = rowsToShow(state, state.pinned);
    const at = rows.length > 0 ? Math.min(state.pinnedRow, rows.length - 1) : -1;
    pager.classList.toggle('single', rows.length < 2);
    place.textContent = rows.length > 1 ? `${formatNumber(at + 1)} of ${formatNumber(rows.length)}${state.matches ? ' that match' : ''}` : '';
    fill(body, ...pinnedCard(atlas, state.details, state.pinned, at < 0 ? -1 : rows[at]));
    body.scrollTop = 0;
  });
  return node;
}
