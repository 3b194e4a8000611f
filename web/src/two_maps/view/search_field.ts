// The search on both maps.
import type { Atlas } from '../../data/atlas';
import { element } from '../../dom';
import { searchInput } from '../../panel/overview/search_input';
import { searchSyntax } from '../../panel/overview/search_syntax';
import { withDecodedLines } from '../../search/decoded_lines';
import { searchLanguage } from '../../search/query';
import { scanner } from '../../search/scanner';
import { counted } from '../../text/format';
import { visibleString } from '../../text/visible';
import { letterOf, mapNames, type Both } from '../data/both';
import type { Comparison } from '../data/comparison';
import { litBy, type Condition } from '../data/passing';
import { foundOnBoth, parseForBoth } from '../data/search_both';
import type { PageState, PageStore } from './page_state';

interface Answer {
  found?: Condition;
  problem?: string;
}

/** Names of what can be searched on either map, each once. */
const distinct = (maps: Both<Atlas>, names: (atlas: Atlas) => string[]): string[] => [...new Set(mapNames.flatMap((map) => names(maps[map])))];

/** @param showMatches called to show everything that was found */
export function searchField(comparison: Comparison, store: PageStore, showMatches: () => void): { node: HTMLElement; focus(): void } {
  const { maps } = comparison;
  const finder = withDecodedLines(scanner());
  const places = ['names', 'command lines', ...distinct(maps, ({ lens }) => (lens.objects_are_processes ? [lens.feature.many] : [lens.object.many, lens.feature.many]))];
  const shown = distinct(maps, ({ lens }) => searchLanguage(lens).shown);
  const field = searchInput(
    {
      placeholder: `Search ${[...new Set(places)].slice(0, 3).join(', ')} …`,
      label: `Search ${[...new Set(places)].join(', ')}, hosts and users on both maps`,
      describedBy: 'search-count',
      title: ['What is found on either map is lit on both; terms may ask for something of each.', ...searchSyntax(shown)].join('\n'),
    },
    (entered) => void run().then((shown) => shown && entered && store.now.found && showMatches()),
  );
  const count = element('p', { id: 'search-count', class: 'search-count', role: 'status', 'aria-live': 'polite' });
  const node = element('div', { class: 'search', role: 'search' }, field.node, count);

  async function answerTo(text: string, { details, rows }: Readonly<PageState>, signal: AbortSignal): Promise<Answer> {
    const queries = parseForBoth(text, comparison);
    if (!queries || !details || !rows) return {};
    if (queries.a.problem !== undefined) return { problem: queries.a.problem };
    const [a, b] = await Promise.all(mapNames.map((map) => finder.find(queries[map], details[map], signal)));
    return { found: foundOnBoth(queries, { a, b }, comparison, details, rows.links) };
  }

  function wordsFor(text: string, { found, problem }: Answer, { rows }: Readonly<PageState>): string {
    if (problem) return problem;
    if (!found) return text.trim() === '' || rows ? '' : 'Reading details …';
    const lit = litBy([found], { a: maps.a.points, b: maps.b.points }, rows?.processes);
    if (!lit || mapNames.every((map) => lit[map].points === 0)) return `No matches for “${visibleString(text.trim().slice(0, 60))}”`;
    return mapNames.map((map) => `${counted(lit[map].processes, 'processes')} on ${letterOf[map]}`).join(', ');
  }

  let waiting = new AbortController();

  /** Resolves to whether its answer is shown: not if another query came first. */
  async function run(): Promise<boolean> {
    waiting.abort();
    const { signal } = (waiting = new AbortController());
    const text = field.input.value;
    field.changed();
    let answer: Answer = {};
    try {
      answer = await answerTo(text, store.now, signal);
    } catch (error) {
      if (signal.aborted) return false;
      throw error;
    }
    if (signal.aborted) return false;
    store.set({ query: text, found: answer.found });
    count.textContent = wordsFor(text, answer, store.now);
    node.classList.toggle('wrong', answer.problem !== undefined);
    node.dataset.answers = store.now.rows ? text : '';
    return true;
  }

  store.follow(['query'], ({ query }) => {
    if (field.input.value === query) return;
    field.input.value = query; // changed elsewhere
    void run();
  });
  store.follow(['rows'], ({ rows }) => rows && field.input.value !== '' && void run());
  return { node, focus: field.focus };
}
