// What is read after the first picture: who the processes are and what their bags hold.
import { readBlock } from './blocks';
import { readFeatures, type Features } from './features';
import { readProcesses, type Processes, type ProcessesHeader } from './processes';

export interface Details {
  processes: Processes;
  features: Features;
}

export async function loadDetails(): Promise<Details> {
  const rows = await readBlock<ProcessesHeader>('processes');
  const texts = await readBlock<unknown>('texts');
  const args = await readBlock<unknown>('args');
  const features = await readBlock<unknown>('features');
  return { processes: await readProcesses(rows, texts, args), features: await readFeatures(features) };
}
