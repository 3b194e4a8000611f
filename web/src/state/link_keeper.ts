// Keeps the page's address in step with what the page shows, and the page in step with an address that one pastes.
import type { Atlas } from '../data/atlas';
import type { MapView } from '../map/map_view';
import { linkedFields, readLink, viewOf, writeLink } from './link';
import type { PageStore } from './page_state';

/** Milliseconds of quiet before the address is written: browsers allow only so many changes a second. */
const patience = 250;

export interface LinkKeeper {
  /** Call when the view changed. */
  moved(): void;
  /** Takes over what the address says but for the view; call once details are read. */
  takeOver(): void;
  /** The address as it is now, for a colleague. */
  address(): string;
}

export function linkKeeper(atlas: Atlas, store: PageStore, map: () => MapView): LinkKeeper {
  let written = location.hash.replace(/^#/, '');
  let timer = 0;
  let ready = false;

  function write(): void {
    const { engine, details } = store.now;
    written = writeLink(store.now, map().linkedView, engine?.facets, details);
    const now = location.hash.replace(/^#/, '');
    if (now === written) return;
    try {
      history.replaceState(null, '', written === '' ? location.pathname + location.search : `#${written}`);
    } catch {
      // A browser that forbids it here: the page works, only links do not follow.
    }
  }

  function soon(): void {
    if (!ready) return;
    clearTimeout(timer);
    timer = window.setTimeout(write, patience);
  }

  function takeOver(): void {
    const { details, engine } = store.now;
    if (!details || !engine) return;
    ready = true;
    const { hash } = location;
    if (hash.length <= 1) return;
    store.set(readLink(hash, atlas, details, engine.facets));
  }

  addEventListener('hashchange', () => {
    if (location.hash.replace(/^#/, '') === written) return;
    takeOver();
    const view = viewOf(location.hash);
    if (view) map().lookAt(view);
  });
  store.follow([...linkedFields], soon);
  return {
    moved: soon,
    takeOver,
    address() {
      clearTimeout(timer);
      write();
      return location.href;
    },
  };
}
