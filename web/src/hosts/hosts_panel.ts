// Hosts over time: for each host a small map, a calendar of its bins, and those that resemble no other.
import type { Colouring } from '../colour/colouring';
import { aside, rampSteps, timeRamp, type Theme } from '../colour/palettes';
import type { Rgb } from '../colour/oklch';
import type { Atlas } from '../data/atlas';
import type { Processes } from '../data/processes';
import { element, fill } from '../dom';
import type { Path } from '../map/path_view';
import type { Actions } from '../panel/actions';
import { ofRows } from '../select/selection';
import type { PageState, PageStore } from '../state/page_state';
import { counted, formatNumber } from '../text/format';
import { dataText, start } from '../text/visible';
import { binClock } from './bin_clock';
import { binName, calendarStrip } from './calendar';
import { hostTimelines, leastAlike, type HostBin, type HostTimeline } from './host_bins';
import { smallMap, smallPlaces } from './small_map';

/** Hosts and marked bins listed at first. */
const firstHosts = 40;
const firstMarked = 5;

export const isOfHosts = ({ lens }: Atlas): boolean => lens.name === 'hosts';

export interface HostsPanel {
  node: HTMLElement;
  /** Colours the calendars. */
  show(colouring: Colouring): void;
}

const css = ([r, g, b]: Rgb): string => `rgb(${r} ${g} ${b})`;

/** Colours by time, from the first start on the map to the last. */
function timeColours(timelines: readonly HostTimeline[], theme: Theme): (bin: HostBin) => string {
  const ramp = timeRamp(theme);
  const times = timelines.flatMap(({ bins }) => [bins[0].started, bins[bins.length - 1].started]);
  const first = times.reduce((least, time) => Math.min(least, time), Infinity);
  const span = times.reduce((most, time) => Math.max(most, time), -Infinity) - first || 1;
  return ({ started }) => css(ramp[Math.min(rampSteps - 1, Math.floor(((started - first) / span) * rampSteps))]);
}

