// What panels can ask the page to do.
import type { Change } from '../select/selection';

export interface Actions {
  /** Pins a point, at one of its rows or the first, and brings it into view. */
  open(point: number, row?: number): void;
  /** Rings a point while the pointer or the focus is on its name; −1 for none. */
  point(point: number): void;
  /** Selects those processes of the points that are shown; `name` tells users how they were found. */
  select(points: Iterable<number>, name: string, change?: Change): void;
  /** Selects all processes of the points. */
  selectAll(points: Iterable<number>, name: string, change?: Change): void;
  /** Zooms to these points. */
  zoomTo(points: Iterable<number>): void;
  /** Opens a finding and selects its processes. @param finding its index among those listed */
  showFinding(finding: number): void;
  /** Opens the form to label these points, or a cluster. */
  label(points: Uint32Array, name: string, cluster: number): void;
  /** The address of the audit's examples of a state or flag; absent if there is no page of the audit. */
  auditOf?(term: string): string;
}
