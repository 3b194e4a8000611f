// The shares of lineage states as one bar.
import { stateVariable } from '../colour/lineage_states';
import { element } from '../dom';
import { formatNumber, formatShare } from '../text/format';
import { visibleString } from '../text/visible';
import { wordsOf } from './words';

/** States with their counts, from left to right. */
export function shareBar(states: readonly (readonly [name: string, count: number])[]): HTMLElement {
  const total = Math.max(1, states.reduce((sum, [, count]) => sum + count, 0));
  const words = (name: string): string => visibleString(wordsOf(name));
  const bar = element('div', { class: 'share-bar', role: 'img', 'aria-label': states.map(([name, count]) => `${words(name)} ${formatShare(count, total)}`).join(', ') });
  for (const [name, count] of states) {
    if (count === 0) continue;
    const part = element('span', { class: 'share', title: `${words(name)}: ${formatNumber(count)}, ${formatShare(count, total)}`, 'data-state': name });
    part.style.flexGrow = String(count);
    part.style.backgroundColor = stateVariable(name);
    bar.append(part);
  }
  return bar;
}
