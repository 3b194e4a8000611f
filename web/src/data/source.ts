// Where the page's data comes from. Everything else on the page sees only this, so that a server may stand behind it.
import { readAtlas, type Atlas, type MapHeader } from './atlas';
import { readBlock } from './blocks';
import type { Details } from './details';
import { readFeatures } from './features';
import { readNeighbours } from './neighbours';
import { readProcesses, type ProcessesHeader } from './processes';

export interface DataSource {
  /** What the first picture needs. */
  atlas(): Promise<Atlas>;
  /** The rest; asked for once, after the first picture. */
  details(): Promise<Details>;
}

/** Resolves once the browser has read the file to its end: the details stand behind the script. */
function wholeFile(): Promise<unknown> {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
}

/** The blocks inside this very file. */
export const thisFile: DataSource = {
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
};
