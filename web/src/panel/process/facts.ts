// Names and values in the form shown by the cards and the process panel.
import { processNoun, type Atlas, type TopicPart } from '../../data/atlas';
import type { Details } from '../../data/details';
import { element, type Child } from '../../dom';
import { capitalised, counted, formatDay, formatNumber } from '../../text/format';
import { topicMarkNode } from '../../text/topic';
import { dataText, start, visibleString } from '../../text/visible';

/** One line of the card: a name, with its meaning as tooltip, and a value. */
export function fact(name: string, meaning: string, ...value: Child[]): HTMLElement {
  return element('div', { class: 'fact' }, element('dt', { title: meaning }, name), element('dd', {}, ...value));
}

export const unknown = (): HTMLElement => element('span', { class: 'unknown' }, 'not known');

export const valueOr = (value: string | undefined): HTMLElement => (value ? dataText(start(value, 300)) : unknown());

export function topicNodes(topic: readonly TopicPart[]): HTMLElement[] {
  return topic.map((part) =>
    element(
      'span',
      { class: 'topic-part', title: `${part.more ? 'More' : 'Less'} of ${visibleString(start(part.name, 300))} than elsewhere` },
      topicMarkNode(part.more),
      dataText(start(part.name, 60)),
    ),
  );
}

/** A value between 0 and 1 as a bar and a number. */
export function meter(value: number): HTMLElement {
  const bar = element('span', { class: 'meter-bar' });
  bar.style.width = `${Math.round(100 * value)}%`;
  return element('span', { class: 'meter' }, element('span', { class: 'meter-track' }, bar), value.toFixed(2));
}

export function clusterFacts(atlas: Atlas, point: number): HTMLElement[] {
  const { lens, points, clusters } = atlas;
  const own = points.cluster[point];
  const near = points.nearest[point];
  const strength = points.strength[point] / 255;
  const facts: HTMLElement[] = [];
  if (own >= 0) {
    facts.push(
      fact('Cluster', 'A dense group of points; the number distinguishes clusters with the same topic', `${own}`, element('span', { class: 'quiet' }, ` of ${formatNumber(clusters.length)}`)),
      fact('Topic', `The ${lens.feature.many} that set the cluster apart: ▲ marks what it has more often than the rest, ▼ less often`, ...topicNodes(clusters[own].topic)),
      fact('Strength', 'How firmly the point belongs to its cluster, from 0 to 1', meter(strength)),
    );
  } else {
    facts.push(fact('Cluster', 'Noise: the point is too far from others to be in a cluster', element('span', { class: 'noise' }, 'none (noise)')));
    if (near >= 0) {
      facts.push(
        fact('Nearest', 'The cluster that the point comes closest to', `${near}`, ' ', ...topicNodes(clusters[near].topic)),
        fact('Closeness', 'How close the point comes to that cluster, from 0 to 1', meter(strength)),
      );
    }
  }
  if (points.placed[point] === 1) facts.push(fact('Placed', `Not one of the processes that the map was made from: placed on “${atlas.onto ?? ''}”`, 'new here'));
  facts.push(fact('Outlier', 'Outlier score: how far the fifth most similar other is, from 0 (five are just like it) to 1', meter(points.outlier[point] / 255)));
  return facts;
}

function countDistinct(details: Details, field: 'host' | 'user' | 'args', from: number, to: number): number {
  return new Set(details.processes.columns[field].row.subarray(from, to)).size;
}

/** What the objects of a point and their processes have in common, and where they differ. */
export function together(atlas: Atlas, details: Details, point: number): Child {
  const multiplicity = atlas.points.multiplicity[point];
  const [from, to] = [details.processes.start[point], details.processes.start[point + 1]];
  const members = atlas.points.members[point];
  if (members <= 1 || to === from) return null;
  const known = to - from;
  const apart = !atlas.lens.objects_are_processes;
  const places = [
    counted(countDistinct(details, 'host', from, to), 'hosts'),
    counted(countDistinct(details, 'user', from, to), 'users'),
    ...(apart ? [] : [counted(countDistinct(details, 'args', from, to), 'command lines')]),
  ].join(', ');
  const starts = details.processes.started.subarray(from, to);
  const [first, last] = [starts.reduce((a, b) => Math.min(a, b)), starts.reduce((a, b) => Math.max(a, b))];
  const days = Number.isNaN(first) ? '' : first === last ? '' : `, ${formatDay(first)} – ${formatDay(last)}`;
  const sample = known < members ? `; details of ${formatNumber(known)} are on this page` : '';
  return element(
    'p',
    { class: 'together' },
    element('strong', {}, counted(multiplicity, atlas.lens.object)),
    `${multiplicity > 1 ? ` with the same ${atlas.lens.feature.many}` : ''}${apart ? `, ${counted(members, processNoun)}` : ''}: ${places}${days}${sample}.`,
  );
}

/** A heading, and how many objects share the point. */
export function head(atlas: Atlas, name: Child, multiplicity: number): HTMLElement {
  return element(
    'header',
    { class: 'card-head' },
    element('h2', { class: 'card-name' }, name),
    multiplicity > 1 && element('span', { class: 'times', title: `${capitalised(atlas.lens.object.many)} with the same bag share this point` }, `×${formatNumber(multiplicity)}`),
  );
}

/** The heading of a process, preceded by the object that it is a member of if objects are not processes. */
export function names(atlas: Atlas, { processes }: Details, point: number, row: number): Child[] {
  const process = processes.text('name', row);
  const called = process ? dataText(start(process, 200)) : 'no name';
  if (atlas.lens.objects_are_processes) return [head(atlas, called, atlas.points.multiplicity[point])];
  const object = processes.text('object', row);
  const [from, to] = processes.membersWith(row);
  const member = to - from > 1 ? `, process ${formatNumber(row - from + 1)} of ${formatNumber(to - from)}` : '';
  return [
    head(atlas, object ? dataText(start(object, 200)) : `no ${atlas.lens.object.one}`, atlas.points.multiplicity[point]),
    element('p', { class: 'member', title: `A process that this ${atlas.lens.object.one} stands for` }, element('strong', {}, called), member),
  ];
}
