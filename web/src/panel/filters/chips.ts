// The active filters, over the map: how much is shown, and each filter as a chip that removes it.
import { processNoun, type Atlas } from '../../data/atlas';
import { element, fill, icon } from '../../dom';
import type { FilterEngine } from '../../facets/engine';
import { chosen, isRange, noFilters, without, type CategoryId, type FacetId, type Filters } from '../../facets/filters';
import type { PageState, PageStore } from '../../state/page_state';
import { counted, formatNumber } from '../../text/format';
import { dataText, start, visibleString } from '../../text/visible';

/** Values named on a chip. */
const named = 2;

function chip(title: string, text: Node[], remove: () => void): HTMLElement {
  return element(
    'button',
    { type: 'button', class: 'chip', title: `${title}. Click to remove`, click: remove },
    element('span', { class: 'chip-text' }, ...text),
    icon('close'),
  );
}

const words = (text: string): Node => element('span', { class: 'chip-name' }, text);

/** "Host: ws1, ws2 or 3 more", with telemetry kept separate from our words. */
function categoryChip({ facets }: FilterEngine, filters: Filters, id: CategoryId, remove: () => void): HTMLElement | undefined {
  const filter = filters[id];
  if (!filter) return undefined;
  const facet = facets.category[id];
  const label = (value: number): string => (id === 'cluster' && value > 0 ? `${value - 1} ${facet.label(value)}` : facet.label(value));
  const texts = filter.values.slice(0, named).map(label);
  const rest = filter.values.length - texts.length;
  const nodes: Node[] = [words(`${facet.title} ${filter.except ? 'not ' : ''}`)];
  texts.forEach((text, i) => nodes.push(...(i > 0 ? [words(', ')] : []), dataText(start(text, 40))));
  if (rest > 0) nodes.push(words(` or ${formatNumber(rest)} more`));
  const title = `${facet.title} ${filter.except ? 'is not' : 'is'} ${filter.values.slice(0, 12).map((value) => visibleString(start(label(value), 100))).join(', ')}${filter.values.length > 12 ? ' …' : ''}`;
  return chip(title, nodes, remove);
}

/** @param fit shows all that is lit */
export function chipsView(atlas: Atlas, store: PageStore, fit: () => void): HTMLElement {
  const node = element('div', { class: 'chips', role: 'region', 'aria-label': 'Active filters' });
  const remove = (id: FacetId) => () => store.set({ filters: without(store.now.filters, id) });

  function chipsOf({ engine, filters, query, matches }: Readonly<PageState>): HTMLElement[] {
    const chips: HTMLElement[] = [];
    if (matches) chips.push(chip(`Search for ${visibleString(start(query, 200))}`, [words('Search '), dataText(start(query, 40))], () => store.set({ query: '' })));
    if (!engine) return chips;
    for (const id of chosen(filters)) {
      if (!isRange(id)) {
        const made = categoryChip(engine, filters, id, remove(id));
        if (made) chips.push(made);
        continue;
      }
      const filter = filters[id];
      if (!filter) continue;
      const { title, rangeText } = engine.facets.range[id];
      const text = rangeText(filter.from, filter.to);
      chips.push(chip(`${title} ${text}`, [words(`${title} ${text}`)], remove(id)));
    }
    return chips;
  }

  store.follow(['shown', 'filters', 'engine', 'matches'], (state) => {
    const { shown } = state;
    node.hidden = !shown;
    if (!shown) return;
    const chips = chipsOf(state);
    fill(
      node,
      element(
        'button',
        { type: 'button', class: 'shown-count', title: 'Zoom to what is shown', click: fit },
        element('strong', {}, formatNumber(shown.processes)),
        ` of ${counted(atlas.summary.processes, processNoun)}, ${counted(shown.points, 'points')}`,
      ),
      ...chips,
      chips.length > 1 && element('button', { type: 'button', class: 'text-button', click: () => store.set({ filters: noFilters, query: '' }) }, 'clear all'),
    );
  });
  return node;
}
