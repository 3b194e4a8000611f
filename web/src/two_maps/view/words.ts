// How the page names clusters, processes and shares.
import type { Atlas } from '../../data/atlas';
import type { Processes } from '../../data/processes';
import { element, type Child } from '../../dom';
import { formatNumber } from '../../text/format';
import { topicMarkNode, topicText } from '../../text/topic';
import { dataText, start, visibleString } from '../../text/visible';

/** Characters of a name, where there is little room. */
const maxName = 60;

/** "12 ▲ a.dll ▼ b.dll", for tooltips. */
export const clusterString = ({ clusters }: Pick<Atlas, 'clusters'>, cluster: number): string => (cluster < 0 ? 'noise: in no cluster' : `${cluster} ${topicText(clusters[cluster].topic, (name) => visibleString(start(name, 200)))}`);

export const clusterPhrase = (atlas: Pick<Atlas, 'clusters'>, cluster: number): string => (cluster < 0 ? 'noise' : `cluster ${clusterString(atlas, cluster)}`);

/** The number and the topic of a cluster. @param most parts of the topic */
export function clusterName({ clusters }: Pick<Atlas, 'clusters'>, cluster: number, most = Infinity): HTMLElement {
  if (cluster < 0) return element('span', { class: 'cluster-name plain' }, 'noise');
  const topic = clusters[cluster].topic.slice(0, most).map((part) => element('span', { class: 'topic-part' }, topicMarkNode(part.more), dataText(start(part.name, maxName))));
  return element('span', { class: 'cluster-name' }, element('span', { class: 'cluster-number' }, String(cluster)), ...topic);
}

/** The text of a name of processes: 0 is a missing one. */
export function nameNode({ columns: { name } }: Processes, value: number): HTMLElement {
  return value === 0 ? element('span', { class: 'unknown' }, 'no name') : dataText(start(name.texts.at(value - 1), maxName));
}

/** "a.exe ×12, b.exe and 3 more names"; "a.exe" if there is only one */
export function namesNodes(processes: Processes, names: readonly [name: number, processes: number][], most = 3): Child[] {
  const nodes: Child[] = [];
  names.slice(0, most).forEach(([name, count], i) => {
    if (i > 0) nodes.push(', ');
    nodes.push(nameNode(processes, name), count > 1 && names.length > 1 && element('span', { class: 'quiet' }, ` ×${formatNumber(count)}`));
  });
  const more = names.length - most;
  if (more > 0) nodes.push(element('span', { class: 'quiet' }, ` and ${formatNumber(more)} more ${more === 1 ? 'name' : 'names'}`));
  return nodes;
}
