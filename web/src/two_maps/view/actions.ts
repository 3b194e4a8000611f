// What parts of the page may ask of it.
import type { Change } from '../../select/selection';
import type { MapName, Spot } from '../data/both';
import type { Selection } from '../data/selection';

export interface Actions {
  /** Pins a point and moves it, and what is at it on the other map, into view. */
  open(spot: Spot): void;
  /** Pins the point of a pair on A and shows both. */
  showPair(pair: number): void;
  selectPoints(map: MapName, points: readonly number[], name: string, change: Change): void;
  selectCluster(map: MapName, cluster: number): void;
  select(selection: Selection | undefined): void;
  /** Zooms to all that is lit. */
  showLit(): void;
}
