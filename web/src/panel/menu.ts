// A menu that closes like menus do: Escape, or a press anywhere else.
import { element } from '../dom';

export function closingMenu(summary: HTMLElement): HTMLDetailsElement {
  const menu = element('details', { class: 'menu' }, summary);
  const pressed = (event: Event): void => {
    if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false;
  };
  menu.addEventListener('toggle', () => (menu.open ? document.addEventListener('pointerdown', pressed) : document.removeEventListener('pointerdown', pressed)));
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    event.stopPropagation();
  });
  return menu;
}
