// Stores labels where the page's data comes from: reads them once and writes every change back after a short delay.
import type { Atlas } from '../data/atlas';
import type { LabelStore } from '../data/source';
import type { PageStore } from '../state/page_state';
import { labelsFile, readLabels } from './labels';

/** Milliseconds without further changes before a change is written. */
const patience = 400;

/** Call when details have been read. @param tell shows a line to the user */
export async function keepLabels(atlas: Atlas, store: PageStore, kept: LabelStore, tell: (text: string) => void): Promise<void> {
  const { details } = store.now;
  if (!details) return;
  const { file, readOnly } = await kept.load();
  const { labels, others } = readLabels(file, details);
  store.set({ labels: [...labels, ...store.now.labels], labelsAre: readOnly ? 'read-only' : kept.where === 'browser' ? 'in-browser' : 'kept' });
  if (readOnly) return;

  let written = store.now.labels;
  let timer = 0;
  let failed = false;
  /** Writes happen one at a time, so that the last change wins. */
  let last = Promise.resolve();

  async function write(): Promise<void> {
    const now = store.now.labels;
    if (now === written || !details) return;
    try {
      await kept.save(labelsFile(now, atlas, details, others));
      written = now;
      if (failed) tell('Labels are saved again.');
      failed = false;
    } catch (error) {
      if (!failed) tell(`Labels could not be saved: ${error instanceof Error ? error.message : String(error)} The next change will try again; “Save to file” also keeps them.`);
      failed = true;
    }
  }

  kept.followOthers?.((changed) => {
    clearTimeout(timer);
    written = readLabels(changed, details).labels;
    store.set({ labels: written });
  });
  store.follow(['labels'], () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => (last = last.then(write)), patience);
  });
  // Leaving the page immediately must not lose the last change.
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') last = last.then(write);
  });
}
