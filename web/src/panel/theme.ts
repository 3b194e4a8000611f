// The light or dark theme of a page: the system's until another is chosen.
import { setStateVariables } from '../colour/lineage_states';
import type { Theme } from '../colour/palettes';

const darkPreferred = matchMedia('(prefers-color-scheme: dark)');

export const preferredTheme = (): Theme => (darkPreferred.matches ? 'dark' : 'light');

/** Calls `follow` with the system's theme whenever that changes. */
export function followPreferredTheme(follow: (theme: Theme) => void): void {
  darkPreferred.addEventListener('change', () => follow(preferredTheme()));
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  setStateVariables(document.documentElement.style, theme);
}
