// The list of findings with its search and filters.
import { element, icon, iconButton } from '../dom';
import type { PageLink } from '../links';
import { counted, formatNumber } from '../text/format';
import { start, visibleString } from '../text/visible';
import type { HuntPage } from './data';
import { findingView } from './finding_view';
import { chosenFindings, hostsOf, searchTexts, type Choice } from './search';

/** Findings shown initially. */
const firstFindings = 50;

/** A group of chips of which one is pressed. */
function chips<Value extends string>(label: string, values: [value: Value, words: string][], chosen: Value, choose: (value: Value) => void): HTMLElement {
  const nodes = values.map(([value, words]) =>
    element('button', { type: 'button', class: 'chip', 'data-value': value, 'aria-pressed': String(value === chosen), click: () => {
      for (const node of nodes) node.setAttribute('aria-pressed', String(node.dataset.value === value));
      choose(value);
    } }, words),
  );
  return element('div', { class: 'chips', role: 'group', 'aria-label': label }, ...nodes);
}

/**
 * @param links to the other pages
 * @param linked the id of a finding that the address names
 */
export function findingsView(page: HuntPage, links: readonly PageLink[], linked: string): HTMLElement {
  const { findings } = page;
  const searchText = searchTexts(findings);
  const highest = Math.max(1e-9, ...findings.map(({ novelty }) => novelty));
  const known = findings.filter((finding) => finding.known).length;
  const labelled = findings.filter((finding) => finding.labelled).length;
  const at = findings.findIndex(({ id }) => id === linked);
  const choice: Choice = { query: '', host: '', judged: at >= 0 && findings[at].known ? 'all' : known > 0 && known < findings.length ? 'new' : 'all', labelled: 'all' };
  let limit = Math.max(firstFindings, at + 1);

  const input = element('input', {
    id: 'search',
    type: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: 'Names, reasons, hosts, users, ids',
    'aria-label': 'Search the findings',
    'aria-describedby': 'found',
    input: () => change({ query: input.value }),
    keydown: (event) => {
      if ((event as KeyboardEvent).key === 'Escape') empty();
    },
  });
  const empty = (): void => {
    input.value = '';
    change({ query: '' });
  };
  const clear = iconButton('close', 'Clear the search (Esc)', () => {
    empty();
    input.focus();
  });
  const hosts = hostsOf(findings);
  const host = element(
    'select',
    { class: 'button', 'aria-label': 'Host', change: () => change({ host: host.value === '' ? '' : hosts[Number(host.value)][0] }) },
    element('option', { value: '' }, 'All hosts'),
    ...hosts.map(([name, count], i) => element('option', { value: i }, `${visibleString(start(name, 80)) || '(no name)'} · ${formatNumber(count)}`)),
  );
  const found = element('p', { id: 'found', role: 'status', 'aria-live': 'polite' });
  const list = element('ol', { class: 'findings' });
  const more = element('button', { type: 'button', class: 'button more', click: () => ((limit *= 4), show()) }, 'Show more');

  function change(part: Partial<Choice>): void {
    Object.assign(choice, part);
    limit = firstFindings;
    show();
  }

  function told(matches: number[]): string {
    const hidden = choice.judged === 'new' ? ` · ${formatNumber(known)} known hidden` : '';
    const unsure = choice.host !== '' && matches.some((index) => !findings[index].hosts.includes(choice.host)) ? ' · with those on so many hosts that this page does not name them all' : '';
    if (matches.length === 0) return `No matches${hidden}`;
    return `${matches.length === findings.length ? counted(findings.length, 'findings') : `${formatNumber(matches.length)} of ${counted(findings.length, 'findings')}`}${hidden}${unsure}`;
  }

  function show(): void {
    const matches = chosenFindings(findings, choice, searchText);
    clear.hidden = choice.query === '';
    found.textContent = told(matches);
    list.replaceChildren(...matches.slice(0, limit).map((index) => findingView(findings[index], index + 1, highest, links, index === at)));
    more.hidden = matches.length <= limit;
    node.dataset.answers = choice.query; // which of the queries typed so far the list shows
  }

  const node = element(
    'div',
    { class: 'findings-box', id: 'findings' },
    element(
      'div',
      { class: 'findings-bar' },
      element('div', { class: 'search-field' }, icon('search'), input, clear),
      hosts.length > 1 && host,
      known > 0 && chips('Judged before', [['new', 'New'], ['known', 'Known'], ['all', 'All']], choice.judged, (judged) => change({ judged })),
      labelled > 0 && labelled < findings.length && chips('Labels', [['all', 'Any'], ['with', 'With a label'], ['without', 'Without']], 'all', (wanted) => change({ labelled: wanted })),
      found,
    ),
    list,
    more,
  );
  show();
  return node;
}
