// The legend: the property that points are coloured by, and the meaning of the colours.
import { choicesOf, type Category, type ColourBy, type Colouring } from '../../colour/colouring';
import type { Atlas } from '../../data/atlas';
import { element, fill, type Child } from '../../dom';
import { sameFilter, without, type CategoryId } from '../../facets/filters';
import type { PageStore } from '../../state/page_state';
import { counted, formatNumber } from '../../text/format';
import { dataText, start, visibleString } from '../../text/visible';
import { rampNode, swatch } from './legend_parts';

/** The facet that is filtered when a kind is chosen. */
const facetOf: Partial<Record<ColourBy, CategoryId>> = { cluster: 'cluster', name: 'name', host: 'host', user: 'user', lineage: 'state', flag: 'flag', rule: 'rule', placed: 'placed' };

/** Kinds listed initially. */
const firstKinds = { clusters: 8, others: 14 };

export interface LegendView {
  node: HTMLElement;
  show(colouring: Colouring): void;
}

export function legendView(atlas: Atlas, store: PageStore): LegendView {
  const choices = choicesOf(atlas);
  const select = element('select', {
    id: 'colour-by',
    'aria-label': 'Colour points by',
    change: () => store.set({ colourBy: select.value as ColourBy }),
  });
  for (const { by, label } of choices) select.append(element('option', { value: by }, label));
  const safe = element('input', {
    id: 'colour-blind-safe',
    type: 'checkbox',
    change: () => store.set({ colourBlindSafe: safe.checked }),
  });
  const body = element('div', { class: 'legend-body' });
  const node = element(
    'section',
    { class: 'legend', 'aria-label': 'Colours' },
    element(
      'div',
      { class: 'legend-bar' },
      element('label', { for: 'colour-by' }, 'Colour by'),
      select,
    ),
    body,
    element(
      'label',
      { class: 'check', title: 'A few colours that remain distinct with any common colour-vision deficiency' },
      safe,
      'Colour-blind-safe colours',
    ),
  );
  store.follow(['details', 'labels'], ({ details, labels }) => {
    choices.forEach(({ by, needsDetails }, i) => (select.options[i].disabled = (needsDetails && !details) || (by === 'label' && labels.length === 0)));
  });
  store.follow(['colourBy', 'colourBlindSafe'], (state) => {
    select.value = state.colourBy;
    safe.checked = state.colourBlindSafe;
  });

  let shown: Colouring | undefined;
  let all = false;
  const kindButton = (category: Category): HTMLElement => {
    const facet = shown ? facetOf[shown.by] : undefined;
    const { filter } = category;
    const chosen = facet !== undefined && filter !== undefined && sameFilter(store.now.filters[facet], filter);
    const name = category.cluster !== undefined && category.cluster >= 0 ? `${category.cluster}` : '';
    return element(
      'li',
      {},
      element(
        'button',
        {
          type: 'button',
          class: 'kind',
          'aria-pressed': String(chosen),
          title: `${visibleString(start(category.label, 300))}: ${counted(category.processes, 'processes')}. Click to show only these.`,
          disabled: !facet || !filter || !store.now.engine,
          click: () => facet && store.set({ filters: chosen ? without(store.now.filters, facet) : { ...store.now.filters, [facet]: filter } }),
        },
        swatch(category.colour),
        name !== '' && element('span', { class: 'kind-number' }, name),
        category.plain ? element('span', { class: 'kind-name plain' }, category.label) : dataText(start(category.label, 120), 'kind-name'),
        element('span', { class: 'kind-count' }, formatNumber(category.processes)),
      ),
    );
  };

  function draw(): void {
    if (!shown) return;
    const { legend } = shown;
    const parts: Child[] = [];
    if (legend.kind === 'scale') {
      parts.push(rampNode(legend.ramp), element('div', { class: 'ticks' }, ...legend.ticks.map((tick) => element('span', {}, tick))));
      if (legend.missing && legend.missing.processes > 0) {
        parts.push(element('p', { class: 'missing' }, swatch(legend.missing.colour), `${legend.missing.label}: ${formatNumber(legend.missing.processes)}`));
      }
    } else {
      const { categories } = legend;
      const listed = all ? categories.length : Math.min(categories.length, shown.by === 'cluster' ? firstKinds.clusters : firstKinds.others);
      const list = element('ul', { class: 'kinds' }, ...categories.slice(0, listed).map((category) => kindButton(category)));
      parts.push(list);
      if (categories.length > listed) {
        const more = element('button', { type: 'button', class: 'text-button', click: () => ((all = true), draw()) }, `show all ${formatNumber(categories.length)}`);
        parts.push(more);
      }
    }
    parts.push(element('p', { class: 'note' }, legend.note));
    const scroll = body.querySelector('.kinds')?.scrollTop ?? 0;
    fill(body, ...parts);
    const list = body.querySelector('.kinds');
    if (list) list.scrollTop = scroll;
  }

  store.follow(['filters', 'engine'], draw);
  return {
    node,
    show(colouring) {
      if (shown?.by !== colouring.by) all = false;
      shown = colouring;
      draw();
    },
  };
}
