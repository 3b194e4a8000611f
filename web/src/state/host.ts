// Keeps a page that is embedded in a notebook in step with it: selection, labels and state, by messages with the window
// around it. Only for a page that was written into its frame: whoever wrote it there has its content anyway, whereas a
// page that is loaded from an address must not tell its selection to whatever site frames it.
import type { Atlas } from '../data/atlas';
import type { Processes } from '../data/processes';
import { labelsFile, readLabels } from '../labels/labels';
import type { MapView } from '../map/map_view';
import { ofRows, rowsOf, type Selection } from '../select/selection';
import type { Shown } from '../facets/engine';
import { linkedFields, readLink, viewOf, writeLink } from './link';
import type { PageStore } from './page_state';

/** Milliseconds without changes before the host is told. */
const patience = 150;

/** What a page and its host tell each other, each under the key `proclens`. */
export type HostMessage = { kind: 'ready' } | { kind: 'selection'; pidHashes: string[] } | { kind: 'state'; link: string } | { kind: 'labels'; file: string };

/** Whether the page was written into its frame. */
export const hasHost = (): boolean => window.parent !== window && location.protocol === 'about:';

/** The hashes of the selected processes that are shown. */
export function hashesOf(selection: Selection | undefined, processes: Processes, shown: Shown | undefined): string[] {
  return selection ? Array.from(rowsOf(selection, processes, shown), (row) => processes.pidHash(row)) : [];
}

/** The selection of the processes with these hashes; undefined if the map has none of them. */
export function selectionOfHashes(pidHashes: readonly string[], processes: Processes): Selection | undefined {
  const rows = Uint32Array.from(processes.rowsOf(pidHashes).values()).sort();
  return rows.length > 0 ? ofRows('From the notebook', rows, processes) : undefined;
}

/** A message of the host, checked: it is data from outside like any other. */
export function readMessage(data: unknown): HostMessage | undefined {
  const message = (data as { proclens?: unknown } | null)?.proclens as Record<string, unknown> | undefined;
  if (typeof message !== 'object' || message === null) return undefined;
  const { kind, pidHashes, link, file } = message;
  if (kind === 'selection' && Array.isArray(pidHashes) && pidHashes.every((hash) => typeof hash === 'string')) return { kind, pidHashes };
  if (kind === 'state' && typeof link === 'string') return { kind, link };
  if (kind === 'labels' && typeof file === 'string') return { kind, file };
  return undefined;
}

/** Call when details have been read. @returns what to call when the view has moved */
export function followHost(atlas: Atlas, store: PageStore, map: MapView): () => void {
  const { details, engine } = store.now;
  if (!details || !engine) throw new Error('the details come first');
  const { processes } = details;
  const tell = (message: HostMessage): void => window.parent.postMessage({ proclens: message }, '*');
  /** Calls what is due once nothing has changed for a while. */
  const patiently = (call: () => void): (() => void) => {
    let timer = 0;
    return () => {
      clearTimeout(timer);
      timer = window.setTimeout(call, patience);
    };
  };
  addEventListener('message', (event) => {
    const message = event.source === window.parent ? readMessage(event.data) : undefined;
    if (message?.kind === 'selection') {
      const selection = selectionOfHashes(message.pidHashes, processes);
      const { side } = store.now;
      store.set({ selection, finding: -1, side: selection || side !== 'selection' ? side : undefined });
    } else if (message?.kind === 'labels') {
      try {
        store.set({ labels: readLabels(message.file, details).labels });
      } catch {
        // Not labels: the page keeps its own and sends them back.
        tell({ kind: 'labels', file: labelsFile(store.now.labels, atlas, details) });
      }
    } else if (message?.kind === 'state') {
      store.set(readLink(message.link, atlas, details, engine.facets));
      const view = viewOf(message.link);
      if (view) map.lookAt(view);
    }
  });
  const tellState = patiently(() => tell({ kind: 'state', link: writeLink(store.now, atlas, map.linkedView, engine.facets, details) }));
  store.follow(['selection', 'shown'], patiently(() => tell({ kind: 'selection', pidHashes: hashesOf(store.now.selection, processes, store.now.shown) })));
  store.follow(['labels'], patiently(() => tell({ kind: 'labels', file: labelsFile(store.now.labels, atlas, details) })));
  store.follow([...linkedFields], tellState);
  tell({ kind: 'ready' });
  return tellState;
}
