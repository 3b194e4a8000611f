// Draws points: WebGL2 by deck.gl, or the page itself if that is missing or emulated in software.
import type { Rgb } from '../colour/oklch';
import type { Size, View } from './camera';

/** Points drawn alike, in the given order: later ones on top. */
export interface PointSet {
  count: number;
  /** x and y of each, map units */
  positions: Float32Array;
  /** Radius of each in pixels, before `radiusScale`. */
  radii: Float32Array;
  /** Red, green, blue, alpha of each. */
  colours: Uint8Array;
}

export interface Ring {
  x: number;
  y: number;
  /** pixels */
  radius: number;
  colour: Rgb;
  width: number;
}

export interface Scene {
  /** In drawing order: what is set aside, then halos, then rims of what is lit or selected, then the points themselves. */
  aside: PointSet;
  halos: PointSet;
  rims: PointSet;
  lit: PointSet;
  rings: Ring[];
  radiusScale: number;
}

export interface Surface {
  /** `canvas` if WebGL2 is missing, `pixels` if it exists but would be slower. */
  readonly kind: 'webgl2' | 'pixels' | 'canvas';
  /** Draws immediately. False if not everything is shown yet: call again in the next frame. */
  draw(scene: Scene, view: View): boolean;
  resize(size: Size): void;
}

export const noPoints: PointSet = {
  count: 0,
  positions: new Float32Array(0),
  radii: new Float32Array(0),
  colours: new Uint8Array(0),
};
