// Keeps the page's address in step with what the page shows, and the page with an address that the user enters or goes
// back to.
import type { Atlas } from '../data/atlas';
import type { MapView } from '../map/map_view';
import { readLink, viewOf, writeLink } from './link';
import { keptFields, pageSteps } from './page_steps';
import type { PageStore } from './page_state';

export interface LinkKeeper {
  /** Call when the view has changed. */
  moved(): void;
  /** Applies the state in the address except the view; call once details have been read. */
  takeOver(): void;
  /** The current address, for sharing. */
  address(): string;
  undo(): void;
  redo(): void;
}

export function linkKeeper(atlas: Atlas, store: PageStore, map: () => MapView): LinkKeeper {
  let written = location.hash.replace(/^#/, '');
  let steps: ReturnType<typeof pageSteps> | undefined;
  /** Whether the address says what the page shows, for tests. */
  const say = (address: 'current' | 'behind'): void => void (document.body.dataset.address = address);

  function changed(): void {
    if (!steps) return;
    steps.changed();
    say('behind');
  }

  /** @param isStep whether the browser's Back leads to what the address says now */
  function write(isStep: boolean): void {
    const { engine, details } = store.now;
    written = writeLink(store.now, atlas, map().linkedView, engine?.facets, details);
    if (location.hash.replace(/^#/, '') === written) return;
    const address = written === '' ? location.pathname + location.search : `#${written}`;
    try {
      if (isStep) history.pushState(null, '', address);
      else history.replaceState(null, '', address);
    } catch {
      // If a browser forbids it here, the page works, but links do not follow.
    }
  }

  function apply(): void {
    const { details, engine } = store.now;
    if (details && engine) store.set(readLink(location.hash, atlas, details, engine.facets));
  }

  function takeOver(): void {
    if (location.hash.length > 1) apply();
    steps ??= pageSteps(
      store,
      { now: () => map().relativeView, goTo: (view) => map().lookAt(view, false) },
      // Moves of the view are too many for the browser's history; labels are not in the address.
      (fields, joined) => {
        write(!joined && fields.some((field) => field !== 'view' && field !== 'labelEdits'));
        say('current');
      },
    );
    store.follow([...keptFields], changed);
  }

  addEventListener('hashchange', () => {
    if (location.hash.replace(/^#/, '') === written) return;
    written = location.hash.replace(/^#/, '');
    steps?.arrive(apply); // before details are read, only the view: takeOver() applies the rest
    const view = viewOf(location.hash);
    if (view) map().lookAt(view);
    else map().showAll();
  });
  return {
    moved: changed,
    takeOver,
    address() {
      steps?.settle();
      return location.href;
    },
    undo: () => void steps?.undo(),
    redo: () => void steps?.redo(),
  };
}
