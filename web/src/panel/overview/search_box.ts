// The search field and its results.
import { processNoun, type Atlas } from '../../data/atlas';
import { element } from '../../dom';
import { SearchFailure, type Finder } from '../../search/finder';
import { parseQuery, searchLanguage, type Query } from '../../search/query';
import { findMatches, type Matches } from '../../search/search';
import type { PageState, PageStore } from '../../state/page_state';
import { capitalised, counted } from '../../text/format';
import { visibleString } from '../../text/visible';
import { searchInput } from './search_input';
import { searchSyntax } from './search_syntax';

/** Milliseconds after which the page says that it is searching. */
const noticed = 150;

export interface SearchBox {
  node: HTMLElement;
  focus(): void;
}

/**
 * @param finder searches texts
 * @param showMatches called to show everything that was found
 * @param selectMatches called to select it
 */
export function searchBox(atlas: Atlas, store: PageStore, finder: Finder, showMatches: () => void, selectMatches: () => void): SearchBox {
  const { lens } = atlas;
  const language = searchLanguage(lens);
  const places = [...new Set([...(lens.objects_are_processes ? [] : [lens.object.many]), 'names', 'command lines', lens.feature.many])];
  const words = {
    placeholder: `${capitalised(places.join(', '))} …`,
    label: `Search ${places.join(', ')}, hosts and users`,
    describedBy: 'search-count',
    title: searchSyntax(language.shown).join('\n'),
  };
  const field = searchInput(words, (entered) => run(entered ? showMatches : undefined));
  const { input } = field;
  const count = element('p', { id: 'search-count', class: 'search-count', role: 'status', 'aria-live': 'polite' });
  let problem: string | undefined;
  let waiting = new AbortController();

  const parsed = (text: string): Query | undefined => parseQuery(text, language);

  /** @param then called once the page shows the results, unless another query comes first */
  function run(then: () => void = () => {}): void {
    waiting.abort();
    const { signal } = (waiting = new AbortController());
    const query = parsed(input.value);
    const { details } = store.now;
    if (query && !details) return; // runs once they have been read
    const show = (matches: Matches | undefined, why?: string): void => {
      if (signal.aborted) return;
      problem = why;
      store.set({ query: input.value, matches });
      tell(store.now);
      node.dataset.answers = input.value; // which of the queries typed so far the page shows
      then();
    };
    if (!query || !details || query.problem) return show(undefined, query?.problem);
    const slow = window.setTimeout(() => (count.textContent = 'Searching …'), noticed);
    finder
      .find(query, details, signal)
      .then((hits) => show(findMatches(query, atlas.points, details, hits)))
      .catch((error: unknown) => {
        if (signal.aborted) return;
        if (!(error instanceof SearchFailure)) throw error;
        show(undefined, error.message);
      })
      .finally(() => clearTimeout(slow));
  }

  function tell({ matches, query }: Readonly<PageState>): void {
    field.changed();
    node.classList.toggle('wrong', problem !== undefined);
    if (problem) count.textContent = problem;
    else if (!matches) count.textContent = parsed(query) ? 'Reading details …' : '';
    else if (matches.points === 0) count.textContent = `No matches for “${visibleString(query.trim().slice(0, 60))}”`;
    else count.textContent = `${counted(matches.processes, processNoun)} at ${counted(matches.points, 'points')}`;
    node.classList.toggle('found', matches !== undefined && matches.points > 0);
  }

  const act = (label: string, title: string, click: () => void): HTMLElement => element('button', { type: 'button', class: 'text-button', title, click }, label);
  const show = element('div', { class: 'search-acts' }, act('zoom', 'Zoom to all matches (Enter)', showMatches), act('list', 'List all matches', () => store.set({ list: true })), act('select', 'Select all matches', selectMatches));
  const node = element(
    'div',
    { class: 'search', role: 'search' },
    field.node,
    element('div', { class: 'search-result' }, count, show),
  );
  store.follow(['query'], (state) => {
    if (input.value === state.query) return;
    input.value = state.query; // set from elsewhere, such as a link
    run();
  });
  store.follow(['details'], ({ details }) => details && input.value !== '' && run());

  return { node, focus: field.focus };
}
