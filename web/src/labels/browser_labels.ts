// Labels of a page that is a file: kept by the browser, under the file's path.
import type { LabelStore } from '../data/source';

const nothing = JSON.stringify({ format: 'proclens labels', version: 1, labels: [] });

/** Undefined where the browser keeps nothing for files. */
export function browserLabels(): LabelStore | undefined {
  const key = `proclens labels of ${location.pathname}`;
  let kept: Storage;
  try {
    kept = localStorage;
    kept.getItem(key);
  } catch {
    return undefined;
  }
  return {
    where: 'browser',
    load: () => Promise.resolve({ file: kept.getItem(key) ?? nothing, readOnly: false }),
    save: (file) => {
      try {
        kept.setItem(key, file);
        return Promise.resolve(undefined);
      } catch {
        return Promise.reject(new Error('The browser has no room for them.'));
      }
    },
    followOthers: (changed) => addEventListener('storage', (event) => event.key === key && event.newValue !== null && changed(event.newValue)),
  };
}
