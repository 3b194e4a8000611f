// A finding: its rank, novelty and reasons, and on request the terms of its score and some of its processes.
import { wordsOf } from '../audit/words';
import { append, element, icon, type Child } from '../dom';
import type { PageLink } from '../links';
import { counted, formatNumber } from '../text/format';
import { dataText, start, visibleString } from '../text/visible';
import type { Example, Finding } from './data';
import { labelTerm, termShares } from './terms';

/** Characters of a reason or a command line; the program cuts them long before. */
const maxText = 2000;

const nats = (value: number): string => value.toFixed(1);

/** A telemetry text, or words for its absence. */
const textOr = (text: string, absent: string, maxLength = 200): HTMLElement =>
  text === '' ? element('span', { class: 'unknown' }, absent) : dataText(text.length > maxLength ? `${start(text, maxLength)}…` : text);

function bar(share: number, classes: string): HTMLElement {
  const inside = element('span', { class: 'track-bar' });
  inside.style.width = `${100 * Math.min(1, Math.max(0.01, share))}%`;
  return element('span', { class: `track ${classes}`.trim(), 'aria-hidden': 'true' }, inside);
}

function copyButton(text: string, what: string, label: string): HTMLButtonElement {
  const words = element('span', { 'aria-live': 'polite' }, label);
  const done = (answer: string) => (): void => void (words.textContent = answer);
  return element(
    'button',
    { type: 'button', class: 'text-button copy', title: `Copy the ${what}`, 'aria-label': `Copy the ${what} ${text}`, click: () => void navigator.clipboard?.writeText(text).then(done('copied'), done('the browser does not allow it')) },
    words,
  );
}

/** "3 processes on web01", "12 processes on 3 hosts" */
function extent({ processes, host_count: count, hosts }: Finding): Child[] {
  const where: Child = count === 1 ? textOr(hosts[0] ?? '', 'a host without a name', 80) : element('span', { title: visibleString(`${hosts.map((host) => start(host, 80)).join(', ')}${count > hosts.length ? ', …' : ''}`) }, counted(count, 'hosts'));
  return [`${counted(processes, 'processes')} on `, where];
}

function reasonsView({ reasons }: Finding): HTMLElement {
  return element(
    'ul',
    { class: 'reasons' },
    ...reasons.map(({ term, text }) => element('li', term === labelTerm ? { class: 'label-reason' } : {}, textOr(text, '', maxText))),
  );
}

function termsView(finding: Finding): HTMLElement {
  const rows = termShares(finding).map(({ term, nats: value }) =>
    element(
      'li',
      { class: term === undefined ? 'term rest' : 'term' },
      element('span', { class: 'term-name' }, term === undefined ? 'all other terms' : visibleString(wordsOf(start(term, 40)))),
      bar(value / Math.max(finding.novelty, 1e-9), ''),
      element('span', { class: 'term-nats' }, nats(value)),
    ),
  );
  return element('section', { class: 'terms' }, element('h4', {}, `What makes up its novelty of ${nats(finding.novelty)}`), element('ul', {}, ...rows));
}

function exampleView(example: Example): HTMLElement {
  const facts: [string, Child][] = [
    ['Host', textOr(example.hostname, 'not known')],
    ['User', example.user_name !== '' && textOr(example.user_name, '')],
    ['Started', example.process_started === '' ? element('span', { class: 'unknown' }, 'not known') : `${example.process_started} UTC`],
    ['pid_hash', element('span', {}, dataText(start(example.pid_hash, 80), 'mono'), ' ', copyButton(example.pid_hash, 'pid_hash', 'copy'))],
  ];
  return element(
    'li',
    { class: 'example' },
    element('p', { class: 'command-line' }, textOr(example.process_name, '(no name)', 100), example.args !== '' && ' ', example.args !== '' && textOr(example.args, '', maxText)),
    element('dl', { class: 'facts' }, ...facts.filter(([, value]) => value).map(([name, value]) => element('div', { class: 'fact' }, element('dt', {}, name), element('dd', {}, value)))),
  );
}

function examplesView({ examples, processes }: Finding): HTMLElement {
  const more = processes - examples.length;
  return element(
    'section',
    {},
    element('h4', {}, examples.length === 1 && more === 0 ? 'The process' : more > 0 ? 'Some of its processes' : 'Its processes'),
    element('ol', { class: 'examples' }, ...examples.map(exampleView)),
    more > 0 && element('p', { class: 'quiet' }, `${formatNumber(more)} more in processes.parquet.`),
  );
}

/** Links to the finding on the maps, which select its processes. */
function mapsView({ id }: Finding, links: readonly PageLink[]): Child {
  const maps = links.filter(({ kind }) => kind === 'map');
  if (maps.length === 0) return null;
  return element(
    'nav',
    { class: 'links', 'aria-label': 'This finding on the maps' },
    ...maps.map(({ name, href }) => {
      const anchor = element('a', { class: 'button small' }, `On the map of ${visibleString(start(name, 60))}`);
      anchor.href = `${href}#finding=${encodeURIComponent(id)}`;
      return anchor;
    }),
  );
}

/**
 * @param rank from 1
 * @param highest novelty on the page
 * @param links to the other pages
 * @param opened initially
 */
export function findingView(finding: Finding, rank: number, highest: number, links: readonly PageLink[], opened: boolean): HTMLElement {
  const details = element('div', { class: 'finding-details', id: `details-${rank}`, hidden: true });
  const name = textOr(finding.process_name, '(no name)', 80);
  const toggle = element('button', { type: 'button', class: 'finding-name', 'aria-expanded': 'false', 'aria-controls': `details-${rank}`, click: () => open(details.hidden) }, name, icon('next'));
  const seen = finding.first_seen;
  const node = element(
    'li',
    { class: 'finding', 'data-id': finding.id },
    element('span', { class: 'rank', title: 'Rank by novelty' }, formatNumber(rank)),
    element('div', { class: 'novelty', title: `Novelty ${nats(finding.novelty)}: the higher, the more surprising` }, element('strong', {}, nats(finding.novelty)), bar(finding.novelty / highest, '')),
    element(
      'div',
      { class: 'what' },
      element('h3', {}, toggle, element('span', { class: 'extent' }, ...extent(finding)), finding.known && element('span', { class: 'tag' }, 'known'), finding.labelled && element('span', { class: 'tag labelled' }, 'labelled')),
      reasonsView(finding),
    ),
    element(
      'dl',
      { class: 'when' },
      element('div', {}, element('dt', {}, finding.processes > 1 ? 'First seen' : 'Seen'), element('dd', {}, seen === '' ? element('span', { class: 'unknown' }, 'time not known') : element('span', { title: `${seen} UTC${finding.last_seen === seen ? '' : `; last ${finding.last_seen} UTC`}` }, seen.slice(0, 16)))),
      element('div', {}, element('dt', {}, 'Id'), element('dd', {}, dataText(finding.id, 'mono'), ' ', copyButton(finding.id, 'id', 'copy'))),
    ),
    details,
  );

  function open(really: boolean): void {
    if (really && details.childElementCount === 0) append(details, [termsView(finding), examplesView(finding), mapsView(finding, links)]);
    details.hidden = !really;
    toggle.setAttribute('aria-expanded', String(really));
  }
  open(opened);
  return node;
}
