// What is known about a point and where its items are on the other map: the card at the pointer, and the pinned one.
import type { Details } from '../../data/details';
import { element, fill, iconButton, type Child } from '../../dom';
import { placeAtPointer } from '../../panel/process/cards';
import { topicNodes } from '../../panel/process/facts';
import { counted, formatNumber, nounFor } from '../../text/format';
import { dataText, start } from '../../text/visible';
import { letterOf, otherMap, type Both, type Spot } from '../data/both';
import { itemNoun, itemsAt, type Comparison } from '../data/comparison';
import { namesAt } from '../data/moved';
import type { Actions } from './actions';
import { maxLines } from './lines';
import { percent } from './percent';
import { clusterName, clusterPhrase, namesNodes } from './words';

/** Characters of a command line. */
const glance = 240;

/** Clusters of the other map that the card at the pointer lists. */
const maxClusters = 4;

function fact(name: string, ...value: Child[]): HTMLElement {
  return element('div', { class: 'fact' }, element('dt', {}, name), element('dd', {}, ...value));
}

function heading({ maps }: Comparison, details: Details | undefined, { map, point }: Spot): Child[] {
  const { lens, points } = maps[map];
  if (!details) return [element('h3', { class: 'card-name' }, counted(points.members[point], 'processes')), element('p', { class: 'quiet' }, 'Reading details …')];
  const { processes } = details;
  const row = processes.start[point];
  if (row === processes.start[point + 1]) return [element('h3', { class: 'card-name' }, counted(points.members[point], 'processes')), element('p', { class: 'quiet' }, 'Their details are not on this page.')];
  const args = start(processes.text('args', row) ?? '', glance);
  const object = lens.objects_are_processes ? undefined : processes.text('object', row);
  const example = object ?? args;
  return [
    element('h3', { class: 'card-name' }, ...namesNodes(processes, namesAt(processes, point))),
    example !== '' && element('p', { class: 'args glance', title: `${points.members[point] > 1 ? 'Of one of them: its' : 'Its'} ${object === undefined ? 'command line' : lens.object.one}` }, dataText(start(example, glance))),
  ];
}

/** The mean over the pairs that have one, by items. */
function meanAgreement({ pairs }: Comparison, ofPoint: Uint32Array): number {
  let [sum, items] = [0, 0];
  for (const pair of ofPoint) {
    const agreement = pairs.agreement(pair);
    if (Number.isNaN(agreement)) continue;
    sum += agreement * pairs.columns.items[pair];
    items += pairs.columns.items[pair];
  }
  return sum / items;
}

function facts(comparison: Comparison, spot: Spot, ofPoint: Uint32Array): HTMLElement[] {
  const { maps, pairs, header } = comparison;
  const { points, clusters, lens } = maps[spot.map];
  const there = otherMap(spot.map);
  const cluster = points.cluster[spot.point];
  const noun = itemNoun(header, maps[spot.map]);
  const here = itemsAt(header, points, spot.point);
  const shared = ofPoint.reduce((sum, pair) => sum + pairs.columns.items[pair], 0);
  const agreement = meanAgreement(comparison, ofPoint);
  const objects = header.matched_by === 'process' && !lens.objects_are_processes && points.multiplicity[spot.point] > 0 ? ` (${counted(points.multiplicity[spot.point], lens.object)})` : '';
  return [
    fact(`On ${letterOf[spot.map]}`, `${counted(here, noun)}${objects}`),
    fact('Cluster', cluster < 0 ? 'none (noise)' : `${cluster} `, ...(cluster < 0 ? [] : topicNodes(clusters[cluster].topic))),
    fact(`On ${letterOf[there]}`, shared === 0 ? `${letterOf[there]} does not have ${here === 1 ? 'it' : 'them'}` : `${shared >= here ? (here === 1 ? 'it is' : 'all') : formatNumber(shared)} at ${counted(ofPoint.length, 'points')}`),
    ...(Number.isNaN(agreement) ? [] : [fact('Agreement', `${percent(agreement)} of the ${header.neighbours} nearest neighbours are the same on both maps`)]),
  ];
}

