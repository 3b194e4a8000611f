// All facets, each collapsed until needed.
import { element, iconButton } from '../../dom';
import { isRange, without, type FacetId, type RangeId } from '../../facets/filters';
import type { PageState, PageStore } from '../../state/page_state';
import { formatNumber } from '../../text/format';
import { brush } from './brush';
import { facetList } from './facet_list';

/** The facets that are open initially. */
const openAtFirst: ReadonlySet<FacetId> = new Set(['time']);

const order: FacetId[] = ['time', 'name', 'host', 'user', 'cluster', 'placed', 'state', 'flag', 'rule', 'outlier', 'novelty'];

export function filtersView(store: PageStore): HTMLElement {
  const node = element('section', { class: 'filters', 'aria-label': 'Filters' }, element('h2', {}, 'Filters'));
  const draws: ((state: Readonly<PageState>) => void)[] = [];
  for (const id of order) {
    const body = isRange(id) ? rangeBody(id, store) : categoryBody(id, store);
    const kinds = element('span', { class: 'facet-kinds' });
    const clear = iconButton('close', 'Remove this filter', () => store.set({ filters: without(store.now.filters, id) }));
    const title = element('span', { class: 'facet-title' });
    const summary = element('summary', {}, title, kinds);
    const fold = element('details', { class: 'facet', open: openAtFirst.has(id), 'data-facet': id, toggle: () => drawOne(store.now) }, summary, body.node);
    const box = element('div', { class: 'facet-box', hidden: true }, fold, clear);
    const drawOne = (state: Readonly<PageState>): void => {
      const { engine } = state;
      if (!engine) return;
      const facet = isRange(id) ? engine.facets.range[id] : engine.facets.category[id];
      const count = 'count' in facet ? facet.count - 1 : undefined;
      box.hidden = count === 0 || ('from' in facet && Number.isNaN(facet.from));
      title.textContent = facet.title;
      summary.title = facet.meaning;
      kinds.textContent = count === undefined ? '' : formatNumber(count);
      box.classList.toggle('active', state.filters[id] !== undefined);
      clear.hidden = state.filters[id] === undefined;
      if (fold.open) body.draw(state);
    };
    draws.push(drawOne);
    node.append(box);
  }
  store.follow(['engine', 'shown', 'filters', 'theme'], (state) => {
    node.hidden = !state.engine;
    for (const draw of draws) draw(state);
  });
  return node;
}

interface Body {
  node: HTMLElement;
  draw(state: Readonly<PageState>): void;
}

function rangeBody(id: RangeId, store: PageStore): Body {
  const made = brush(id, (filter) => store.set({ filters: filter ? { ...store.now.filters, [id]: filter } : without(store.now.filters, id) }));
  return { node: made.node, draw: ({ engine, filters }) => engine && made.draw(engine, filters[id]) };
}

function categoryBody(id: Exclude<FacetId, RangeId>, store: PageStore): Body {
  const made = facetList(id, store);
  return { node: made.node, draw: ({ engine }) => engine && made.draw(engine) };
}
