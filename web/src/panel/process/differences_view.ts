// Why objects differ: the features that distinguish the selection, as bars to either side.
import { differences, type Difference } from '../../compare/differences';
import type { Atlas } from '../../data/atlas';
import type { Details } from '../../data/details';
import { element, type Child } from '../../dom';
import { counted, formatNumber, formatShare } from '../../text/format';
import { topicMarkNode } from '../../text/topic';
import { dataText, featureLabel, start, visibleString } from '../../text/visible';
import { growingList, section } from '../section';

const first = 8;
const maxFeatures = 60;

const total = (weights: Float64Array): number => weights.reduce((sum, weight) => sum + weight, 0);

/** A pair of thin bars: the shares of the objects here, and there, that have it. */
function shares(here: number, there: number): HTMLElement {
  const bar = (share: number, side: string): HTMLElement => {
    const inner = element('span', { class: `share-bar ${side}` });
    inner.style.width = `${(100 * share).toFixed(1)}%`;
    return element('span', { class: 'share-track' }, inner);
  };
  return element('span', { class: 'shares', 'aria-hidden': 'true' }, bar(here, 'here'), bar(there, 'there'));
}

export interface Compared {
  here: Float64Array;
  /** Undefined: the rest of the map. */
  there: Float64Array | undefined;
  /** The name of the others. */
  others: string;
}

export function differencesView(atlas: Atlas, details: Details, { here, there, others }: Compared): HTMLElement {
  const found = differences(details.features, atlas.points, here, there, maxFeatures);
  const inHere = total(here);
  const inThere = there ? total(there) : atlas.summary.objects - inHere;
  const node = ({ feature, difference, here: having, there: elsewhere }: Difference): HTMLElement => {
    const path = details.features.nameOf(feature);
    const share = inHere > 0 ? having / inHere : 0;
    const otherShare = inThere > 0 ? elsewhere / inThere : 0;
    return element(
      'li',
      {
        class: 'why',
        title: `${visibleString(start(path, 400))}\n${formatNumber(having)} of ${formatNumber(inHere)} here have it, ${formatNumber(elsewhere)} of ${formatNumber(inThere)} of ${others}`,
      },
      topicMarkNode(difference > 0),
      element('span', { class: 'why-name' }, dataText(start(featureLabel(atlas.lens, path), 80))),
      shares(share, otherShare),
      element('span', { class: 'why-share' }, formatShare(having, inHere)),
      element('span', { class: 'why-share quiet' }, formatShare(elsewhere, inThere)),
    );
  };
  const parts: Child[] =
    found.length === 0
      ? [element('p', { class: 'quiet' }, 'Nothing sets them apart: their features have the same shares.')]
      : [
          element('div', { class: 'why-head quiet', 'aria-hidden': 'true' }, element('span', {}, `${atlas.lens.feature.many}`), element('span', {}, 'here'), element('span', {}, others === 'the rest' ? 'rest' : 'other')),
          ...growingList('ol', 'whys', found, first, node),
        ];
  const cut = atlas.outcome.features_left_out > 0;
  return section(
    'differences',
    'Why are these different?',
    `What sets these ${atlas.lens.object.many} apart from ${others}: the ${atlas.lens.feature.many} of which they have the most more (>) or less (<), weighted by information. The same computation that names clusters`,
    ...parts,
    cut && element('p', { class: 'quiet' }, `Approximate: this page lacks ${counted(atlas.outcome.features_left_out, 'entries')} of less informative ${atlas.lens.feature.many}.`),
  );
}