/** @param showPath draws the path of the chosen host on the map */
export function hostsPanel(atlas: Atlas, store: PageStore, actions: Actions, showPath: (path: Path | undefined) => void): HostsPanel {
  const node = element('div', { class: 'card-body hosts-panel', role: 'tabpanel', hidden: true });
  if (!isOfHosts(atlas)) return { node, show: () => {} };
  const clock = binClock(atlas.summary.parameters);
  const places = smallPlaces(atlas.points);
  let colouring: Colouring | undefined;
  let timelines: HostTimeline[] = [];
  let isMarked: (bin: HostBin) => boolean = () => false;
  let limit = firstHosts;
  let hasPath = false;
  const find = element('input', { type: 'search', class: 'find-value', placeholder: 'Find a host', 'aria-label': 'Find a host', autocomplete: 'off', spellcheck: 'false', input: () => draw(store.now) });
  const intro = element('p', { class: 'quiet' });
  const list = element('ol', { class: 'host-list' });
  const more = element('button', { type: 'button', class: 'text-button', click: () => ((limit *= 4), draw(store.now)) }, 'show more');
  node.append(intro, find, list, more);

  const nameOf = ({ host }: HostTimeline, processes: Processes): string => processes.columns.host.texts.at(host - 1);

  function choose(timeline: HostTimeline, processes: Processes): void {
    if (store.now.host === timeline.host) return store.set({ host: 0, selection: undefined });
    const rows = timeline.bins.flatMap(({ row, processes: count }) => Array.from({ length: count }, (_, i) => row + i));
    const selection = ofRows(`Host ${start(nameOf(timeline, processes), 80)}`, Uint32Array.from(rows).sort(), processes);
    store.set({ host: timeline.host, selection });
    actions.zoomTo(selection.points);
  }

  function item(timeline: HostTimeline, processes: Processes, { theme, host }: Readonly<PageState>, colourOf: (bin: HostBin) => string): HTMLElement {
    const { bins } = timeline;
    const marked = bins.filter(isMarked);
    const open = (bin: HostBin): void => actions.open(bin.point, bin.row);
    const cellColour = (bin: HostBin): string => (colouring ? css(colouring.colours[colouring.index[bin.point]]) : 'none');
    const chosen = host === timeline.host;
    const button = element(
      'button',
      { type: 'button', class: 'host-main', 'aria-pressed': String(chosen), title: 'Select its bins and draw its path on the map', click: () => choose(timeline, processes) },
      element('strong', {}, dataText(start(nameOf(timeline, processes), 80))),
      element('span', { class: 'quiet' }, ` ${counted(bins.length, 'bins')}${marked.length > 0 ? `, ${formatNumber(marked.length)} of the least alike` : ''}`),
    );
    const strip = calendarStrip(bins, { clock, colourOf: cellColour, isMarked, choose: open, point: (bin) => actions.point(bin?.point ?? -1) });
    return element(
      'li',
      { class: chosen ? 'host-item chosen' : 'host-item' },
      button,
      element('div', { class: 'host-pictures' }, smallMap(places, bins, colourOf, css(aside[theme])), element('div', { class: 'calendar-scroll' }, strip)),
      marked.length > 0 &&
        element(
          'div',
          { class: 'host-marked' },
          element('span', { class: 'quiet' }, 'Least alike: '),
          ...marked.slice(0, firstMarked).map((bin) => element('button', { type: 'button', class: 'text-button', title: counted(bin.processes, 'processes'), click: () => open(bin) }, binName(bin, clock))),
          marked.length > firstMarked && element('span', { class: 'quiet' }, `and ${formatNumber(marked.length - firstMarked)} more`),
        ),
    );
  }

  function draw(state: Readonly<PageState>): void {
    const { details, side, theme } = state;
    if (!details || side !== 'hosts') return;
    const { processes } = details;
    const colourOf = timeColours(timelines, theme);
    const wanted = find.value.trim().toLowerCase();
    const listed = timelines.filter((timeline) => nameOf(timeline, processes).toLowerCase().includes(wanted));
    const focused = list.contains(document.activeElement);
    fill(list, ...listed.slice(0, limit).map((timeline) => item(timeline, processes, state, colourOf)));
    more.hidden = listed.length <= limit;
    find.hidden = timelines.length < 8;
    if (focused) list.querySelector<HTMLElement>('.chosen .host-main')?.focus();
  }

  function drawPath({ host, theme }: Readonly<PageState>): void {
    const timeline = timelines.find((candidate) => candidate.host === host);
    if (!timeline && !hasPath) return;
    hasPath = timeline !== undefined;
    if (!timeline) return showPath(undefined);
    const colourOf = timeColours(timelines, theme);
    showPath({ points: timeline.bins.map(({ point }) => point), colours: timeline.bins.slice(1).map(colourOf) });
  }

  store.follow(['details'], ({ details }) => {
    timelines = details ? hostTimelines(details.processes, clock) : [];
    isMarked = leastAlike(timelines, atlas.points);
    const marks = new Map(timelines.map((timeline) => [timeline, timeline.bins.filter(isMarked).length]));
    timelines.sort((a, b) => marks.get(b)! - marks.get(a)!);
    const bin = clock.slots > 1 ? `a square for every ${clock.width >= 3_600_000 ? counted(clock.width / 3_600_000, 'hours') : counted(clock.width / 60_000, 'minutes')}` : 'a square for every day';
    const ringed = [...marks.values()].some((count) => count > 0) ? 'Ringed squares are the twentieth of all bins that is least like any other; hosts with the most of these come first.' : 'No bin stands out: too many share the highest outlier score.';
    intro.textContent = `${counted(timelines.length, 'hosts')}. Each has a small map of where its bins of time are, early ones dark and late ones light, and a calendar: a column for every day, ${bin} (${clock.zone}), coloured like the map or, if that shows time, by cluster. Days without a bin are left out. ${ringed}`;
  });
  store.follow(['side', 'host', 'details', 'theme'], draw);
  store.follow(['host', 'details', 'theme'], drawPath);
  return {
    node,
    show: (shown) => {
      colouring = shown;
      draw(store.now);
    },
  };
}

/** Opens the hosts, in the panel on the left. */
export function hostsEntry(atlas: Atlas, store: PageStore): HTMLElement | undefined {
  if (!isOfHosts(atlas)) return undefined;
  const button = element('button', { type: 'button', class: 'button primary hosts-entry', title: 'A small map and a calendar of every host (h)', click: () => store.set({ side: 'hosts' }) }, 'Hosts over time');
  store.follow(['details'], ({ details }) => (button.disabled = !details));
  return button;
}
