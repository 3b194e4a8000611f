// Assembles the front page of `proclens serve`: the contents of the folder, with links to it.
import { shareBar } from '../audit/share_bar';
import { wordsOf } from '../audit/words';
import { stateNames, stateVariable } from '../colour/lineage_states';
import { element, icon, type Child } from '../dom';
import { themeButton } from '../panel/theme_button';
import { capitalised, counted, formatBytes, formatNumber, formatShare, nounFor } from '../text/format';
import { dataText, lastPathPart, start, visibleString } from '../text/visible';
import type { ComparisonEntry, FileEntry, Front, MapEntry } from './data';
import { meaningOf } from './files';
import { downloadLink, link } from './link';

function card(title: Child, classes: string, ...children: Child[]): HTMLElement {
  return element('section', { class: `card ${classes}` }, element('h2', {}, title), ...children);
}

function figure(value: string, name: string, meaning: string): HTMLElement {
  return element('div', { class: 'figure', title: meaning }, element('dt', {}, name), element('dd', {}, value));
}

function mapCard(map: MapEntry): HTMLElement {
  const { object, feature } = map;
  return card(
    dataText(start(map.title, 300) || 'Untitled map'),
    'map-entry',
    element('p', { class: 'explanation' }, `${capitalised(object.many)} by their ${feature.many}: similar ones are close together.`),
    element(
      'dl',
      { class: 'figures' },
      map.objects !== map.processes && figure(formatNumber(map.objects), nounFor(map.objects, object), 'What the points of the map stand for'),
      figure(formatNumber(map.processes), nounFor(map.processes, 'processes'), 'Process instances on this map'),
      figure(formatNumber(map.points), nounFor(map.points, 'distinct bags'), `Points of the map: sets of ${feature.many} shared by one or more ${object.many}`),
      figure(formatNumber(map.clusters), nounFor(map.clusters, 'clusters'), 'Dense groups of points'),
      figure(formatShare(map.noise_share, 1), 'noise', `Share of ${object.many} that are in no cluster`),
    ),
    element(
      'div',
      { class: 'ways' },
      link(map.explorer, { class: 'button primary' }, 'Open the explorer'),
      map.file !== null && downloadLink(map.file, { class: 'button', title: 'The same map as one HTML file that needs no server' }, icon('download'), 'map.html'),
    ),
  );
}

function auditCard({ page, processes, states }: NonNullable<Front['audit']>): HTMLElement {
  const known = stateNames.filter((name) => Object.hasOwn(states, name));
  const counts = [...known, ...Object.keys(states).filter((name) => !known.includes(name))].map((name) => [name, Number(states[name]) || 0] as const);
  return card(
    'Audit',
    'audit-entry',
    element('p', { class: 'explanation' }, 'Which process records can be trusted, and what is wrong with the others.'),
    shareBar(counts),
    element(
      'ul',
      { class: 'shares' },
      ...counts
        .filter(([, count]) => count > 0)
        .map(([name, count]) => {
          const mark = element('span', { class: 'swatch', 'aria-hidden': 'true' });
          mark.style.backgroundColor = stateVariable(name);
          return element('li', { title: counted(count, 'processes') }, mark, visibleString(wordsOf(name)), element('span', { class: 'quiet' }, formatShare(count, processes)));
        }),
    ),
    element('div', { class: 'ways' }, link(page, { class: 'button primary' }, 'Open the audit'), element('span', { class: 'quiet' }, counted(processes, 'process records'))),
  );
}

function huntCard({ page, findings, processes, hosts }: NonNullable<Front['hunt']>): HTMLElement {
  return card(
    'Findings',
    'hunt-entry',
    element('p', { class: 'explanation' }, 'Which processes are new or rare, the most surprising first, with the reasons in words.'),
    element(
      'dl',
      { class: 'figures' },
      figure(formatNumber(findings), nounFor(findings, 'findings'), 'Processes that are new or rare for the same reasons are one finding'),
      figure(formatNumber(processes), nounFor(processes, 'processes'), 'Processes with a reason'),
      figure(formatNumber(hosts), nounFor(hosts, 'hosts'), 'Hosts that were compared'),
    ),
    element('div', { class: 'ways' }, link(page, { class: 'button primary' }, 'Open the findings')),
  );
}

function comparisonCard({ page, title, a, b, item, items, neighbours, mean_agreement }: ComparisonEntry): HTMLElement {
  return card(
    dataText(start(title, 300) || 'Two maps'),
    'compare-entry',
    element('p', { class: 'explanation' }, `Two maps side by side, ${visibleString(start(a, 60))} and ${visibleString(start(b, 60))}: where everything went, and what moved most.`),
    element(
      'dl',
      { class: 'figures' },
      figure(formatNumber(items), nounFor(items, item), 'Found on both maps'),
      mean_agreement !== null && figure(formatShare(mean_agreement, 1), 'in common', `Of the ${formatNumber(neighbours)} nearest neighbours on the first map, the share that is also nearest on the second`),
    ),
    element('div', { class: 'ways' }, link(page, { class: 'button primary' }, 'Open the comparison')),
  );
}

function fileRow({ path, bytes, rows, href }: FileEntry): HTMLElement {
  return element(
    'tr',
    {},
    element('td', {}, downloadLink(href, { class: 'file' }, dataText(start(path, 400)))),
    element('td', { class: 'quiet' }, meaningOf(path)),
    element('td', { class: 'number' }, rows === null ? '' : formatNumber(rows)),
    element('td', { class: 'number' }, formatBytes(bytes)),
  );
}

function filesCard(files: readonly FileEntry[]): HTMLElement {
  const head = (text: string, classes = ''): HTMLElement => element('th', { class: classes }, text);
  return card(
    'Files',
    'wide files-entry',
    element('p', { class: 'explanation' }, 'Everything that was computed, for download. Parquet opens in DuckDB, pandas and Spark.'),
    element(
      'table',
      { class: 'files' },
      element('thead', {}, element('tr', {}, head('File'), head('Contents'), head('Rows', 'number'), head('Size', 'number'))),
      element('tbody', {}, ...files.map(fileRow)),
    ),
  );
}

function empty(): HTMLElement {
  return card('Nothing here yet', 'wide', element('p', { class: 'explanation' }, 'This folder has no results. Make them with proclens map, compare, audit and hunt, then restart proclens serve.'));
}

export function startFront(root: HTMLElement, front: Front): void {
  const { maps, audit, hunt, comparisons, files, labels } = front;
  const kicker = ['proclens serve', front.read_only && 'read only: labels cannot be changed', labels > 0 && counted(labels, 'labels')].filter(Boolean).join(' · ');
  const name = lastPathPart(front.folder.replace(/[\\/]+$/, '')) || front.folder;
  document.title = `${visibleString(start(name, 100))} – proclens`;
  root.append(
    element(
      'main',
      { class: 'front' },
      element('header', { class: 'top' }, element('div', { class: 'top-text' }, element('p', { class: 'kicker' }, kicker), element('h1', { title: visibleString(start(front.folder, 1000)) }, dataText(start(name, 200)))), themeButton()),
      ...maps.map(mapCard),
      ...comparisons.map(comparisonCard),
      hunt && huntCard(hunt),
      audit && auditCard(audit),
      maps.length === 0 && comparisons.length === 0 && !audit && !hunt && empty(),
      files.length > 0 && filesCard(files),
      element('footer', { class: 'wide quiet' }, `proclens ${visibleString(start(front.version, 40))}. Everything on this page comes from this server; no other network request is made.`),
    ),
  );
  root.dataset.state = 'ready';
}
