// Colours in OKLCH, where equal steps look equal. Source: Björn Ottosson, "A perceptual color space for image processing".

export type Rgb = readonly [red: number, green: number, blue: number];

/** A colour by lightness 0 … 1, chroma 0 … about 0.3 and hue in degrees. */
export interface Oklch {
  l: number;
  c: number;
  h: number;
}

function linearRgb({ l, c, h }: Oklch): [number, number, number] {
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
  ];
}

const gamma = (v: number): number => (v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055);

/** The colour in sRGB, 0 … 255 each; colours outside the gamut lose chroma, not lightness or hue. */
export function toRgb(colour: Oklch): Rgb {
  let { c } = colour;
  let linear = linearRgb(colour);
  while (c > 0.001 && linear.some((v) => v < -0.0005 || v > 1.0005)) {
    c *= 0.95;
    linear = linearRgb({ ...colour, c });
  }
  const [r, g, b] = linear.map((v) => Math.round(255 * gamma(Math.min(1, Math.max(0, v)))));
  return [r, g, b];
}

/** "8fd4b3" as numbers. */
export const fromHex = (hex: string): Rgb => [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;

/** `steps` colours along straight lines between evenly spaced stops. */
export function ramp(stops: readonly Oklch[], steps: number): Rgb[] {
  return Array.from({ length: steps }, (_, i) => {
    const at = (i / Math.max(1, steps - 1)) * (stops.length - 1);
    const first = Math.min(stops.length - 2, Math.floor(at));
    const [from, to, t] = [stops[first], stops[first + 1], at - first];
    return toRgb({
      l: from.l + (to.l - from.l) * t,
      c: from.c + (to.c - from.c) * t,
      h: from.h + (to.h - from.h) * t,
    });
  });
}

export const cssColour = ([r, g, b]: Rgb, alpha = 1): string => `rgb(${r} ${g} ${b} / ${alpha})`;
