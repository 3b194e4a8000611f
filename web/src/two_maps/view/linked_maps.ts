// The two maps, which show the same part while they are linked.
import type { Atlas } from '../../data/atlas';
import { element } from '../../dom';
import type { PointColours } from '../../colour/colouring';
import type { Theme } from '../../colour/palettes';
import type { Box } from '../../map/camera';
import type { Tool } from '../../map/gestures';
import { boundsOf, boxOf, MapView } from '../../map/map_view';
import type { Change } from '../../select/selection';
import { counted } from '../../text/format';
import { dataText, start, visibleString } from '../../text/visible';
import { forBoth, letterOf, mapNames, otherMap, type Both, type MapName, type Spot } from '../data/both';
import type { Comparison } from '../data/comparison';
import type { Lit } from '../data/passing';

export interface MapsListener {
  /** The point under the pointer, and where that is in its map. */
  hovered(spot: Spot | undefined, map: MapName, px: number, py: number): void;
  /** @param point −1 for none @param adding whether Shift was held */
  clicked(map: MapName, point: number, adding: boolean): void;
  chosen(map: MapName, points: number[], tool: Tool, change: Change): void;
  clusterChosen(map: MapName, cluster: number): void;
  /** A view changed. */
  moved(): void;
  plainDrawing(): void;
}

const margins = { left: 48, right: 48, top: 26, bottom: 26 };

function joined(one: Box, other: Box): Box {
  return { left: Math.min(one.left, other.left), right: Math.max(one.right, other.right), bottom: Math.min(one.bottom, other.bottom), top: Math.max(one.top, other.top) };
}

function paneHead({ header }: Comparison, map: MapName, { lens, points, summary }: Atlas): HTMLElement {
  const extent = [!lens.objects_are_processes && counted(summary.objects, lens.object), counted(summary.processes, 'processes'), counted(points.count, 'points')];
  return element(
    'header',
    { class: 'pane-head' },
    element('span', { class: 'letter', 'aria-hidden': 'true' }, letterOf[map]),
    element('h2', { id: `pane-${map}` }, element('span', { class: 'hidden-text' }, `Map ${letterOf[map]}: `), dataText(start(header[map].folder, 60)), element('span', { class: 'quiet' }, ' ', dataText(start(header[map].title, 120)))),
    element('p', { class: 'quiet', title: `A point is a set of ${lens.feature.many} that one or more ${lens.object.many} share` }, extent.filter(Boolean).join(', ')),
  );
}

export class LinkedMaps {
  readonly pane: Both<HTMLElement>;
  readonly view: Both<MapView>;
  private linked = true;
  private following = false;

  constructor(
    private readonly comparison: Comparison,
    private readonly listener: MapsListener,
    parent: HTMLElement,
  ) {
    const { maps } = comparison;
    const bounds = joined(boundsOf(maps.a.points), boundsOf(maps.b.points));
    this.pane = forBoth((map) => element('section', { class: 'pane', 'data-map': map, 'aria-labelledby': `pane-${map}` }, paneHead(comparison, map, maps[map])));
    parent.append(...mapNames.map((map) => this.pane[map]));
    this.view = forBoth((map) => this.mapView(map, bounds));
  }

  private mapView(map: MapName, bounds: Box): MapView {
    const { maps, header } = this.comparison;
    const frame = element('div', { class: 'pane-map' });
    this.pane[map].append(frame);
    return new MapView(
      maps[map],
      frame,
      {
        hovered: (point, px, py) => this.listener.hovered(point < 0 ? undefined : { map, point }, map, px, py),
        clicked: (point, adding) => this.listener.clicked(map, point, adding),
        chosen: (points, tool, change) => this.listener.chosen(map, points, tool, change),
        clusterChosen: (cluster) => this.listener.clusterChosen(map, cluster),
        labelChosen: () => {},
        moved: () => this.moved(map),
        plainDrawing: () => this.listener.plainDrawing(),
      },
      () => margins,
      { name: `Map ${letterOf[map]}: ${visibleString(start(header[map].folder, 60))}`, bounds },
    );
  }

  private moved(map: MapName): void {
    if (this.following || !this.view) return;
    if (this.linked) this.follow(otherMap(map));
    this.listener.moved();
  }

  /** Shows on a map what the other shows. */
  private follow(map: MapName): void {
    this.following = true;
    this.view[map].lookAt(this.view[otherMap(map)].relativeView);
    this.following = false;
  }

  /** @param leader whose view the other takes over */
  link(linked: boolean, leader: MapName): void {
    this.linked = linked;
    if (!linked) return;
    this.follow(otherMap(leader));
    this.listener.moved();
  }

  use(tool: Tool): void {
    for (const map of mapNames) this.view[map].use(tool);
  }

  /**
   * @param lit what is lit, everything if absent
   * @param selectable what a box or lasso selects, everything if absent
   */
  paint(colours: Both<PointColours>, theme: Theme, lit: Both<Lit> | undefined, rim: Both<Uint8Array> | undefined, selectable: Both<Lit> | undefined): void {
    for (const map of mapNames) this.view[map].paint(colours[map], theme, lit?.[map].lit, rim?.[map], selectable?.[map].lit);
  }

  showAll(jump = false): void {
    this.view.a.showAll(jump);
    if (!this.linked || jump) this.view.b.showAll(jump);
  }

  /** Shows some points of each map: all of them on both if these are linked. */
  showPoints(points: Both<Iterable<number>>): void {
    const boxes = forBoth((map) => boxOf(this.comparison.maps[map].points, points[map]));
    if (this.linked) this.view.a.showBox(joined(boxes.a, boxes.b));
    else for (const map of mapNames) this.view[map].showBox(boxes[map]);
  }

  /** Whether a point is within the visible part of its map. */
  shows({ map, point }: Spot): boolean {
    const { width, height } = this.view[map].camera.size;
    const [px, py] = this.view[map].screenPlace(point);
    return px >= 0 && py >= 0 && px <= width && py <= height;
  }

  zoomBy(map: MapName, steps: number): void {
    this.view[map].camera.zoomBy(steps);
  }
}
