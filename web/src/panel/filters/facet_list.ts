// The values of a facet with how many processes have them; each can be chosen or excluded.
import { element, fill, icon } from '../../dom';
import type { FilterEngine } from '../../facets/engine';
import { toggled, type CategoryId } from '../../facets/filters';
import type { PageStore } from '../../state/page_state';
import { formatNumber } from '../../text/format';
import { dataText, start, visibleString } from '../../text/visible';

const firstValues = 7;
const maxValues = 300;
/** From this many values there is a search field. */
const searchableFrom = 14;

export interface FacetList {
  node: HTMLElement;
  draw(engine: FilterEngine): void;
}

export function facetList(id: CategoryId, store: PageStore): FacetList {
  const list = element('ul', { class: 'values' });
  const more = element('button', { type: 'button', class: 'text-button', click: () => ((all = !all), redraw()) });
  const find = element('input', {
    type: 'search',
    class: 'find-value',
    placeholder: 'Find a value',
    'aria-label': 'Find a value',
    autocomplete: 'off',
    spellcheck: 'false',
    hidden: true,
    input: () => redraw(),
  });
  let all = false;
  let engine: FilterEngine | undefined;
  const node = element('div', { class: 'facet-list', 'data-facet': id }, find, list, more);

  function valueNode(value: number, count: number, largest: number): HTMLElement {
    const { category } = (engine as FilterEngine).facets;
    const facet = category[id];
    const filter = store.now.filters[id];
    const listed = filter?.values.includes(value) ?? false;
    const label = facet.label(value);
    const seen = visibleString(start(label, 200));
    const bar = element('span', { class: 'value-bar', 'aria-hidden': 'true' });
    bar.style.width = `${(100 * count) / largest}%`;
    const state = listed ? (filter?.except ? ' excluded' : ' chosen') : '';
    return element(
      'li',
      { class: `value${state}${count === 0 ? ' empty' : ''}` },
      element(
        'button',
        {
          type: 'button',
          class: 'value-main',
          'aria-pressed': String(listed),
          title: `${seen}: ${formatNumber(count)}. Click to show only these; click others to add them`,
          click: () => store.set({ filters: toggled(store.now.filters, id, value) }),
        },
        bar,
        id === 'cluster' && value > 0 && element('span', { class: 'kind-number' }, `${value - 1}`),
        facet.plain(value) ? element('span', { class: 'kind-name plain' }, label) : dataText(start(label, 120), 'kind-name'),
        element('span', { class: 'kind-count' }, formatNumber(count)),
      ),
      element(
        'button',
        {
          type: 'button',
          class: 'value-not',
          title: listed && filter?.except ? 'Include these again' : 'Exclude these',
          'aria-label': `${listed && filter?.except ? 'Include again' : 'Exclude'}: ${seen}`,
          click: () => store.set({ filters: toggled(store.now.filters, id, value, true) }),
        },
        icon('except'),
      ),
    );
  }

  function redraw(): void {
    if (!engine) return;
    const facet = engine.facets.category[id];
    const counts = engine.counts(id);
    const chosen = new Set(store.now.filters[id]?.values ?? []);
    const needle = find.value.trim().toLowerCase();
    const wanted: number[] = [];
    for (let value = 0; value < facet.count; ++value) {
      // Values of which the other filters leave nothing are hidden until all are requested.
      if (counts[value] === 0 && !chosen.has(value) && (value === 0 || !(all || needle !== ''))) continue;
      if (needle === '' || facet.label(value).toLowerCase().includes(needle)) wanted.push(value);
    }
    // Chosen values come first, then the most frequent.
    wanted.sort((a, b) => Number(chosen.has(b)) - Number(chosen.has(a)) || counts[b] - counts[a] || a - b);
    const shown = Math.min(wanted.length, all || needle !== '' ? maxValues : Math.max(firstValues, chosen.size));
    const largest = Math.max(1, ...wanted.slice(0, shown).map((value) => counts[value]));
    const scroll = list.scrollTop;
    fill(list, ...wanted.slice(0, shown).map((value) => valueNode(value, counts[value], largest)));
    list.scrollTop = scroll;
    find.hidden = facet.count < searchableFrom;
    const hidden = facet.count - 1 - wanted.length;
    more.hidden = needle !== '' || (!all && wanted.length <= firstValues && hidden <= 0);
    more.textContent = all ? 'show fewer' : wanted.length > maxValues ? `show ${maxValues} of ${formatNumber(wanted.length)}` : `show all ${formatNumber(Math.max(wanted.length, facet.count - 1))}`;
  }

  return {
    node,
    draw(now) {
      engine = now;
      redraw();
    },
  };
}
