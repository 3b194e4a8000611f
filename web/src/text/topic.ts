// How a topic is written: what a group has more of than the others, and what it has less of.
import type { TopicPart } from '../data/atlas';
import { element } from '../dom';
import { visibleString } from './visible';

/** Before a feature that a group has more often, or less often, than the others. */
export const topicMark = (more: boolean): string => (more ? '▲' : '▼');

export const topicMarkNode = (more: boolean): HTMLElement =>
  element('span', { class: `mark ${more ? 'more' : 'less'}`, role: 'img', 'aria-label': more ? 'more often' : 'less often' }, topicMark(more));

/** A topic as one line. @param nameOf shortens a name */
export const topicText = (topic: readonly TopicPart[], nameOf = (name: string): string => visibleString(name)): string =>
  topic.map(({ more, name }) => `${topicMark(more)} ${nameOf(name)}`).join(' ');
