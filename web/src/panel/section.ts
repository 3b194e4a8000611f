// A collapsible section of the process panel; remembers which ones are collapsed while the page is open.
import { element, type Child } from '../dom';

const folded = new Set<string>();

/** @param meaning what the heading means, as its tooltip */
export function section(name: string, heading: Child, meaning: string, ...content: Child[]): HTMLElement {
  const node = element(
    'details',
    { class: `section ${name}`, open: !folded.has(name), toggle: () => (node.open ? folded.delete(name) : folded.add(name)) },
    element('summary', { title: meaning }, element('h3', {}, heading)),
    ...content,
  );
  return node;
}

/** A list that shows its first items, and all of them on request. */
export function growingList<Item>(tag: 'ol' | 'ul', className: string, items: ArrayLike<Item>, first: number, node: (item: Item) => HTMLElement, max = 2000): HTMLElement[] {
  const all = Array.from(items).slice(0, max);
  // One further item is shown rather than announced.
  const shown = all.length <= first + 1 ? all.length : first;
  const list = element(tag, { class: className }, ...all.slice(0, shown).map(node));
  if (shown === all.length) return [list];
  const more = element('button', {
    type: 'button',
    class: 'text-button more',
    click: () => {
      list.append(...all.slice(shown).map(node));
      more.remove();
    },
  }, `show all ${all.length.toLocaleString('en-US')}`);
  return [list, more];
}
