// What is known about a point and one of its processes. Used for the card at the pointer and for the pinned one.
import type { Atlas, TopicPart } from '../data/atlas';
import type { Details } from '../data/details';
import type { Process, TextField } from '../data/processes';
import { element, type Child } from '../dom';
import { capitalised, counted, formatBytes, formatDay, formatNumber, formatTime } from '../text/format';
import { dataText, lastPathPart, start, visibleString } from '../text/visible';
import { growingText } from './growing_text';

/** Letters of a command line on the hover card. */
const glance = 320;

/** One line of the card: a name, with what it means as its tooltip, and a value. */
function fact(name: string, meaning: string, ...value: Child[]): HTMLElement {
  return element('div', { class: 'fact' }, element('dt', { title: meaning }, name), element('dd', {}, ...value));
}

const unknown = (): HTMLElement => element('span', { class: 'unknown' }, 'not known');

const valueOr = (value: string | undefined): HTMLElement => (value ? dataText(start(value, 300)) : unknown());

export function topicNodes(topic: readonly TopicPart[]): HTMLElement[] {
  return topic.map((part) =>
    element(
      'span',
      { class: 'topic-part', title: `${part.more ? 'More' : 'Less'} of ${visibleString(start(part.name, 300))} than elsewhere` },
      element('span', { class: `mark ${part.more ? 'more' : 'less'}` }, part.more ? '>' : '<'),
      dataText(start(part.name, 60)),
    ),
  );
}

/** "=a.exe->b.exe->c.exe" from leaf to root, as steps. */
export function lineageSteps(lineage: string): string[] {
  return lineage.replace(/^=/, '').split('->');
}

function lineageNode(lineage: string | undefined, most: number): HTMLElement {
  if (!lineage) return unknown();
  const steps = lineageSteps(lineage);
  const node = element('span', { class: 'lineage' });
  steps.slice(0, most).forEach((step, i) => {
    if (i > 0) node.append(element('span', { class: 'step', 'aria-label': 'started by' }, '‹'));
    node.append(dataText(start(step, 60)));
  });
  if (steps.length > most) node.append(element('span', { class: 'step' }, `‹ ${formatNumber(steps.length - most)} more`));
  return node;
}

/** A value between 0 and 1 as a bar and a number. */
function meter(value: number): HTMLElement {
  const bar = element('span', { class: 'meter-bar' });
  bar.style.width = `${Math.round(100 * value)}%`;
  return element('span', { class: 'meter' }, element('span', { class: 'meter-track' }, bar), value.toFixed(2));
}

function clusterFacts(atlas: Atlas, point: number): HTMLElement[] {
  const { points, clusters } = atlas;
  const own = points.cluster[point];
  const near = points.nearest[point];
  const strength = points.strength[point] / 255;
  const facts: HTMLElement[] = [];
  if (own >= 0) {
    facts.push(
      fact('Cluster', 'Points that lie densely together; the number tells apart those with the same topic', `${own}`, element('span', { class: 'quiet' }, ` of ${formatNumber(clusters.length)}`)),
      fact('Topic', 'The images that set the cluster apart: > has more of it than the rest, < less', ...topicNodes(clusters[own].topic)),
      fact('Strength', 'How firmly the point belongs to its cluster, from 0 to 1', meter(strength)),
    );
  } else {
    facts.push(fact('Cluster', 'Noise: the point lies too far from others to belong to a cluster', element('span', { class: 'noise' }, 'none (noise)')));
    if (near >= 0) {
      facts.push(
        fact('Nearest', 'The cluster that the point comes closest to', `${near}`, ' ', ...topicNodes(clusters[near].topic)),
        fact('Closeness', 'How close the point comes to that cluster, from 0 to 1', meter(strength)),
      );
    }
  }
  facts.push(fact('Outlier', 'GLOSH outlier score from 0 to 1: how much less dense its surroundings are than the nearest cluster', meter(points.outlier[point] / 255)));
  return facts;
}

function processFacts(process: Process, full: boolean): HTMLElement[] {
  const facts = [
    fact('Host', 'The machine the process ran on', valueOr(process.host)),
    fact('User', 'The account it ran as', valueOr(process.user)),
    fact('Started', 'When it started, in UTC', process.started === undefined ? unknown() : formatTime(process.started)),
    fact('Lineage', 'The process, what started it, what started that, and so on', lineageNode(process.lineage, full ? 40 : 5)),
  ];
  if (process.state) facts.push(fact('State', 'What the audit says about its lineage', valueOr(process.state)));
  return facts;
}

function countDistinct(details: Details, field: TextField, from: number, to: number): number {
  return new Set(details.processes.columns[field].row.subarray(from, to)).size;
}

