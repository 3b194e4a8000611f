// The panel on the right: the findings, hosts over time, the pinned process, the selection, the labels.
import type { Atlas } from '../data/atlas';
import { element, iconButton } from '../dom';
import { isOfHosts } from '../hosts/hosts_panel';
import type { PageStore, Side } from '../state/page_state';

const titles: Record<Side, [title: string, meaning: string]> = {
  findings: ['Findings', 'Which processes are new or rare, and why'],
  hosts: ['Hosts', 'What hosts did over time'],
  process: ['Process', 'The pinned process'],
  selection: ['Selection', 'The selected processes, and what sets them apart'],
  labels: ['Labels', 'Your own names, colours and notes for parts of the map'],
};

export function sideView(atlas: Atlas, store: PageStore, panels: Record<Side, HTMLElement>, pager: HTMLElement): HTMLElement {
  const tabs = (Object.keys(titles) as Side[]).filter((side) => (side !== 'findings' || atlas.hunt) && (side !== 'hosts' || isOfHosts(atlas))).map((side) => {
    const [title, meaning] = titles[side];
    panels[side].id = `side-${side}`;
    return element(
      'button',
      { type: 'button', class: 'tab', role: 'tab', id: `tab-${side}`, title: meaning, 'aria-controls': `side-${side}`, click: () => store.set({ side }), keydown: moveAlong },
      title,
    );
  });
  const node = element(
    'aside',
    { class: 'card side', 'aria-label': 'Process, selection and labels', hidden: true },
    element(
      'div',
      { class: 'card-bar' },
      element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'What this panel shows' }, ...tabs),
      pager,
      iconButton('close', 'Close this panel (Esc)', () => store.set(store.now.side === 'process' ? { side: undefined, pinned: -1 } : { side: undefined })),
    ),
    ...Object.values(panels),
  );
  store.follow(['side', 'pinned', 'selection'], ({ side, pinned, selection }) => {
    node.hidden = side === undefined;
    const usable: Record<Side, boolean> = { findings: true, hosts: true, process: pinned >= 0, selection: selection !== undefined, labels: true };
    tabs.forEach((tab) => {
      const own = tab.id.slice(4) as Side;
      tab.disabled = !usable[own];
      tab.setAttribute('aria-selected', String(own === side));
      tab.tabIndex = own === side ? 0 : -1;
      panels[own].hidden = own !== side;
    });
  });
  return node;
}

/** Arrow keys move from tab to tab. */
function moveAlong(event: Event): void {
  if (!(event instanceof KeyboardEvent) || !['ArrowLeft', 'ArrowRight'].includes(event.key)) return;
  const tab = event.currentTarget as HTMLElement;
  const usable = [...(tab.parentElement?.querySelectorAll<HTMLButtonElement>('.tab:not(:disabled)') ?? [])];
  const next = usable[(usable.indexOf(tab as HTMLButtonElement) + (event.key === 'ArrowLeft' ? -1 : 1) + usable.length) % usable.length];
  next?.click();
  next?.focus();
  event.stopPropagation();
}
