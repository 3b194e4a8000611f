// How alike two maps are, in words.
import { counted, formatNumber } from '../../text/format';
import { itemNoun, type Comparison } from '../data/comparison';
import { percent } from './percent';

/** Sentences for users, the most important first. */
export function likeness({ header, maps }: Comparison): string[] {
  const { neighbours, mean_agreement: mean, items, only_a: onlyA, only_b: onlyB, disparity } = header;
  const noun = itemNoun(header, maps.a);
  const sentences = [
    mean === null
      ? `There are no ${noun.many} on both maps with neighbours to compare.`
      : `Of ${/^[aeiou]/.test(noun.one) ? 'an' : 'a'} ${noun.one}’s ${neighbours} nearest neighbours on A, ${percent(mean)} are among its nearest on B.`,
    `${counted(items, noun)} ${items === 1 ? 'is' : 'are'} on both maps; ${onlyA === 0 && onlyB === 0 ? 'neither map has any others' : `${formatNumber(onlyA)} only on A, ${formatNumber(onlyB)} only on B`}.`,
  ];
  if (items > 0) sentences.push(`B is turned, mirrored and scaled to fit A as well as it can; ${percent(disparity)} of the spread of places still differs (0%: the same picture).`);
  return sentences;
}