/** What the processes of a point have in common and where they differ. */
function together(atlas: Atlas, details: Details, point: number): Child {
  const multiplicity = atlas.points.multiplicity[point];
  const [from, to] = [details.processes.start[point], details.processes.start[point + 1]];
  if (multiplicity === 1 || to === from) return null;
  const known = to - from;
  const places = [
    counted(countDistinct(details, 'host', from, to), 'hosts'),
    counted(countDistinct(details, 'user', from, to), 'users'),
    counted(countDistinct(details, 'args', from, to), 'command lines'),
  ].join(', ');
  const [first, last] = [details.processes.started[from], details.processes.started[to - 1]];
  const days = Number.isNaN(first) || Number.isNaN(last) ? '' : first === last ? '' : `, ${formatDay(first)} – ${formatDay(last)}`;
  const sample = known < multiplicity ? `; details of ${formatNumber(known)} are in this file` : '';
  return element(
    'p',
    { class: 'together' },
    element('strong', {}, `${formatNumber(multiplicity)} ${atlas.summary.objects_name}`),
    ` with the very same ${atlas.summary.features_name}: ${places}${days}${sample}.`,
  );
}

function head(name: string, multiplicity: number, plain = false): HTMLElement {
  return element(
    'header',
    { class: 'card-head' },
    element('h2', { class: 'card-name' }, plain ? name : dataText(start(name, 200))),
    multiplicity > 1 && element('span', { class: 'times', title: 'Processes with the same bag share this point' }, `×${formatNumber(multiplicity)}`),
  );
}

/** The card at the pointer. */
export function hoverCard(atlas: Atlas, details: Details | undefined, point: number, row: number): Child[] {
  const multiplicity = atlas.points.multiplicity[point];
  if (!details || row < 0) {
    const why = details ? 'The details of these processes are not in this file.' : 'Reading details …';
    return [
      head(counted(multiplicity, atlas.summary.objects_name), 1, true),
      element('p', { class: 'quiet' }, why),
      element('dl', { class: 'facts' }, ...clusterFacts(atlas, point)),
    ];
  }
  const process = details.processes.process(row);
  const args = process.args ? start(process.args, glance) : '';
  return [
    head(process.name ?? 'no name', multiplicity, !process.name),
    args !== '' && element('p', { class: 'args glance' }, dataText(args), process.args!.length > args.length && '…'),
    element(
      'dl',
      { class: 'facts' },
      ...processFacts(process, false),
      fact(capitalised(atlas.summary.features_name), 'How many different ones its bag holds', formatNumber(details.features.size[point])),
      ...clusterFacts(atlas, point),
    ),
    together(atlas, details, point),
  ];
}

/** The pinned card's body: everything the file holds about one process and its point. */
export function pinnedCard(atlas: Atlas, details: Details | undefined, point: number, row: number): Child[] {
  if (!details || row < 0) return hoverCard(atlas, details, point, row);
  const process = details.processes.process(row);
  return [
    head(process.name ?? 'no name', atlas.points.multiplicity[point], !process.name),
    process.args !== undefined && element('div', { class: 'args' }, growingText(process.args), cutNotice(process)),
    element('dl', { class: 'facts' }, ...processFacts(process, true), fact('pid_hash', 'Names this process instance in every table', hashNode(process.pidHash))),
    together(atlas, details, point),
    element('dl', { class: 'facts ruled' }, ...clusterFacts(atlas, point)),
    featureList(atlas, details, point),
  ];
}

function cutNotice(process: Process): Child {
  if (process.argsWhole === 0) return null;
  return element('p', { class: 'quiet' }, `Cut for this page: the whole command line has ${formatBytes(process.argsWhole)}. It is in the Parquet files.`);
}

function hashNode(hash: string): HTMLElement {
  const copy = element('button', {
    type: 'button',
    class: 'text-button',
    title: 'Copy the pid_hash',
    click: () => {
      void navigator.clipboard?.writeText(hash).then(() => (copy.textContent = 'copied'));
    },
  }, 'copy');
  return element('span', { class: 'hash' }, dataText(start(hash, 80)), ' ', copy);
}

/** Features listed before one asks for all. */
const firstFeatures = 12;

function featureList(atlas: Atlas, details: Details, point: number): HTMLElement {
  const names = details.features.namesOf(point);
  const size = details.features.size[point];
  const list = element('ol', { class: 'features' });
  const item = (name: string): HTMLElement =>
    element('li', {}, element('span', { class: 'feature-name' }, dataText(start(lastPathPart(name), 120))), element('span', { class: 'feature-path' }, dataText(start(name, 400))));
  list.append(...names.slice(0, firstFeatures).map(item));
  const section = element(
    'section',
    { class: 'feature-section' },
    element('h3', { title: 'By information weight: the rarer and the more unevenly spread, the more telling' }, counted(size, atlas.summary.features_name), element('span', { class: 'quiet' }, ' most telling first')),
    list,
  );
  if (names.length > firstFeatures) {
    const more = element('button', {
      type: 'button',
      class: 'text-button',
      click: () => {
        list.append(...names.slice(firstFeatures).map(item));
        more.remove();
      },
    }, `show all ${formatNumber(names.length)}`);
    section.append(more);
  }
  if (names.length < size) section.append(element('p', { class: 'quiet' }, `${formatNumber(size - names.length)} less telling ones are left out of this file.`));
  return section;
}
