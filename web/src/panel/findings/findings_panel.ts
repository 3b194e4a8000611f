// The findings of a hunt, to start from: choosing one selects its processes on the map.
import { wordsIn } from '../../audit/search';
import type { Atlas } from '../../data/atlas';
import type { Hunt, HuntFinding } from '../../data/hunt';
import type { Processes } from '../../data/processes';
import { element, fill, type Child } from '../../dom';
import type { PageLink } from '../../links';
import type { PageState, PageStore } from '../../state/page_state';
import { counted, formatNumber } from '../../text/format';
import { dataText, start, visibleString } from '../../text/visible';
import type { Actions } from '../actions';

/** Findings listed at first. */
const firstFindings = 60;

const searchText = ({ id, process_name, reasons }: HuntFinding): string => [id, process_name, ...reasons].join('\n').toLowerCase();

/** How many of a finding's processes the map has. */
function placement(atlas: Atlas, { processes }: HuntFinding, here: number): string {
  const missing = processes - here;
  if (missing <= 0) return processes === 1 ? 'Its process is on this map.' : `All of its ${formatNumber(processes)} processes are on this map.`;
  const elsewhere = atlas.outcome.processes_counted > 0 ? 'not on this map, or this page lacks their details' : 'not on this map';
  if (here === 0) return processes === 1 ? `Its process is ${elsewhere}.` : `None of its ${formatNumber(processes)} processes is on this map.`;
  return `${formatNumber(here)} of its ${counted(processes, 'processes')} ${here === 1 ? 'is' : 'are'} on this map; ${formatNumber(missing)} ${missing === 1 ? 'is' : 'are'} ${elsewhere}.`;
}

/** The page of findings, if it is there. */
function pageLink(links: readonly PageLink[], id: string): HTMLElement | undefined {
  const link = links.find(({ kind }) => kind === 'hunt');
  if (!link) return undefined;
  const anchor = element('a', { class: 'button', title: 'Its terms and more of its processes' }, 'In the list of findings');
  anchor.href = `${link.href}#${encodeURIComponent(id)}`;
  return anchor;
}

export function findingsView(atlas: Atlas, store: PageStore, actions: Actions, links: readonly PageLink[]): HTMLElement {
  const node = element('div', { class: 'card-body findings-panel', role: 'tabpanel', hidden: true });
  const { hunt } = atlas;
  if (!hunt) return node;
  let limit = firstFindings;
  const list = element('ol', { class: 'finding-list' });
  const more = element('button', { type: 'button', class: 'text-button', click: () => ((limit *= 4), draw(store.now)) }, 'show more');
  const find = element('input', {
    type: 'search',
    class: 'find-value',
    placeholder: 'Find a name or a reason',
    'aria-label': 'Find a name or a reason',
    autocomplete: 'off',
    spellcheck: 'false',
    input: () => draw(store.now),
  });
  node.append(element('p', { class: 'quiet' }, intro(hunt)), find, list, more);

  function details(finding: HuntFinding, rows: Uint32Array, processes: Processes): HTMLElement {
    const first = rows[0];
    return element(
      'div',
      { class: 'finding-chosen' },
      element('ul', { class: 'reasons' }, ...finding.reasons.map((reason) => element('li', {}, dataText(start(reason, 600))))),
      element('p', { class: 'quiet', role: 'status' }, placement(atlas, finding, rows.length)),
      element(
        'div',
        { class: 'buttons' },
        rows.length > 0 && element('button', { type: 'button', class: 'button', click: () => actions.open(processes.pointOf[first], first) }, 'Open a process'),
        rows.length > 0 && element('button', { type: 'button', class: 'button', click: () => store.set({ list: true }) }, 'List'),
        pageLink(links, finding.id),
      ),
    );
  }

  function item(finding: HuntFinding, index: number, processes: Processes): HTMLElement {
    const chosen = store.now.finding === index;
    const rows = processes.rowsOfFinding(index);
    const tags: Child[] = [finding.known && element('span', { class: 'tag' }, 'known'), finding.labelled && element('span', { class: 'tag labelled' }, 'labelled')];
    return element(
      'li',
      { class: `finding-item${chosen ? ' chosen' : ''}${rows.length === 0 ? ' elsewhere' : ''}`, 'data-finding': index },
      element(
        'button',
        {
          type: 'button',
          class: 'finding-main',
          'aria-expanded': String(chosen),
          title: rows.length > 0 ? 'Select its processes on the map' : 'Its processes are not on this map',
          click: () => (chosen ? store.set({ finding: -1, selection: undefined }) : actions.showFinding(index)),
        },
        element('span', { class: 'finding-novelty' }, finding.novelty.toFixed(1)),
        element(
          'span',
          { class: 'finding-text' },
          element('strong', {}, finding.process_name === '' ? '(no name)' : dataText(start(finding.process_name, 80))),
          element('span', { class: 'quiet' }, ` ${counted(finding.processes, 'processes')}${finding.host_count > 1 ? `, ${counted(finding.host_count, 'hosts')}` : ''} `),
          ...tags,
          !chosen && finding.reasons.length > 0 && element('span', { class: 'finding-reason', title: visibleString(start(finding.reasons[0], 600)) }, dataText(start(finding.reasons[0], 300))),
        ),
      ),
      chosen && details(finding, rows, processes),
    );
  }

  function draw(state: Readonly<PageState>): void {
    if (state.side !== 'findings' || !state.details || !hunt) return;
    const { processes } = state.details;
    const words = wordsIn(find.value);
    const listed = [...hunt.findings.keys()].filter((index) => words.every((word) => searchText(hunt.findings[index]).includes(word)));
    const shown = Math.max(limit, listed.indexOf(state.finding) + 1);
    const focused = node.contains(document.activeElement) && document.activeElement !== find;
    fill(list, ...listed.slice(0, shown).map((index) => item(hunt.findings[index], index, processes)));
    more.hidden = listed.length <= shown;
    const chosen = list.querySelector<HTMLElement>('.chosen .finding-main');
    chosen?.scrollIntoView({ block: 'nearest' });
    if (focused) chosen?.focus();
  }

  store.follow(['side', 'finding', 'details'], draw);
  return node;
}

function intro({ findings, findings_in_all: all, compared_with: other }: Hunt): string {
  const listed = findings.length < all ? ` The ${formatNumber(findings.length)} listed here are the most surprising.` : '';
  return `${counted(all, 'findings')}, compared with ${other === 'baseline' ? 'a baseline' : visibleString(other)}: processes that are new or rare for the same reasons.${listed} Choose one to select its processes.`;
}

/** Opens the findings, in the panel on the left. */
export function findingsEntry({ hunt }: Atlas, store: PageStore): HTMLElement | undefined {
  if (!hunt || hunt.findings_in_all === 0) return undefined;
  const button = element(
    'button',
    { type: 'button', class: 'button primary findings-entry', title: 'Which processes are new or rare, and why (f)', click: () => store.set({ side: 'findings' }) },
    `${counted(hunt.findings_in_all, 'findings')}: where to look first`,
  );
  store.follow(['details'], ({ details }) => (button.disabled = !details));
  return button;
}
