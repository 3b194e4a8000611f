// One colour per lineage state, on the audit page and on the map: one hue per kind, blue for what the sensor missed,
// far from the red of what may be an attack. Chosen so that people with common colour-vision deficiencies can
// distinguish them.
import { fromHex, type Rgb } from './oklch';
import type { Theme } from './palettes';

/** Sound; the sensor missed something; it cannot have happened as recorded; it may be an attack. */
export type Kind = 'sound' | 'gap' | 'contradiction' | 'suspicious';

/** The colour of a kind, followed by one step for each state of that kind. */
export const kindColours: Record<Theme, Record<Kind, string[]>> = {
  dark: {
    sound: ['61c290', '91f8c1', '61c290'],
    gap: ['5790da', 'aac8ef', '5790da', '2260a9'],
    contradiction: ['fac554', 'fac554'],
    suspicious: ['ed4436'],
  },
  light: {
    sound: ['0d815d', '57d1a2', '0d815d'],
    gap: ['698dca', '9bb2d8', '698dca', '21509e'],
    contradiction: ['c08604', 'c08604'],
    suspicious: ['b4051d'],
  },
};

/** The states of the audit, each with its kind and its step among the colours of that kind. */
const states: Record<string, [kind: Kind, step: number]> = {
  root: ['sound', 1],
  complete: ['sound', 2],
  truncated: ['gap', 1],
  orphan: ['gap', 2],
  dud: ['gap', 3],
  cyclic: ['contradiction', 1],
};

export const stateNames = Object.keys(states);

/** The colour of a state; undefined if it is not one of the audit's. */
export function stateColour(name: string, theme: Theme): Rgb | undefined {
  if (!Object.hasOwn(states, name)) return undefined;
  const [kind, step] = states[name];
  return fromHex(kindColours[theme][kind][step]);
}

/** The same as a CSS variable of the audit page. */
export function stateVariable(name: string): string {
  if (!Object.hasOwn(states, name)) return 'var(--text-faint)';
  const [kind, step] = states[name];
  return `var(--${kind}-${step})`;
}

/** Sets the CSS variables --KIND and --KIND-STEP for a theme. */
export function setStateVariables(style: CSSStyleDeclaration, theme: Theme): void {
  for (const [kind, colours] of Object.entries(kindColours[theme])) {
    colours.forEach((colour, step) => style.setProperty(step === 0 ? `--${kind}` : `--${kind}-${step}`, `#${colour}`));
  }
}
