// The images of a process, most informative first, marked where they are unusual for its cluster.
import { fewest, unusualBelow, type ImagesOfClusters } from '../compare/cluster_images';
import type { Atlas } from '../data/atlas';
import type { Details } from '../data/details';
import { element, type Child } from '../dom';
import { counted, formatNumber, formatShare } from '../text/format';
import { dataText, lastPathPart, start } from '../text/visible';
import { growingList, section } from './section';

const firstImages = 12;
const firstMissing = 6;

/** The name of an image, its path below it, and what is to be said about it beside. */
export function imageNode(path: string, ...marks: Child[]): HTMLElement {
  return element(
    'li',
    { class: 'image' },
    element('span', { class: 'feature-name' }, dataText(start(lastPathPart(path), 120)), ...marks),
    element('span', { class: 'feature-path' }, dataText(start(path, 400))),
  );
}

function rareMark(having: number, processes: number, cluster: string): HTMLElement {
  return element(
    'span',
    { class: 'rare', title: `Unusual here: ${formatNumber(having)} of ${formatNumber(processes)} processes of ${cluster} have it` },
    having <= 1 ? 'only here' : formatShare(having, processes),
  );
}

export function imagesView(atlas: Atlas, details: Details, ofClusters: ImagesOfClusters, point: number): HTMLElement {
  const { features } = details;
  const { features_name } = atlas.summary;
  const names = features.of(point);
  const size = features.size[point];
  const cluster = atlas.points.cluster[point] >= 0 ? atlas.points.cluster[point] : atlas.points.nearest[point];
  const { processes, having } = ofClusters.of(cluster);
  const called = atlas.points.cluster[point] >= 0 ? `cluster ${cluster}` : `cluster ${cluster}, the nearest one`;
  const judged = cluster >= 0 && processes >= fewest;
  const unusual = (feature: number): boolean => judged && having[feature] < unusualBelow * processes;
  const odd = judged ? Array.from(names).filter(unusual).length : 0;
  const missing = judged ? ofClusters.missing(point, cluster) : [];
  return section(
    'feature-section',
    counted(size, features_name),
    'By information weight: the rarer and the more unevenly spread, the more telling',
    element(
      'p',
      { class: 'quiet' },
      'Most telling first. ',
      odd > 0 && element('span', {}, element('strong', { class: 'rare' }, formatNumber(odd)), ` unusual for ${called}.`),
    ),
    ...growingList('ol', 'features', names, firstImages, (feature) =>
      imageNode(features.nameOf(feature), unusual(feature) && rareMark(having[feature], processes, called)),
    ),
    names.length < size && element('p', { class: 'quiet' }, `${formatNumber(size - names.length)} less telling ones are left out of this page.`),
    missing.length > 0 && element('h4', { title: `At least 9 of 10 processes of ${called} have them` }, `${formatNumber(missing.length)} missing that are usual there`),
    ...(missing.length > 0
      ? growingList('ul', 'features missing-images', missing, firstMissing, (feature) => imageNode(features.nameOf(feature), element('span', { class: 'share' }, formatShare(having[feature], processes))))
      : []),
  );
}
