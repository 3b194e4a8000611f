// Links to the pages of the other results in the same folder (src/atlas/page/page_links.cpp).
import { element } from './dom';
import { start, visibleString } from './text/visible';

export interface PageLink {
  kind: 'map' | 'audit' | 'hunt' | 'compare';
  /** Of the folder; of a map its lens. */
  name: string;
  href: string;
}

/** A page in a folder next to that of this page, and nothing else. */
const nextDoor = /^\.\.\/(?!\.{0,2}\/)[\w.%-]+\/(map|audit|hunt|compare)\.html$/;

function isLink(link: unknown): link is PageLink {
  const { kind, name, href } = (link ?? {}) as Partial<Record<keyof PageLink, unknown>>;
  return ['map', 'audit', 'hunt', 'compare'].includes(kind as string) && typeof name === 'string' && typeof href === 'string' && nextDoor.test(href);
}

/** The links that this page contains, without any that lead elsewhere than to another result's page. */
export function readLinks(root: ParentNode = document): PageLink[] {
  const text = root.querySelector('script[data-block="links"]')?.textContent;
  const links: unknown = text ? JSON.parse(text) : [];
  return Array.isArray(links) ? links.filter(isLink) : [];
}

function words({ kind, name }: PageLink): string {
  const shown = visibleString(start(name, 60));
  return { map: `Map of ${shown}`, audit: 'Audit', hunt: 'Findings', compare: name === 'compare' ? 'Two maps compared' : `Compared: ${shown}` }[kind];
}

const meanings: Record<PageLink['kind'], string> = {
  map: 'What behaves alike lies close together',
  audit: 'Which process records can be trusted',
  hunt: 'Which processes are new or rare, and why',
  compare: 'Two maps side by side: what moved, and where to',
};

/** Links to the others, nothing if there are none. @param own the folder of this page */
export function linksView(links: readonly PageLink[], own: string): HTMLElement | undefined {
  const others = links.filter(({ name }) => name !== own);
  if (others.length === 0) return undefined;
  return element(
    'nav',
    { class: 'links', 'aria-label': 'Other results' },
    ...others.map((link) => {
      const anchor = element('a', { class: 'button', title: meanings[link.kind], 'data-kind': link.kind }, words(link));
      anchor.href = link.href;
      return anchor;
    }),
  );
}
