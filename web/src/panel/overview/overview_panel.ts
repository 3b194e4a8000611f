// The panel on the left. On a narrow screen it lies over the map and can be folded to its title and the search field.
import { element, icon, iconButton, type Child } from '../../dom';

/** Narrower screens show one thing at a time over the map. The same as in the style sheets. */
export const narrowScreen = matchMedia('(max-width: 900px)');

export interface OverviewPanel {
  node: HTMLElement;
  /** Folds it if the screen is narrow. */
  makeRoom(): void;
}

/**
 * @param head what stays when the panel is folded
 * @param body what scrolls, and what folding hides
 */
export function overviewPanel(title: Child, head: { before: Child; after: Child }, body: Child[]): OverviewPanel {
  const scroller = element('div', { class: 'panel-body', id: 'panel-body' }, ...body);
  const button = iconButton('fold', 'Fold this panel', () => fold(!node.classList.contains('folded')));
  button.classList.add('fold');
  button.setAttribute('aria-controls', scroller.id);
  const node = element(
    'aside',
    { class: 'panel', 'aria-label': 'Map, search, colours and filters' },
    element('div', { class: 'panel-head' }, head.before, element('div', { class: 'title-bar' }, element('h1', { class: 'title' }, title), button), head.after),
    scroller,
  );

  function fold(folded: boolean): void {
    node.classList.toggle('folded', folded);
    const label = folded ? 'Unfold this panel' : 'Fold this panel';
    button.replaceChildren(icon(folded ? 'unfold' : 'fold'));
    button.title = label;
    button.setAttribute('aria-label', label);
    button.setAttribute('aria-expanded', String(!folded));
  }

  fold(narrowScreen.matches);
  return { node, makeRoom: () => narrowScreen.matches && fold(true) };
}
