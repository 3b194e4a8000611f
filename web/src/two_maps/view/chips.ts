// What search, filters and selection light, and each of them as a chip that removes it.
import { element, fill, icon, type Child } from '../../dom';
import { counted, formatNumber } from '../../text/format';
import { dataText, start, visibleString } from '../../text/visible';
import { letterOf, mapNames } from '../data/both';
import type { Comparison } from '../data/comparison';
import { agreementBins, filterKinds, isCluster, onlyThere, type FilterKind } from '../data/filters';
import type { JoinedRows } from '../data/joined_rows';
import type { Actions } from './actions';
import type { PageState, PageStore } from './page_state';
import { clusterString } from './words';

const titles: Record<FilterKind, string> = { a: 'Cluster of A', b: 'Cluster of B', name: 'Name', host: 'Host', user: 'User', agreement: 'Agreement' };

/** "30 – 40%" */
export const binText = (bin: number): string => `${(100 / agreementBins) * bin} – ${(100 / agreementBins) * (bin + 1)}%`;

function chip(words: string, text: string, remove: () => void): HTMLElement {
  const title = visibleString(start(`${words} ${text}`, 300));
  return element(
    'button',
    { type: 'button', class: 'chip', title: `${title}. Click to remove`, click: remove },
    element('span', { class: 'chip-text' }, element('span', { class: 'chip-name' }, `${words} `), dataText(start(text, 40))),
    icon('close'),
  );
}

function valueText(comparison: Comparison, rows: JoinedRows, kind: Exclude<FilterKind, 'agreement'>, value: number): string {
  if (!isCluster(kind)) return value === 0 ? `no ${kind} known` : rows.values[kind].texts[value - 1];
  return value === onlyThere(comparison, kind) ? `only on ${kind === 'a' ? 'B' : 'A'}` : clusterString(comparison.maps[kind], value - 1);
}

function filterText(comparison: Comparison, { filters, rows }: Readonly<PageState>, kind: FilterKind): string | undefined {
  if (kind === 'agreement') return filters.agreement === undefined ? undefined : binText(filters.agreement);
  const filter = filters[kind];
  if (!filter || !rows) return undefined;
  return filter.except ? 'others' : filter.values.map((value) => valueText(comparison, rows, kind, value)).join(', ');
}

export function chipsView(comparison: Comparison, store: PageStore, actions: Actions): HTMLElement {
  const node = element('div', { class: 'chips', role: 'region', 'aria-label': 'What is lit' });
  // Always there, so that the maps keep their size.
  const hint = element('p', { class: 'hint' }, 'Point at something to see where it is on the other map; click to pin it. Shift-drag selects on both.');

  function chipsOf(state: Readonly<PageState>): HTMLElement[] {
    const chips: HTMLElement[] = [];
    if (state.found) chips.push(chip('Search', state.query, () => store.set({ query: '' })));
    for (const kind of filterKinds) {
      const text = filterText(comparison, state, kind);
      if (text !== undefined) chips.push(chip(titles[kind], text, () => store.set({ filters: { ...store.now.filters, [kind]: undefined } })));
    }
    if (state.selection) chips.push(chip('Selected', state.selection.name, () => actions.select(undefined)));
    return chips;
  }

  function countsOf({ lit, details }: Readonly<PageState>): Child {
    if (!lit) return null;
    const counts = mapNames.map((map) => `${details ? counted(lit[map].processes, 'processes') : counted(lit[map].points, 'points')} on ${letterOf[map]}`);
    return element('button', { type: 'button', class: 'shown-count', title: `Zoom to what is lit: ${mapNames.map((map) => `${formatNumber(lit[map].points)} points on ${letterOf[map]}`).join(', ')}`, click: actions.showLit }, counts.join(', '));
  }

  store.follow(['lit', 'filters', 'selection', 'found', 'query'], (state) => {
    const chips = chipsOf(state);
    fill(node, ...(chips.length > 0 ? [countsOf(state), ...chips] : [hint]));
  });
  return node;
}
