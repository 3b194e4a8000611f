// The name of a process as a link to its point on the map.
import { element, type Child } from '../dom';
import type { Actions } from './actions';

/** @param row the process, or undefined for the first of the point */
export function pointLink(actions: Actions, point: number, row: number | undefined, title: string, ...content: Child[]): HTMLButtonElement {
  return element(
    'button',
    {
      type: 'button',
      class: 'point-link',
      title,
      click: () => actions.open(point, row),
      pointerenter: () => actions.point(point),
      pointerleave: () => actions.point(-1),
      focus: () => actions.point(point),
      blur: () => actions.point(-1),
    },
    ...content,
  );
}
