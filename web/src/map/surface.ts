// What draws points: WebGL2 by deck.gl, or the page itself where that is missing or done in software.
import type { Rgb } from '../colour/oklch';
import type { Size, View } from './camera';

/** Points to draw alike, in the order given: later ones on top. */
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
  /** Drawn first: what is left aside, then halos, then rims of what is selected, then the points themselves. */
  aside: PointSet;
  halos: PointSet;
  rims: PointSet;
  lit: PointSet;
  rings: Ring[];
  radiusScale: number;
}

export interface Surface {
  /** `canvas` where WebGL2 is missing, `pixels` where it is there and would be slower. */
  readonly kind: 'webgl2' | 'pixels' | 'canvas';
  /** Draws at once. False if what is shown is not all of it yet: ask again in the next frame. */
  draw(scene: Scene, view: View): boolean;
  resize(size: Size): void;
}

export const noPoints: PointSet = {
  count: 0,
  positions: new Float32Array(0),
  radii: new Float32Array(0),
  colours: new Uint8Array(0),
};