/** How many items of a point are in each cluster of the other map, the most first. */
function clustersThere({ maps, pairs }: Comparison, { map }: Spot, ofPoint: Uint32Array): [cluster: number, items: number][] {
  const there = otherMap(map);
  const items = new Map<number, number>();
  for (const pair of ofPoint) {
    const cluster = maps[there].points.cluster[pairs.pointOn(there, pair)];
    items.set(cluster, (items.get(cluster) ?? 0) + pairs.columns.items[pair]);
  }
  return [...items].sort(([one, most], [other, more]) => more - most || one - other);
}

function counterpartClusters(comparison: Comparison, spot: Spot, ofPoint: Uint32Array): Child[] {
  const there = otherMap(spot.map);
  const clusters = clustersThere(comparison, spot, ofPoint);
  if (clusters.length === 0) return [];
  const more = clusters.length - maxClusters;
  return [
    element('h4', {}, `Where on ${letterOf[there]}`),
    element('ul', { class: 'counterparts' }, ...clusters.slice(0, maxClusters).map(([cluster, items]) => element('li', { class: 'counterpart' }, element('span', { class: 'counterpart-items' }, formatNumber(items)), clusterName(comparison.maps[there], cluster)))),
    more > 0 && element('p', { class: 'quiet' }, `and ${formatNumber(more)} more ${nounFor(more, 'clusters')}`),
    ofPoint.length > maxLines && element('p', { class: 'quiet' }, `Lines lead to the largest ${maxLines} of ${formatNumber(ofPoint.length)} points.`),
  ];
}

/** The largest counterparts as buttons that lead to them. */
function counterparts({ maps, pairs }: Comparison, { map }: Spot, ofPoint: Uint32Array, actions: Actions): Child[] {
  const there = otherMap(map);
  if (ofPoint.length === 0) return [];
  const lines = Array.from(ofPoint.subarray(0, maxLines), (pair) => {
    const point = pairs.pointOn(there, pair);
    const cluster = maps[there].points.cluster[point];
    const content: Child[] = [element('span', { class: 'counterpart-items' }, formatNumber(pairs.columns.items[pair])), clusterName(maps[there], cluster)];
    const title = `Go to this point on ${letterOf[there]}: ${clusterPhrase(maps[there], cluster)}`;
    return element('li', {}, element('button', { type: 'button', class: 'counterpart', title, click: () => actions.open({ map: there, point }) }, ...content));
  });
  const more = ofPoint.length - lines.length;
  return [
    element('h4', {}, `Where on ${letterOf[there]}`),
    element('ul', { class: 'counterparts' }, ...lines),
    more > 0 && element('p', { class: 'quiet' }, `and ${formatNumber(more)} more ${nounFor(more, 'points')}`),
  ];
}

/** @param actions of the pinned card; none at the pointer */
export function pointCard(comparison: Comparison, details: Both<Details> | undefined, spot: Spot, actions?: Actions): Child[] {
  const ofPoint = comparison.pairs.largestOf(spot);
  return [...heading(comparison, details?.[spot.map], spot), element('dl', { class: 'facts' }, ...facts(comparison, spot, ofPoint)), ...(actions ? counterparts(comparison, spot, ofPoint, actions) : counterpartClusters(comparison, spot, ofPoint))];
}

/** The card at the pointer; `moveTo` takes a position in its parent. */
export function hoverCard(): { node: HTMLElement; show(content: Child[] | undefined): void; moveTo(px: number, py: number): void } {
  const node = element('div', { class: 'card hover-card', role: 'status', 'aria-live': 'off', hidden: true });
  return {
    node,
    show(content) {
      node.hidden = content === undefined;
      if (content) fill(node, ...content);
    },
    moveTo: (px, py) => placeAtPointer(node, px, py),
  };
}

/** The card of the pinned point. */
export function pinnedCard(close: () => void): { node: HTMLElement; show(spot: Spot | undefined, content: Child[]): void } {
  const body = element('div', { class: 'pinned-body' });
  const node = element('section', { class: 'card pinned-card', 'aria-label': 'Pinned point', hidden: true }, iconButton('close', 'Unpin (Esc)', close), body);
  return {
    node,
    show(spot, content) {
      node.hidden = spot === undefined;
      if (!spot) return;
      node.dataset.map = spot.map;
      node.dataset.point = String(spot.point);
      fill(body, ...content);
      body.scrollTop = 0;
    },
  };
}
