// Buttons that switch between the light and the dark theme.
import type { Theme } from '../colour/palettes';
import { icon, iconButton } from '../dom';
import { applyTheme, followPreferredTheme, preferredTheme } from './theme';

export const oppositeTheme = (theme: Theme): Theme => (theme === 'dark' ? 'light' : 'dark');

/** On pages without other stored settings. */
export function themeButton(): HTMLButtonElement {
  const button = iconButton('sun', 'Light or dark', () => set(oppositeTheme(document.documentElement.dataset.theme as Theme)));
  button.id = 'theme';
  const set = (theme: Theme): void => {
    applyTheme(theme);
    button.replaceChildren(icon(theme === 'dark' ? 'sun' : 'moon'));
  };
  set(preferredTheme());
  followPreferredTheme(set);
  return button;
}

/** On pages that keep the theme in their state; `show` is called with it. */
export function themeSwitch(change: () => void): { button: HTMLButtonElement; show(theme: Theme): void } {
  const button = iconButton('sun', 'Light', change);
  button.id = 'theme';
  return {
    button,
    show(theme) {
      button.replaceChildren(icon(theme === 'dark' ? 'sun' : 'moon'));
      button.title = `Switch to ${oppositeTheme(theme)} (t)`;
      button.setAttribute('aria-label', button.title);
    },
  };
}
