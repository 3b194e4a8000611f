import { Deck, OrthographicView } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import './style/page.css';
import { loadAtlas } from './data/atlas';

async function start(): Promise<void> {
  const { points } = await loadAtlas();
  const positions = new Float32Array(2 * points.count);
  for (let i = 0; i < points.count; ++i) {
    positions[2 * i] = points.x[i];
    positions[2 * i + 1] = points.y[i];
  }
  new Deck({
    parent: document.getElementById('app') as HTMLDivElement,
    views: new OrthographicView({ flipY: false }),
    controller: true,
    initialViewState: { target: [0, 0, 0], zoom: 4 },
    layers: [
      new ScatterplotLayer({
        id: 'points',
        data: { length: points.count, attributes: { getPosition: { value: positions, size: 2 } } },
        radiusUnits: 'pixels',
        getRadius: 3,
        getFillColor: [120, 160, 220],
      }),
    ],
  });
}

void start();
