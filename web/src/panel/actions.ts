// What the panels may ask the page to do.

export interface Actions {
  /** Pins a point, at one of its rows or the first, and brings it into view. */
  open(point: number, row?: number): void;
  /** Rings a point while the pointer or the focus is on its name; −1 for none. */
  point(point: number): void;
}
