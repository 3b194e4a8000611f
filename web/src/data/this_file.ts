// The data inside the page's own file.
import { scanner } from '../search/scanner';
import { readAtlas, type MapHeader } from './atlas';
import { readBlock } from './blocks';
import { readFeatures } from './features';
import { readNeighbours } from './neighbours';
import { readProcesses, type ProcessesHeader } from './processes';
import type { DataSource } from './source';

/** Resolves once the browser has read the file to its end: the details stand behind the script. */
function wholeFile(): Promise<unknown> {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
}

/** The blocks inside this very file. */
export const thisFile: DataSource = {
  origin: 'This page is one file and contacts no network.',
  sharing: 'The link is copied. It shows the same in a copy of this file at the same place.',
  async atlas() {
    return readAtlas(await readBlock<MapHeader>('map'));
  },
  async details() {
    await wholeFile();
    const rows = await readBlock<ProcessesHeader>('processes');
    const texts = await readBlock<unknown>('texts');
    const args = await readBlock<unknown>('args');
    const features = await readBlock<unknown>('features');
    const neighbours = await readBlock<{ count: number }>('neighbours');
    return {
      processes: await readProcesses(rows, texts, args),
      features: await readFeatures(features),
      neighbours: readNeighbours(neighbours),
    };
  },
  finder: scanner(),
};
