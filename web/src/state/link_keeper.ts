// Keeps the page's address in sync with what the page shows, and the page with an address that the user enters.
import type { Atlas } from '../data/atlas';
import type { MapView } from '../map/map_view';
import { linkedFields, readLink, viewOf, writeLink } from './link';
import type { PageStore } from './page_state';

/** Milliseconds without changes before the address is written: browsers limit the number of changes per second. */
const patience = 250;

export interface LinkKeeper {
  /** Call when the view has changed. */
  moved(): void;
  /** Applies the state in the address except the view; call once details have been read. */
  takeOver(): void;
  /** The current address, for sharing. */
  address(): string;
}

export function linkKeeper(atlas: Atlas, store: PageStore, map: () => MapView): LinkKeeper {
  let written = location.hash.replace(/^#/, '');
  let timer = 0;
  let ready = false;

  function write(): void {
    const { engine, details } = store.now;
    written = writeLink(store.now, atlas, map().linkedView, engine?.facets, details);
    const now = location.hash.replace(/^#/, '');
    if (now === written) return;
    try {
      history.replaceState(null, '', written === '' ? location.pathname + location.search : `#${written}`);
    } catch {
      // If a browser forbids it here, the page works, but links do not follow.
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
