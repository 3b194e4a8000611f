// Examples of every state and flag: filtered, searched, and shown one at a time.
import { stateVariable } from '../colour/lineage_states';
import { element, icon, iconButton } from '../dom';
import { counted, formatNumber } from '../text/format';
import { dataText, start, visibleString } from '../text/visible';
import type { PageLink } from '../links';
import type { AuditPage } from './data';
import { badges, lineageLine, lineageView } from './lineage_view';
import { onMapsView } from './on_maps';
import { hasExamples } from './overview';
import { examplesOf, matching, searchTexts } from './search';
import { kindColour, wordsOf } from './words';

export interface Examples {
  node: HTMLElement;
  /** Shows the examples of a state or flag, or all if undefined. */
  choose(term: string | undefined): void;
}

/** Rows of the table shown initially. */
const firstRows = 60;

/** @param links to the pages of the other results */
export function examplesView(page: AuditPage, links: readonly PageLink[]): Examples {
  const textOf = searchTexts(page.records);
  let term: string | undefined;
  let chosen: number | undefined;
  let limit = firstRows;

  const input = element('input', {
    id: 'search',
    type: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'Names, command lines, hosts, users, ancestors',
    'aria-label': 'Search the examples',
    'aria-describedby': 'found',
    input: () => {
      limit = firstRows;
      show();
    },
    keydown: (event) => {
      if ((event as KeyboardEvent).key !== 'Escape') return;
      input.value = '';
      show();
    },
  });
  const clear = iconButton('close', 'Clear the search (Esc)', () => {
    input.value = '';
    show();
    input.focus();
  });
  const found = element('p', { id: 'found', role: 'status', 'aria-live': 'polite' });
  const rows = element('tbody', {});
  const more = element('button', { type: 'button', class: 'text-button more', click: () => ((limit *= 4), show()) }, 'show more');
  const detail = element('aside', { class: 'detail', 'aria-label': 'Lineage of the chosen record' });

  const terms = [...page.flags, ...page.states].filter(({ name }) => hasExamples(page, name));
  const isState = (name: string): boolean => page.states.some((state) => state.name === name);
  const chip = (name: string | undefined): HTMLButtonElement => {
    const node = element('button', { type: 'button', class: 'chip', 'data-term': name ?? 'all', click: () => choose(name) });
    if (name !== undefined) {
      const mark = element('span', { class: 'swatch', 'aria-hidden': 'true' });
      const kind = terms.find((candidate) => candidate.name === name)?.kind ?? 'gap';
      mark.style.backgroundColor = isState(name) ? stateVariable(name) : kindColour(kind);
      node.append(mark);
    }
    node.append(name === undefined ? 'all' : wordsOf(name));
    return node;
  };
  const onMaps = element('div', {});
  const chips = [chip(undefined), ...terms.map(({ name }) => chip(name))];

  function choose(next: string | undefined): void {
    term = next;
    chosen = undefined;
    limit = firstRows;
    onMaps.replaceChildren(...[next === undefined ? undefined : onMapsView(links, next, isState(next))].filter((view) => view !== undefined));
    show();
  }

  function pick(index: number): void {
    chosen = index;
    for (const row of rows.rows) row.classList.toggle('chosen', row.dataset.record === String(index));
    detail.replaceChildren(lineageView(page, index, pick));
    detail.scrollTop = detail.scrollHeight;
  }

  function show(): void {
    const all = examplesOf(page, term);
    const matches = matching(all, input.value, textOf);
    clear.hidden = input.value === '';
    for (const node of chips) node.setAttribute('aria-pressed', String(node.dataset.term === (term ?? 'all')));
    found.textContent = told(matches.length, all.length);
    rows.replaceChildren(...matches.slice(0, limit).map(row));
    more.hidden = matches.length <= limit;
    node.dataset.answers = input.value; // which of the queries typed so far the table shows
    if (matches.length === 0) {
      chosen = undefined;
      detail.replaceChildren();
    } else if (chosen === undefined || !matches.includes(chosen)) pick(matches[0]);
    else pick(chosen);
  }

  function told(matches: number, all: number): string {
    if (input.value.trim() !== '') return matches === 0 ? 'No matches' : `${formatNumber(matches)} of ${counted(all, 'examples')}`;
    const inAll = term === undefined ? 0 : (isState(term) ? page.audit.states[term] : page.audit.flags[term]) ?? 0;
    return inAll > all ? `${counted(all, 'examples')} of ${formatNumber(inAll)}` : counted(all, 'examples');
  }

  function row(index: number): HTMLElement {
    const record = page.records[index];
    const name = record.name === null || record.name === '' ? element('span', { class: 'unknown' }, '(no name)') : dataText(record.name.length > 80 ? `${start(record.name, 80)}…` : record.name);
    return element(
      'tr',
      { 'data-record': index, click: () => pick(index) },
      element(
        'td',
        { class: 'who' },
        element('button', { type: 'button', class: 'row-button', 'aria-label': `Show the lineage of ${visibleString(start(record.name ?? '(no name)', 80))}` }, name),
        record.args !== null && record.args !== '' && element('span', { class: 'row-args' }, dataText(start(record.args, 160))),
      ),
      element('td', {}, lineageLine(page, index)),
      element('td', {}, record.host !== null && dataText(start(record.host, 100))),
      element('td', { class: 'when' }, (record.started ?? '').slice(0, 16)),
      element('td', { class: 'badges' }, ...badges(page, record)),
    );
  }

  const head = element('tr', {}, ...['Process', 'Its ancestors', 'Host', 'Started (UTC)', 'State and flags'].map((name) => element('th', {}, name)));
  const node = element(
    'div',
    { class: 'examples', id: 'examples' },
    element('div', { class: 'examples-bar' }, element('div', { class: 'search-field' }, icon('search'), input, clear), found),
    element('div', { class: 'chips', role: 'group', 'aria-label': 'Choose examples' }, ...chips),
    onMaps,
    element('div', { class: 'examples-body' }, element('div', { class: 'table' }, element('table', {}, element('thead', {}, head), rows), more), detail),
  );
  show();
  return { node, choose };
}
