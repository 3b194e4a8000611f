// The page's colours for data, for the dark and the light theme.
import { fromHex, ramp, toRgb, type Oklch, type Rgb } from './oklch';

export type Theme = 'dark' | 'light';

/** What belongs to no group. */
export const neutral: Record<Theme, Rgb> = { dark: [104, 114, 132], light: [176, 182, 192] };

/** What a search or a choice in the legend excludes. */
export const aside: Record<Theme, Rgb> = { dark: [66, 73, 86], light: [205, 208, 212] };

/** What is hovered or pinned. */
export const focus: Record<Theme, Rgb> = { dark: [255, 255, 255], light: [20, 24, 32] };

/** The rim of a second selection, for comparison. */
export const second: Record<Theme, Rgb> = { dark: [255, 176, 64], light: [200, 96, 0] };

/**
 * Colours that people with common colour-vision deficiencies can distinguish: the eight of Okabe and Ito (2008),
 * without black in the dark theme and without yellow in the light one.
 */
const safe: Record<Theme, Rgb[]> = {
  dark: ['56b4e9', 'e69f00', '009e73', 'f0e442', 'd55e00', 'cc79a7', '0072b2'].map(fromHex),
  light: ['0072b2', 'e69f00', '009e73', '56b4e9', 'd55e00', 'cc79a7', '2b2724'].map(fromHex),
};

/** Twelve hues in an order that separates neighbours in a legend. */
const hues = [252, 62, 152, 22, 305, 195, 95, 340, 225, 130, 40, 280];

function vivid(theme: Theme): Rgb[] {
  return hues.map((h, i) =>
    toRgb(theme === 'dark' ? { l: i % 2 ? 0.8 : 0.73, c: 0.125, h } : { l: i % 2 ? 0.64 : 0.55, c: 0.15, h }),
  );
}

const vividOf: Record<Theme, Rgb[]> = { dark: vivid('dark'), light: vivid('light') };

/** Colours for a handful of kinds. */
export const categorical = (theme: Theme, colourBlindSafe: boolean): Rgb[] => (colourBlindSafe ? safe : vividOf)[theme];

export const rampSteps = 256;

const timeStops: Record<Theme, Oklch[]> = {
  dark: [
    { l: 0.46, c: 0.15, h: 295 },
    { l: 0.66, c: 0.11, h: 215 },
    { l: 0.9, c: 0.15, h: 112 },
  ],
  light: [
    { l: 0.36, c: 0.15, h: 300 },
    { l: 0.58, c: 0.11, h: 225 },
    { l: 0.78, c: 0.16, h: 128 },
  ],
};

const scoreStops: Record<Theme, Oklch[]> = {
  dark: [
    { l: 0.42, c: 0.045, h: 255 },
    { l: 0.62, c: 0.13, h: 335 },
    { l: 0.86, c: 0.15, h: 425 },
  ],
  light: [
    { l: 0.84, c: 0.02, h: 255 },
    { l: 0.66, c: 0.15, h: 335 },
    { l: 0.45, c: 0.18, h: 385 },
  ],
};

/** From early to late. Lightness increases throughout, so that it can be read without hue. */
export const timeRamp = (theme: Theme): Rgb[] => ramp(timeStops[theme], rampSteps);

/** From unremarkable to outstanding; outstanding values also differ most in lightness from the background. */
export const scoreRamp = (theme: Theme): Rgb[] => ramp(scoreStops[theme], rampSteps);
