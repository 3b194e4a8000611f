// Light and dark theme on pages without other stored settings: follows the system until chosen.
import { setStateVariables } from '../colour/lineage_states';
import type { Theme } from '../colour/palettes';
import { icon, iconButton } from '../dom';

export function themeButton(): HTMLButtonElement {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const button = iconButton('sun', 'Light or dark', () => set(document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark'));
  button.id = 'theme';
  const set = (theme: Theme): void => {
    document.documentElement.dataset.theme = theme;
    setStateVariables(document.documentElement.style, theme);
    button.replaceChildren(icon(theme === 'dark' ? 'sun' : 'moon'));
  };
  const follow = (): void => set(dark.matches ? 'dark' : 'light');
  follow();
  dark.addEventListener('change', follow);
  return button;
}
