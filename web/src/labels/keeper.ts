// Stores labels where the page's data comes from: reads them once and writes every change back after a short delay.
import type { Atlas } from '../data/atlas';
import type { LabelStore } from '../data/source';
import type { PageStore } from '../state/page_state';
import { visibleString } from '../text/visible';
import { labelsFile, labelsToStore, readLabels, type UserLabel } from './labels';

/** Milliseconds without further changes before a change is written. */
const patience = 400;

/** What was changed of `before` while it was being written, applied to what it has become. */
export function rebased(before: readonly UserLabel[], now: readonly UserLabel[], stored: readonly UserLabel[], keyOf: (label: UserLabel) => string): readonly UserLabel[] {
  if (now === before) return stored;
  const removed = new Set(before.filter((label) => !now.includes(label)).map(keyOf));
  return [...stored.filter((label) => !removed.has(keyOf(label))), ...now.filter((label) => !before.includes(label))];
}

/** Call when details have been read. @param tell shows a line to the user */
export async function keepLabels(atlas: Atlas, store: PageStore, kept: LabelStore, tell: (text: string) => void): Promise<void> {
  const { details } = store.now;
  if (!details) return;
  const first = await kept.load();
  let { labels: written, others } = readLabels(first.file, details, true);
  store.set({ labels: [...written, ...store.now.labels], labelsAre: first.readOnly ? 'read-only' : kept.where === 'browser' ? 'in-browser' : 'kept' });
  if (first.readOnly) return;

  let timer = 0;
  let failed = false;
  /** Writes happen one at a time, so that each starts from what the one before has left. */
  let last = Promise.resolve();
  const keyOf = (label: UserLabel): string => JSON.stringify(labelsToStore([label], details)[0]);

  async function write(): Promise<void> {
    const now = store.now.labels as UserLabel[];
    if (now === written || !details) return;
    try {
      const answer = await kept.save(labelsFile(now, atlas, details, others), [...labelsToStore(written, details), ...others]);
      if (answer) {
        ({ labels: written, others } = readLabels(answer.file, details, true));
        store.set({ labels: rebased(now, store.now.labels, written, keyOf) });
        if (answer.conflicts.length > 0) tell(`Somebody else has changed ${answer.conflicts.map((name) => `“${visibleString(name)}”`).join(', ')}, too: both versions are kept.`);
      } else written = now;
      if (failed) tell('Labels are saved again.');
      failed = false;
    } catch (error) {
      if (!failed) tell(`Labels could not be saved: ${error instanceof Error ? error.message : String(error)} The next change will try again; “Save to file” also keeps them.`);
      failed = true;
    }
  }

  kept.followOthers?.((changed) => {
    clearTimeout(timer);
    ({ labels: written, others } = readLabels(changed, details, true));
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
