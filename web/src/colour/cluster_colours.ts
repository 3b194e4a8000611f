// One colour for each cluster. Neighbours on the map must be distinguishable; distant ones may share a colour.
import type { Points } from '../data/atlas';
import { toRgb, type Rgb } from './oklch';
import { categorical, type Theme } from './palettes';

export interface Centres {
  x: Float64Array;
  y: Float64Array;
}

/** The mean position of each cluster's points. */
export function clusterCentres(points: Points, clusters: number): Centres {
  const x = new Float64Array(clusters);
  const y = new Float64Array(clusters);
  const weight = new Float64Array(clusters);
  for (let i = 0; i < points.count; ++i) {
    const cluster = points.cluster[i];
    if (cluster < 0) continue;
    x[cluster] += points.x[i];
    y[cluster] += points.y[i];
    ++weight[cluster];
  }
  for (let c = 0; c < clusters; ++c) {
    x[c] /= weight[c] || 1;
    y[c] /= weight[c] || 1;
  }
  return { x, y };
}

/** Hue by direction from the middle of the map, so that a region has a family of colours, varied within it. */
export function colourByPlace(centres: Centres, theme: Theme): Rgb[] {
  const count = centres.x.length;
  const middle = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, count);
  const [mx, my] = [middle(centres.x), middle(centres.y)];
  return Array.from({ length: count }, (_, cluster) => {
    const angle = (Math.atan2(centres.y[cluster] - my, centres.x[cluster] - mx) * 180) / Math.PI;
    const vary = ((cluster * 0.618034) % 1) - 0.5; // golden ratio: successive clusters differ most
    const step = ((cluster * 0.381966) % 1) - 0.5;
    return theme === 'dark'
      ? toRgb({ l: 0.74 + 0.13 * step, c: 0.13 + 0.03 * vary, h: angle + 44 * vary })
      : toRgb({ l: 0.57 + 0.15 * step, c: 0.155 + 0.03 * vary, h: angle + 44 * vary });
  });
}

/**
 * The few colour-blind-safe colours, assigned so that a cluster's nearest neighbours have different colours as far as
 * possible.
 */
export function colourByNeighbours(centres: Centres, theme: Theme): Rgb[] {
  const palette = categorical(theme, true);
  const count = centres.x.length;
  const chosen = new Int32Array(count).fill(-1);
  const result: Rgb[] = [];
  for (let cluster = 0; cluster < count; ++cluster) {
    const nearest = nearestBefore(centres, cluster, palette.length - 1);
    const cost = palette.map((_, colour) => nearest.reduce((sum, other, rank) => sum + (chosen[other] === colour ? 1 / (1 + rank) : 0), 0));
    let best = cluster % palette.length;
    for (let colour = 0; colour < palette.length; ++colour) if (cost[colour] < cost[best]) best = colour;
    chosen[cluster] = best;
    result.push(palette[best]);
  }
  return result;
}

/** The `count` nearest of the preceding clusters, nearest first. */
function nearestBefore(centres: Centres, cluster: number, count: number): number[] {
  const distance = (other: number) =>
    (centres.x[other] - centres.x[cluster]) ** 2 + (centres.y[other] - centres.y[cluster]) ** 2;
  return Array.from({ length: cluster }, (_, other) => other)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, count);
}
