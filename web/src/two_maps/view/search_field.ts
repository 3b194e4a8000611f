// The search on both maps.
import type { Atlas } from '../../data/atlas';
import { element } from '../../dom';
import { searchInput } from '../../panel/overview/search_input';
import { SearchFailure, type TextHits } from '../../search/finder';
import { parseQuery, searchLanguage } from '../../search/query';
import { scanner } from '../../search/scanner';
import { findMatches } from '../../search/search';
import { counted } from '../../text/format';
import { visibleString } from '../../text/visible';
import { forBoth, letterOf, mapNames, type Both } from '../data/both';
import type { Comparison } from '../data/comparison';
import { litBy, onBoth, type Condition } from '../data/passing';
import type { PageState, PageStore } from './page_state';

interface Answer {
  found?: Condition;
  problem?: string;
}

/** Names of what can be searched on either map, each once. */
const distinct = (maps: Both<Atlas>, names: (atlas: Atlas) => string[]): string[] => [...new Set(mapNames.flatMap((map) => names(maps[map])))];

/** @param showMatches called to show everything that was found */
export function searchField(comparison: Comparison, store: PageStore, showMatches: () => void): { node: HTMLElement; focus(): void } {
  const { maps, pairs } = comparison;
  const languages = forBoth((map) => searchLanguage(maps[map].lens));
  const finder = scanner();
  const places = ['names', 'command lines', ...distinct(maps, ({ lens }) => (lens.objects_are_processes ? [lens.feature.many] : [lens.object.many, lens.feature.many]))];
  const shown = distinct(maps, ({ lens }) => searchLanguage(lens).shown);
  const field = searchInput(
    {
      placeholder: `Search ${[...new Set(places)].slice(0, 3).join(', ')} …`,
      label: `Search ${[...new Set(places)].join(', ')}, hosts and users on both maps`,
      describedBy: 'search-count',
      title: `What is found on either map is lit on both.\nIn one field: ${shown.map((name) => `${name}:`).join(' ')}\nCombined: name:cmd user:admin. Excluded: -name:conhost. Regular expression: /enc(odedcommand)?\\b/`,
    },
    (entered) => {
      run();
      if (entered && store.now.found) showMatches();
    },
  );
  const count = element('p', { id: 'search-count', class: 'search-count', role: 'status', 'aria-live': 'polite' });
  const node = element('div', { class: 'search', role: 'search' }, field.node, count);

  function answerTo(text: string, { details, rows }: Readonly<PageState>): Answer {
    const queries = forBoth((map) => parseQuery(text, languages[map], finder.patternOf));
    const { a, b } = queries;
    if (!a || !b || !details || !rows) return {};
    if (a.problem ?? b.problem) return { problem: a.problem ?? b.problem };
    try {
      const { signal } = new AbortController();
      const own = forBoth((map) => {
        const query = map === 'a' ? a : b;
        const matches = findMatches(query, maps[map].points, details[map], finder.find(query, details[map], signal) as TextHits);
        return { rows: matches.rows, points: matches.whole };
      });
      return { found: onBoth(own, pairs, rows.links) };
    } catch (error) {
      if (error instanceof SearchFailure) return { problem: error.message };
      throw error;
    }
  }

  function wordsFor(text: string, { found, problem }: Answer, { rows }: Readonly<PageState>): string {
    if (problem) return problem;
    if (!found) return text.trim() === '' || rows ? '' : 'Reading details …';
    const lit = litBy([found], { a: maps.a.points, b: maps.b.points }, rows?.processes);
    if (!lit || mapNames.every((map) => lit[map].points === 0)) return `No matches for “${visibleString(text.trim().slice(0, 60))}”`;
    return mapNames.map((map) => `${counted(lit[map].processes, 'processes')} on ${letterOf[map]}`).join(', ');
  }

  function run(): void {
    const text = field.input.value;
    field.changed();
    const answer = answerTo(text, store.now);
    store.set({ query: text, found: answer.found });
    count.textContent = wordsFor(text, answer, store.now);
    node.classList.toggle('wrong', answer.problem !== undefined);
    node.dataset.answers = store.now.rows ? text : '';
  }

  store.follow(['query'], ({ query }) => {
    if (field.input.value === query) return;
    field.input.value = query; // changed elsewhere
    run();
  });
  store.follow(['rows'], ({ rows }) => rows && field.input.value !== '' && run());
  return { node, focus: field.focus };
}
