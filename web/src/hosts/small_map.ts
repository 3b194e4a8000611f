// A small picture of the map with the bins of one host and its path through them.
import type { Points } from '../data/atlas';
import { element } from '../dom';
import { extent } from '../map/point_index';
import type { HostBin } from './host_bins';

const width = 150;
const height = 112;
const margin = 7;

/** Where points are on small maps, in pixels: x and y in turn. */
export function smallPlaces(points: Points): Float32Array {
  const [left, right] = extent(points.x);
  const [bottom, top] = extent(points.y);
  const scale = Math.min((width - 2 * margin) / Math.max(right - left, 1e-6), (height - 2 * margin) / Math.max(top - bottom, 1e-6));
  const places = new Float32Array(2 * points.count);
  for (let point = 0; point < points.count; ++point) {
    places[2 * point] = width / 2 + (points.x[point] - (left + right) / 2) * scale;
    places[2 * point + 1] = height / 2 - (points.y[point] - (bottom + top) / 2) * scale;
  }
  return places;
}

/**
 * @param places see `smallPlaces`
 * @param colourOf of a bin, in CSS
 * @param faint of all other points, in CSS
 */
export function smallMap(places: Float32Array, bins: readonly HostBin[], colourOf: (bin: HostBin) => string, faint: string): HTMLCanvasElement {
  const density = window.devicePixelRatio || 1;
  const canvas = element('canvas', { class: 'small-map', width: Math.round(width * density), height: Math.round(height * density), 'aria-hidden': 'true' });
  const context = canvas.getContext('2d');
  if (!context) return canvas;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.fillStyle = faint;
  for (let i = 0; i < places.length; i += 2) context.fillRect(places[i] - 0.7, places[i + 1] - 0.7, 1.4, 1.4);
  context.globalAlpha = 0.45;
  context.lineWidth = 0.8;
  for (let i = 0; i + 1 < bins.length; ++i) {
    context.strokeStyle = colourOf(bins[i + 1]);
    context.beginPath();
    context.moveTo(places[2 * bins[i].point], places[2 * bins[i].point + 1]);
    context.lineTo(places[2 * bins[i + 1].point], places[2 * bins[i + 1].point + 1]);
    context.stroke();
  }
  context.globalAlpha = 1;
  for (const bin of bins) {
    context.fillStyle = colourOf(bin);
    context.beginPath();
    context.arc(places[2 * bin.point], places[2 * bin.point + 1], 2, 0, 2 * Math.PI);
    context.fill();
  }
  return canvas;
}
