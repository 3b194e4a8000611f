// The features of a point, most informative first, marked if they are unusual for its cluster.
import { minObjects, unusualBelow, type FeaturesOfClusters } from '../../compare/cluster_features';
import type { Atlas, Lens } from '../../data/atlas';
import type { Details } from '../../data/details';
import { element, type Child } from '../../dom';
import { counted, formatNumber, formatShare } from '../../text/format';
import { dataText, featureLabel, start } from '../../text/visible';
import { growingList, section } from '../section';

const firstFeatures = 12;
const firstMissing = 6;

/** The label of a feature, its full name below if the label is only a part of it, and remarks next to it. */
function featureNode(lens: Lens, feature: string, ...marks: Child[]): HTMLElement {
  return element(
    'li',
    { class: 'feature' },
    element('span', { class: 'feature-name' }, dataText(start(featureLabel(lens, feature), 120)), ...marks),
    lens.feature_label !== 'whole' && element('span', { class: 'feature-path' }, dataText(start(feature, 400))),
  );
}

function rareMark(lens: Lens, having: number, objects: number, cluster: string): HTMLElement {
  return element(
    'span',
    { class: 'rare', title: `Unusual: ${formatNumber(having)} of ${counted(objects, lens.object)} in ${cluster} ${having === 1 ? 'has' : 'have'} it` },
    having === 0 ? 'none in the cluster' : having === 1 ? 'only one in the cluster' : formatShare(having, objects),
  );
}

export function featuresView(atlas: Atlas, details: Details, ofClusters: FeaturesOfClusters, point: number): HTMLElement {
  const { features } = details;
  const { lens } = atlas;
  const names = features.of(point);
  const size = features.size[point];
  const cluster = atlas.points.cluster[point] >= 0 ? atlas.points.cluster[point] : atlas.points.nearest[point];
  const { objects, having } = ofClusters.of(cluster);
  const called = atlas.points.cluster[point] >= 0 ? `cluster ${cluster}` : `cluster ${cluster}, the nearest one`;
  const judged = cluster >= 0 && objects >= minObjects;
  const unusual = (feature: number): boolean => judged && having[feature] < unusualBelow * objects;
  const odd = judged ? Array.from(names).filter(unusual).length : 0;
  const missing = judged ? ofClusters.missing(point, cluster) : [];
  return section(
    'feature-section',
    counted(size, lens.feature),
    'By information weight: the rarer and more unevenly distributed, the more informative',
    element(
      'p',
      { class: 'quiet' },
      'Most informative first. ',
      odd > 0 && element('span', {}, element('strong', { class: 'rare' }, formatNumber(odd)), ` unusual for ${called}.`),
    ),
    ...growingList('ol', 'features', names, firstFeatures, (feature) =>
      featureNode(lens, features.nameOf(feature), unusual(feature) && rareMark(lens, having[feature], objects, called)),
    ),
    names.length < size && element('p', { class: 'quiet' }, `${formatNumber(size - names.length)} less informative left out of this page.`),
    missing.length > 0 && element('h4', { title: `At least 9 in 10 ${lens.object.many} in ${called} have them` }, `${formatNumber(missing.length)} missing, but common there`),
    ...(missing.length > 0
      ? growingList('ul', 'features missing-features', missing, firstMissing, (feature) => featureNode(lens, features.nameOf(feature), element('span', { class: 'share' }, formatShare(having[feature], objects))))
      : []),
  );
}
