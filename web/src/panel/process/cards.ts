// The card that follows the pointer, and the pinned one at the side.
import type { Atlas } from '../../data/atlas';
import type { DataSource } from '../../data/source';
import type { PageState, PageStore } from '../../state/page_state';
import { element, fill, iconButton } from '../../dom';
import { formatNumber } from '../../text/format';
import { FeaturesOfClusters } from '../../compare/cluster_features';
import type { Actions } from '../actions';
import { hoverCard } from './card';
import { processPanel } from './process_panel';

/** The rows of a point to page through: those that are shown, or all of them if none is. */
export function rowsToShow({ details, shown }: Pick<PageState, 'details' | 'shown'>, point: number): number[] {
  if (!details || point < 0) return [];
  const rows: number[] = [];
  for (let row = details.processes.start[point]; row < details.processes.start[point + 1]; ++row) {
    if (!shown || shown.rows[row]) rows.push(row);
  }
  if (rows.length > 0 || !shown) return rows;
  return rowsToShow({ details, shown: undefined }, point);
}

/** The first row of a point to show; −1 if its details are not in the file. */
export function firstRow(state: Readonly<PageState>, point: number): number {
  if (!state.details || point < 0) return -1;
  const { start } = state.details.processes;
  if (start[point] === start[point + 1]) return -1;
  if (state.shown) {
    for (let row = start[point]; row < start[point + 1]; ++row) if (state.shown.rows[row]) return row;
  }
  return start[point];
}

/** Moves a card next to the pointer, inside its parent. */
export function placeAtPointer(node: HTMLElement, px: number, py: number): void {
  if (node.hidden || !node.parentElement) return;
  const { clientWidth, clientHeight } = node.parentElement;
  const [width, height, away] = [node.offsetWidth, node.offsetHeight, 18];
  const left = px + away + width < clientWidth - 8 ? px + away : Math.max(8, px - away - width);
  const top = Math.max(8, Math.min(py - 24, clientHeight - height - 8));
  node.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}

/** @returns the card's node and a function that moves it to the pointer */
export function hoverCardView(atlas: Atlas, store: PageStore): { node: HTMLElement; moveTo(px: number, py: number): void } {
  const node = element('div', { class: 'card hover-card', role: 'status', 'aria-live': 'off', hidden: true });
  const moveTo = (px: number, py: number): void => placeAtPointer(node, px, py);
  store.follow(['hovered', 'details', 'shown', 'pinned'], (state) => {
    node.hidden = state.hovered < 0 || state.hovered === state.pinned;
    if (!node.hidden) fill(node, ...hoverCard(atlas, state.details, state.hovered, firstRow(state, state.hovered)));
  });
  return { node, moveTo };
}

/** The rows to page through at the pinned point, and which of them is shown. */
export function pinnedPlace(state: Readonly<PageState>): { rows: number[]; at: number } {
  let rows = rowsToShow(state, state.pinned);
  if (state.pinnedRow < 0) return { rows, at: rows.length > 0 ? 0 : -1 };
  let at = rows.indexOf(state.pinnedRow);
  if (at < 0) {
    // A link led to a process that the search or filters exclude.
    rows = rowsToShow({ ...state, shown: undefined }, state.pinned);
    at = rows.indexOf(state.pinnedRow);
  }
  return { rows, at: at < 0 && rows.length > 0 ? 0 : at };
}

export function leaf(store: PageStore, by: number): void {
  const { rows, at } = pinnedPlace(store.now);
  if (rows.length > 0) store.set({ pinnedRow: rows[(at + by + rows.length) % rows.length] });
}

/** @returns the panel and, for the bar above it, the buttons to page through the processes of a point */
export function processView(atlas: Atlas, store: PageStore, actions: Actions, source: DataSource): { node: HTMLElement; pager: HTMLElement } {
  const node = element('div', { class: 'card-body pinned-card', role: 'tabpanel', 'aria-label': 'Pinned process', hidden: true });
  const counter = element('span', { class: 'pager-place', 'aria-live': 'polite' });
  const pager = element(
    'div',
    { class: 'pager' },
    iconButton('previous', 'Previous process at this point ([)', () => leaf(store, -1)),
    counter,
    iconButton('next', 'Next process at this point (])', () => leaf(store, 1)),
  );
  let ofClusters: FeaturesOfClusters | undefined;
  store.follow(['pinned', 'pinnedRow', 'details', 'shown', 'side'], (state) => {
    node.hidden = state.pinned < 0 || state.side !== 'process';
    pager.hidden = node.hidden;
    if (node.hidden) return;
    const { rows, at } = pinnedPlace(state);
    if (state.details) ofClusters ??= new FeaturesOfClusters(state.details.features, atlas.points);
    pager.classList.toggle('single', rows.length < 2);
    counter.textContent = rows.length > 1 ? `${formatNumber(at + 1)} of ${formatNumber(rows.length)}${state.shown && rows.length < atlas.points.members[state.pinned] ? ' shown' : ''}` : '';
    fill(node, ...processPanel(atlas, state.details, ofClusters, actions, source, state.pinned, at < 0 ? -1 : rows[at]));
    node.scrollTop = 0;
  });
  return { node, pager };
}
