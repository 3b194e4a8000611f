// Points drawn by deck.gl with WebGL2.
import { Deck, OrthographicView } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import { element } from '../dom';
import type { Size, View } from './camera';
import type { PointSet, Ring, Scene, Surface } from './surface';

/** A WebGL2 context on a new canvas in `parent`; null if the browser has none. */
export function webGL2In(parent: HTMLElement): WebGL2RenderingContext | null {
  const canvas = element('canvas', { class: 'points', 'aria-hidden': 'true' });
  try {
    // Discs have smooth rims of their own: multisampling would only cost time.
    const context = canvas.getContext('webgl2', { antialias: false, alpha: true, premultipliedAlpha: true });
    if (context) parent.append(canvas);
    return context;
  } catch {
    return null;
  }
}

/** Whether WebGL2 is emulated in software: about thirty microseconds per point instead of a few nanoseconds. */
export function drawsInSoftware(gl: WebGL2RenderingContext): boolean {
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}

/** deck.gl keeps what it has uploaded to the GPU as long as it is given the same `data` object. */
interface LayerData {
  length: number;
  attributes: Record<string, { value: Float32Array | Uint8Array; size: number; normalized?: boolean }>;
}
const dataOf = new WeakMap<PointSet, LayerData>();

function layerData(points: PointSet): LayerData {
  let data = dataOf.get(points);
  if (!data) {
    data = {
      length: points.count,
      attributes: {
        getPosition: { value: points.positions, size: 2 },
        getRadius: { value: points.radii, size: 1 },
        getFillColor: { value: points.colours, size: 4, normalized: true },
      },
    };
    dataOf.set(points, data);
  }
  return data;
}

function pointLayer(id: string, points: PointSet, radiusScale: number): ScatterplotLayer {
  return new ScatterplotLayer({
    id,
    data: layerData(points),
    radiusUnits: 'pixels',
    radiusScale,
    radiusMinPixels: 0.6,
    pickable: false,
    parameters: { depthWriteEnabled: false, depthCompare: 'always' },
  });
}

function ringLayer(rings: Ring[]): ScatterplotLayer<Ring> {
  return new ScatterplotLayer<Ring>({
    id: 'rings',
    data: rings,
    getPosition: (ring) => [ring.x, ring.y],
    getRadius: (ring) => ring.radius,
    getLineColor: (ring) => [...ring.colour, 255] as [number, number, number, number],
    getLineWidth: (ring) => ring.width,
    radiusUnits: 'pixels',
    lineWidthUnits: 'pixels',
    filled: false,
    stroked: true,
    pickable: false,
    parameters: { depthWriteEnabled: false, depthCompare: 'always' },
  });
}

export class DeckSurface implements Surface {
  readonly kind = 'webgl2';
  private readonly deck: Deck<OrthographicView>;
  private readonly canvas: HTMLCanvasElement;

  /** @param failed called once if the GPU fails */
  constructor(gl: WebGL2RenderingContext, size: Size, failed: (error: Error) => void) {
    this.canvas = gl.canvas as HTMLCanvasElement;
    this.fitCanvas(size);
    this.deck = new Deck({
      gl,
      width: size.width,
      height: size.height,
      views: new OrthographicView({ id: 'map', flipY: false, controller: false }),
      viewState: { target: [0, 0, 0], zoom: 0 },
      layers: [],
      useDevicePixels: true,
      onError: (error) => failed(error),
    });
  }

  draw(scene: Scene, view: View): boolean {
    const layers = [
      pointLayer('aside', scene.aside, scene.radiusScale),
      pointLayer('halos', scene.halos, scene.radiusScale),
      pointLayer('rims', scene.rims, scene.radiusScale),
      pointLayer('lit', scene.lit, scene.radiusScale),
      ringLayer(scene.rings),
    ];
    this.deck.setProps({
      viewState: { target: [view.x, view.y, 0], zoom: view.zoom, minZoom: -40, maxZoom: 40 },
      layers,
    });
    // Draws now rather than at deck.gl's next turn, so that points and labels move in the same frame.
    if (!this.deck.isInitialized) return false;
    this.canvas.removeAttribute('tabindex'); // deck.gl makes it a tab stop, although it has no controls
    this.deck.redraw('map');
    // Shaders are linked in the background; until then a layer draws nothing, and deck.gl does not redraw it later.
    return !layers.some((layer) => layer.getModels().some((model) => model.needsRedraw() !== false));
  }

  resize(size: Size): void {
    this.fitCanvas(size);
    this.deck.setProps({ width: size.width, height: size.height });
  }

  /** deck.gl does not resize a canvas that it did not create. */
  private fitCanvas(size: Size): void {
    const density = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(size.width * density);
    this.canvas.height = Math.round(size.height * density);
    this.canvas.style.width = `${size.width}px`;
    this.canvas.style.height = `${size.height}px`;
  }
}
