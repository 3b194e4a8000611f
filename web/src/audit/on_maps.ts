// Links from a state or flag of the audit to its processes on the maps.
import { element } from '../dom';
import type { PageLink } from '../links';
import { start, visibleString } from '../text/visible';
import { wordsOf } from './words';

/** The fragment of a map's address that shows only processes with this state or flag, coloured by it (state/link.ts). */
export function mapFragment(term: string, isState: boolean): string {
  const filter: Record<string, string> = isState ? { colour: 'lineage', state: wordsOf(term) } : { colour: 'flag', flag: wordsOf(term) };
  return `#${new URLSearchParams(filter)}`;
}

/** Links to the processes of a term on each map; undefined if there are no maps. */
export function onMapsView(links: readonly PageLink[], term: string, isState: boolean): HTMLElement | undefined {
  const maps = links.filter(({ kind }) => kind === 'map');
  if (maps.length === 0) return undefined;
  return element(
    'nav',
    { class: 'links on-maps', 'aria-label': 'These processes on the maps' },
    ...maps.map(({ name, href }) => {
      const title = `All processes with “${wordsOf(term)}” that this map has; maps leave out processes without data to compare`;
      const anchor = element('a', { class: 'button small', title }, `On the map of ${visibleString(start(name, 60))}`);
      anchor.href = href + mapFragment(term, isState);
      return anchor;
    }),
  );
}
