// The two maps that the page compares, A and B.
export const mapNames = ['a', 'b'] as const;
export type MapName = (typeof mapNames)[number];
export type Both<Value> = Record<MapName, Value>;

export const otherMap = (map: MapName): MapName => (map === 'a' ? 'b' : 'a');

/** How a map is called on the page. */
export const letterOf: Both<string> = { a: 'A', b: 'B' };

export const forBoth = <Value>(make: (map: MapName) => Value): Both<Value> => ({ a: make('a'), b: make('b') });

/** A point of one of the maps. */
export interface Spot {
  map: MapName;
  point: number;
}

export const sameSpot = (one: Spot | undefined, other: Spot | undefined): boolean => one?.map === other?.map && one?.point === other?.point;
