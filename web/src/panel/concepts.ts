// What the words and marks on the map mean, for the help.
import type { Atlas } from '../data/atlas';
import { visibleString } from '../text/visible';

export type Concept = [word: string, meaning: string];

/** The concepts that a reader of this map meets, in the order in which they are met; only those that this map has. */
export function conceptsOf({ lens, points, labels, hunt, onto }: Atlas): Concept[] {
  const objects = visibleString(lens.object.many);
  const features = visibleString(lens.feature.many);
  const concepts: Concept[] = [
    ['Point', `One set of ${features} and all ${objects} that have exactly this set. The more alike two sets are, the nearer their points; directions and long distances mean nothing.`],
    ['Halo', `The ring around a point: the larger it is, the more ${objects} the point stands for.`],
    ['Cluster', `A dense group of points. Its name says what sets it apart: ▲ ${features} that it has more often than the rest of the map, ▼ less often.`],
    ['Noise', 'Points in no cluster: there are too few points like them. Worth a look, but not bad in itself.'],
    ['Outlier score', 'How unlike its most similar others a point is, from 0 (at least five are just like it) to 1.'],
  ];
  if (labels.some(({ layer }) => layer > 0)) concepts.splice(3, 0, ['Layers', 'Clusters within clusters. Names of large groups show first; zoom in for those of the smaller groups within.']);
  if (points.placed.includes(1) && onto !== undefined) concepts.push(['Placed', 'Recorded later and put where the map has the most similar points; nothing that was there before has moved.']);
  if (hunt) concepts.push(['Novelty', 'How surprising a process is compared with what else was recorded: its name, parent, command line and images. The higher, the rarer; the process panel gives the reasons.']);
  concepts.push(
    ['Lineage', 'What started a process, and what started that, and so on. How far the records reach is its state.'],
    ['root', 'Sound: the first process of a boot, which nothing on record had to start.'],
    ['complete', 'Sound: recorded up to the first process of the boot.'],
    ['truncated', 'Gap: the parent is on record, but the lineage breaks off further up.'],
    ['orphan', 'Gap: names a parent of which there is no usable record.'],
    ['dud', 'Gap: names no parent at all.'],
    ['cyclic', 'Contradiction: the lineage, as recorded, leads back into itself.'],
    ['Grey', 'Not what you searched for or filtered by. Press Esc to bring it back, one step at a time.'],
  );
  return concepts;
}

/** On two maps side by side. */
export const conceptsOfTwoMaps: Concept[] = [
  ['Two maps', 'The same processes on both. The second was laid out from the first and turned to fit it, so what stays in place has the same company in both.'],
  ['Line, flash', 'Where a process of one map is on the other.'],
  ['Common neighbours', 'Of the nearest others of a process on one map, the share that are among its nearest on the other. Those with the fewest moved most.'],
];
