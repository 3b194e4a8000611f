// What lies near a process: its neighbours in the embedding, and its nearest common twin with the difference.
import { differing, nearestTwin } from '../compare/twin';
import type { Atlas } from '../data/atlas';
import type { Details } from '../data/details';
import { element, type Child } from '../dom';
import { counted, formatNumber, formatShare } from '../text/format';
import { dataText, lastPathPart, start, visibleString } from '../text/visible';
import type { Actions } from './actions';
import { pointLink } from './point_link';
import { growingList, section } from './section';

const firstDiffering = 6;

/** The first process of a point with a link to it. */
function pointName(atlas: Atlas, details: Details, actions: Actions, point: number): HTMLElement {
  const { processes } = details;
  const row = processes.start[point];
  const known = row < processes.start[point + 1];
  const name = known ? processes.text('name', row) : undefined;
  const args = known ? processes.text('args', row) : undefined;
  const times = atlas.points.multiplicity[point];
  return element(
    'span',
    { class: 'near-name' },
    pointLink(actions, point, undefined, args ? visibleString(start(args, 300)) : 'Go to it', name ? dataText(start(name, 60)) : 'no name'),
    times > 1 && element('span', { class: 'quiet' }, ` ×${formatNumber(times)}`),
  );
}

function differenceList(details: Details, sign: '+' | '−', title: string, found: number[]): Child[] {
  if (found.length === 0) return [];
  return [
    element('h4', { class: sign === '+' ? 'has' : 'lacks' }, title.replace('#', formatNumber(found.length))),
    ...growingList('ul', `difference ${sign === '+' ? 'has' : 'lacks'}`, found, firstDiffering, (feature) => {
      const path = details.features.nameOf(feature);
      return element('li', { title: visibleString(start(path, 400)) }, element('span', { class: 'sign', 'aria-hidden': 'true' }, sign), dataText(start(lastPathPart(path), 100)));
    }),
  ];
}

export function twinView(atlas: Atlas, details: Details, actions: Actions, point: number): HTMLElement {
  const twin = nearestTwin(details.features, atlas.points, point);
  const heading = 'Nearest common twin';
  const meaning = `The process that many share (10 or more, if there are such) whose ${atlas.summary.features_name} are most like these, weighted by how much they tell. What differs is what is odd about this one`;
  if (!twin) return section('twin', heading, meaning, element('p', { class: 'quiet' }, 'No process that others share is like this one.'));
  const same = twin.onlyHere.length === 0 && twin.onlyThere.length === 0;
  return section(
    'twin',
    heading,
    meaning,
    element(
      'p',
      { class: 'twin-line' },
      pointName(atlas, details, actions, twin.point),
      element('span', { class: 'quiet', title: 'Shared information as a share of all that either has' }, `${formatShare(twin.likeness, 1)} alike, ${formatNumber(twin.shared)} ${atlas.summary.features_name} shared`),
    ),
    same && element('p', { class: 'quiet' }, `The same ${atlas.summary.features_name}; only how often they were loaded differs.`),
    ...differenceList(details, '+', '# only here', twin.onlyHere),
    ...differenceList(details, '−', '# only the twin has', twin.onlyThere),
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
      { class: 'near', title: `${counted(shared, 'images')} shared, ${formatNumber(onlyHere.length)} only here, ${formatNumber(onlyThere.length)} only there` },
      pointName(atlas, details, actions, other),
      element('span', { class: 'quiet near-cluster' }, cluster >= 0 ? `cluster ${cluster}` : 'noise'),
      element('span', { class: 'near-track', 'aria-hidden': 'true' }, bar),
      element('span', { class: 'near-distance' }, distance.toFixed(3)),
    );
  };
  return section(
    'neighbours',
    'Nearest in behaviour',
    'The nearest other points in the embedding, before it was flattened into this map: distance 0 is the same behaviour, 1 has nothing in common',
    near.length === 0 ? element('p', { class: 'quiet' }, 'It has no neighbours: nothing that it loaded tells processes apart.') : element('ol', { class: 'near-list' }, ...near.map(node)),
  );
}
