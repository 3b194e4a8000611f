// The search field and what it found.
import type { Atlas } from '../data/atlas';
import { element, icon, iconButton } from '../dom';
import { findMatches, parseQuery, searchFields } from '../search/search';
import type { PageStore } from '../state/page_state';
import { counted } from '../text/format';

/** Milliseconds of quiet before a query is run. */
const patience = 70;

export interface SearchBox {
  node: HTMLElement;
  focus(): void;
}

/** @param showMatches called when one asks to see all that was found */
export function searchBox(atlas: Atlas, store: PageStore, showMatches: () => void): SearchBox {
  const { summary } = atlas;
  const input = element('input', {
    id: 'search',
    type: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: `Names, command lines, ${summary.features_name}`,
    'aria-label': `Search names, command lines and ${summary.features_name}`,
    'aria-describedby': 'search-count',
    title: `Any part, in any case. One place only: ${[...new Set(Object.values(searchFields))].map((f) => `${f}:`).join(' ')}`,
  });
  const clear = iconButton('close', 'Clear the search (Esc)', () => {
    input.value = '';
    run();
    input.focus();
  });
  const count = element('p', { id: 'search-count', class: 'search-count', role: 'status', 'aria-live': 'polite' });
  let timer = 0;

  function run(): void {
    const query = parseQuery(input.value);
    const { details } = store.now;
    if (query && !details) return; // runs once they are read
    const matches = query && details ? findMatches(query, atlas.points, details) : undefined;
    store.set({ query: input.value, matches, pinnedRow: 0 });
    node.dataset.answers = input.value; // which of the queries typed so far the page shows
  }

  input.addEventListener('input', () => {
    clear.hidden = input.value === '';
    clearTimeout(timer);
    timer = window.setTimeout(run, patience);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      clearTimeout(timer);
      run();
      showMatches();
    } else if (event.key === 'Escape') {
      if (input.value === '') input.blur();
      input.value = '';
      run();
      event.stopPropagation();
    }
  });
  const show = element('button', { type: 'button', class: 'text-button', title: 'Show all that was found (Enter)', click: showMatches }, 'zoom to them');
  const node = element(
    'div',
    { class: 'search', role: 'search' },
    element('div', { class: 'search-field' }, icon('search'), input, clear),
    element('div', { class: 'search-result' }, count, show),
  );
  store.follow(['details'], ({ details }) => details && input.value !== '' && run());
  store.follow(['matches', 'query'], ({ matches, query }) => {
    clear.hidden = input.value === '';
    if (!matches) count.textContent = parseQuery(query) ? 'Reading details …' : '';
    else if (matches.points === 0) count.textContent = `Nothing holds “${query.trim().slice(0, 60)}”`;
    else count.textContent = `${counted(matches.processes, summary.objects_name)} at ${counted(matches.points, 'points')}`;
    node.classList.toggle('found', matches !== undefined && matches.points > 0);
  });

  return {
    node,
    focus: () => {
      input.focus();
      input.select();
    },
  };
}
