// What is near a process: its neighbours in the embedding, and its nearest common twin with the differences.
import { differing, nearestTwin } from '../../compare/twin';
import type { Atlas } from '../../data/atlas';
import type { Details } from '../../data/details';
import { element, type Child } from '../../dom';
import { counted, formatNumber, formatShare } from '../../text/format';
import { dataText, featureLabel, start, visibleString } from '../../text/visible';
import type { Actions } from '../actions';
import { pointLink } from '../point_link';
import { growingList, section } from '../section';

const firstDiffering = 6;

/** The first process of a point, or its object, with a link to it. */
function pointName(atlas: Atlas, details: Details, actions: Actions, point: number): HTMLElement {
  const { processes } = details;
  const row = processes.start[point];
  const known = row < processes.start[point + 1];
  const name = known ? processes.text(atlas.lens.objects_are_processes ? 'name' : 'object', row) : undefined;
  const args = known ? processes.text('args', row) : undefined;
  const times = atlas.points.multiplicity[point];
  return element(
    'span',
    { class: 'near-name' },
    pointLink(actions, point, undefined, args ? visibleString(start(args, 300)) : 'Go to it', name ? dataText(start(name, 60)) : 'no name'),
    times > 1 && element('span', { class: 'quiet' }, ` ×${formatNumber(times)}`),
  );
}

function differenceList(atlas: Atlas, details: Details, sign: '+' | '−', title: string, found: number[]): Child[] {
  if (found.length === 0) return [];
  return [
    element('h4', { class: sign === '+' ? 'has' : 'lacks' }, title.replace('#', formatNumber(found.length))),
    ...growingList('ul', `difference ${sign === '+' ? 'has' : 'lacks'}`, found, firstDiffering, (feature) => {
      const path = details.features.nameOf(feature);
      return element('li', { title: visibleString(start(path, 400)) }, element('span', { class: 'sign', 'aria-hidden': 'true' }, sign), dataText(start(featureLabel(atlas.lens, path), 100)));
    }),
  ];
}

export function twinView(atlas: Atlas, details: Details, actions: Actions, point: number): HTMLElement {
  const twin = nearestTwin(details.features, atlas.points, point);
  const heading = 'Nearest common twin';
  const { object, feature } = atlas.lens;
  const meaning = `The most similar point that many ${object.many} share (10 or more, or at least 5), with ${feature.many} weighted by information. The differences show what is odd about this one`;
  if (!twin) return section('twin', heading, meaning, element('p', { class: 'quiet' }, `No point shared by 5 or more ${object.many} is at least a tenth alike.`));
  const same = twin.onlyHere.length === 0 && twin.onlyThere.length === 0;
  return section(
    'twin',
    heading,
    meaning,
    element(
      'p',
      { class: 'twin-line' },
      pointName(atlas, details, actions, twin.point),
      element('span', { class: 'quiet', title: 'The information they share, relative to all that either has' }, `${formatShare(twin.likeness, 1)} alike, ${counted(twin.shared, feature)} shared`),
    ),
    same && element('p', { class: 'quiet' }, `The same ${feature.many}, but with different counts.`),
    ...differenceList(atlas, details, '+', '# not in the twin', twin.onlyHere),
    ...differenceList(atlas, details, '−', '# only in the twin', twin.onlyThere),
  );
}

export function neighboursView(atlas: Atlas, details: Details, actions: Actions, point: number): HTMLElement {
  const near = details.neighbours.of(point);
  const farthest = Math.max(1e-4, ...near.map(({ distance }) => distance));
  const node = ({ point: other, distance }: { point: number; distance: number }): HTMLElement => {
    const bar = element('span', { class: 'near-bar' });
    bar.style.width = `${Math.round(100 * (1 - distance / (farthest * 1.05)))}%`;
    const { shared, onlyHere, onlyThere } = differing(details.features, point, other);
    const cluster = atlas.points.cluster[other];
    return element(
      'li',
      { class: 'near', title: `${counted(shared, atlas.lens.feature)} shared, ${formatNumber(onlyHere.length)} that it lacks, ${formatNumber(onlyThere.length)} that only it has` },
      pointName(atlas, details, actions, other),
      element('span', { class: 'quiet near-cluster' }, cluster >= 0 ? `cluster ${cluster}` : 'noise'),
      element('span', { class: 'near-track', 'aria-hidden': 'true' }, bar),
      element('span', { class: 'near-distance' }, distance.toFixed(3)),
    );
  };
  return section(
    'neighbours',
    'Nearest in behaviour',
    'The nearest other points in the embedding, before it was reduced to this map: distance 0 is the same behaviour, 1 is nothing in common',
    near.length === 0 ? element('p', { class: 'quiet' }, `It has no neighbours: its ${atlas.lens.feature.many} do not distinguish it from other ${atlas.lens.object.many}.`) : element('ol', { class: 'near-list' }, ...near.map(node)),
  );
}
