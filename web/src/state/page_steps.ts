// What a step of the user on the map's page is.
import type { UserLabel } from '../labels/labels';
import type { View } from '../map/camera';
import { linkedFields } from './link';
import type { PageState, PageStore } from './page_state';
import { Steps } from './steps';

/** What a step changes; the rest of a snapshot, which panels are open, comes along. */
const stepFields = ['query', 'filters', 'colourBy', 'colourBlindSafe', 'selection', 'second', 'pinned', 'pinnedRow', 'finding', 'host', 'labelEdits'] as const satisfies (keyof PageState)[];

/** Whose changes belong to a step. */
export const keptFields = [...linkedFields, 'host', 'labels', 'labelEdits'] as const satisfies (keyof PageState)[];

type Snapshot = Pick<PageState, (typeof keptFields)[number]> & { view: View };

export interface ViewOfMap {
  /** With its zoom relative to that of the whole map. */
  now(): View;
  goTo(view: View): void;
}

/** Whether two views look the same: a map is some twenty units wide, so this is about a pixel. */
const sameView = (a: View, b: View): boolean => Math.abs(a.zoom - b.zoom) < 1e-3 && Math.hypot(a.x - b.x, a.y - b.y) * 2 ** a.zoom < 0.02;

const keyOf = ({ name, colour, note, cluster, points }: UserLabel): string => JSON.stringify([name, colour, note, cluster, points.length, points[0]]);

/** Labels after a change from some to others is made to `now`, which others may have changed, too. */
export function relabelled(now: readonly UserLabel[], from: readonly UserLabel[], to: readonly UserLabel[]): readonly UserLabel[] {
  const [before, after, here] = [from, to, now].map((labels) => new Set(labels.map(keyOf)));
  return [...now.filter((label) => !before.has(keyOf(label)) || after.has(keyOf(label))), ...to.filter((label) => !before.has(keyOf(label)) && !here.has(keyOf(label)))];
}

/** Tell it when one of `keptFields` or the view has changed. @param rested see `Stepped` */
export function pageSteps(store: PageStore, view: ViewOfMap, rested: (fields: string[], joined: boolean) => void): Steps<Snapshot> {
  const take = (): Snapshot => {
    const fields = Object.fromEntries(keptFields.map((field) => [field, store.now[field]])) as Omit<Snapshot, 'view'>;
    return { ...fields, view: view.now() };
  };
  return new Steps<Snapshot>({
    take,
    differing: (before, now) => [...stepFields.filter((field) => before[field] !== now[field]), ...(sameView(before.view, now.view) ? [] : ['view'])],
    restore: (from, to) => {
      const { view: there, labels, ...fields } = to;
      store.set({ ...fields, labels: from.labelEdits === to.labelEdits ? store.now.labels : relabelled(store.now.labels, from.labels, labels) });
      view.goTo(there);
    },
    rested,
  });
}
