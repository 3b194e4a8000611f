// Host × day: the share of processes that have lost their lineage.
import * as Plot from '@observablehq/plot';
import { element } from '../../dom';
import { counted, formatNumber, formatShare } from '../../text/format';
import { start, visibleString } from '../../text/visible';
import { lostStates, sumOf, type AuditPage, type Counts } from '../data';
import { addCounts, adjacent, dayLabels, noCounts, spanFor, spanStart } from '../days';
import { wordsOf } from '../words';
import { chart, letterWidth } from './chart';

/** Hosts shown initially. */
const firstHosts = 24;

/** Maximum width of a column, in rem. */
const widest = 12;

/** Shares at which the colour changes. */
export const lossSteps = [0, 0.1, 0.25, 0.5, 0.75, 0.9];

interface Cell {
  /** Index in the list of hosts: names can be anything. */
  host: number;
  column: string;
  counts: Counts;
}

export interface HeatMap {
  hosts: (string | null)[];
  span: 'day' | 'week' | 'month';
  columns: string[];
  cells: Cell[];
  /** Processes without a day. */
  undated: number;
}

export function heatMap(page: AuditPage): HeatMap {
  const rows = page.audit.by_host_and_day.rows;
  const span = spanFor(rows.flatMap(({ day }) => (day === null ? [] : [day])));
  const hostIndex = new Map<string | null, number>();
  const cells = new Map<string, Cell>();
  let undated = 0;
  for (const row of rows) {
    if (row.day === null) {
      undated += row.processes;
      continue;
    }
    let host = hostIndex.get(row.host);
    if (host === undefined) hostIndex.set(row.host, (host = hostIndex.size));
    const column = spanStart(row.day, span);
    const key = `${host} ${column}`;
    let cell = cells.get(key);
    if (!cell) cells.set(key, (cell = { host, column, counts: noCounts() }));
    addCounts(cell.counts, row);
  }
  const columns = [...new Set([...cells.values()].map(({ column }) => column))].sort();
  return { hosts: [...hostIndex.keys()], span, columns, cells: [...cells.values()], undated };
}

/** The index of a share's colour step. */
export function lossStep(share: number): number {
  let step = 0;
  while (step + 1 < lossSteps.length && share >= lossSteps[step + 1]) ++step;
  return step;
}

const hostName = (host: string | null): string => (host === null || host === '' ? '(no host)' : visibleString(start(host, 60)));

export function lineageLossView(page: AuditPage): HTMLElement {
  const map = heatMap(page);
  const lost = lostStates(page.states);
  const body = element('div', {});
  const show = (all: boolean): void => {
    const hosts = all ? map.hosts : map.hosts.slice(0, firstHosts);
    body.replaceChildren(draw(map, hosts, lost));
    if (hosts.length < map.hosts.length) {
      body.append(element('button', { type: 'button', class: 'text-button', click: () => show(true) }, `show all ${formatNumber(map.hosts.length)} hosts`));
    }
  };
  show(false);
  return body;
}

function draw(map: HeatMap, hosts: (string | null)[], lost: string[]): HTMLElement {
  const cells = map.cells.filter(({ host }) => host < hosts.length);
  const share = ({ counts }: Cell): number => sumOf(counts.states, lost) / Math.max(1, counts.processes);
  const longest = Math.max(...hosts.map((host) => Math.min(18, hostName(host).length)), 4);
  return chart(`Share of processes without lineage, by host and ${map.span}`, ({ width: available, rem }) => {
    const letters = 0.74 * rem;
    const marginLeft = Math.ceil(longest * letterWidth * letters + 1.1 * rem);
    // A few days do not become wide slabs.
    const width = Math.ceil(Math.min(available, marginLeft + rem + widest * rem * map.columns.length));
    const column = (width - marginLeft - rem) / map.columns.length;
    // Tick labels are under every k-th column, far enough apart to be readable.
    const label = map.span === 'month' ? (day: string) => day.slice(0, 7) : dayLabels(map.columns);
    const every = Math.max(1, Math.ceil((0.62 * label(map.columns[0] ?? '').length * letters + 0.7 * rem) / column));
    const ticks = map.columns.filter((_, i) => i % every === 0);
    // Draws a line where days are missing: the axis contains only days that occur.
    const breaks = map.columns.slice(1).filter((after, i) => !adjacent(map.columns[i], after, map.span));
    return Plot.plot({
      className: 'plot',
      width,
      height: Math.ceil(hosts.length * 1.42 * rem + 2.2 * rem),
      marginLeft,
      marginRight: rem,
      marginTop: 2,
      marginBottom: Math.ceil(2.1 * rem),
      x: { type: 'band', domain: map.columns, ticks, tickSize: 0, tickPadding: 6, label: null, padding: 0.08, tickFormat: label },
      y: { type: 'band', domain: hosts.map((_, i) => i), label: null, tickSize: 0, padding: 0.1, tickFormat: (host: number) => shortened(hostName(hosts[host])) },
      color: { type: 'ordinal', domain: lossSteps.map((_, i) => i), range: lossSteps.map((_, i) => `var(--loss-${i})`) },
      marks: [
        Plot.cell(cells, { x: 'column', y: 'host', fill: (cell: Cell) => lossStep(share(cell)), rx: Math.min(3, column / 5) }),
        Plot.tickX(breaks, { x: (day: string) => day, stroke: 'var(--line-strong)', strokeDasharray: '2,3', dx: -column / 2 }),
        Plot.tip(cells, Plot.pointer({ x: 'column', y: 'host', title: (cell: Cell) => tipOf(cell, map, hosts, lost) })),
      ],
    });
  });
}

const shortened = (name: string): string => (name.length <= 18 ? name : `${start(name, 17)}…`);

function tipOf({ host, column, counts }: Cell, map: HeatMap, hosts: (string | null)[], lost: string[]): string {
  const when = map.span === 'day' ? column : map.span === 'week' ? `week of ${column}` : column.slice(0, 7);
  const without = sumOf(counts.states, lost);
  const parts = lost.filter((state) => counts.states[state]).map((state) => `${formatNumber(counts.states[state])} ${wordsOf(state)}`);
  return [
    `${hostName(hosts[host])}, ${when}`,
    `${formatShare(without, counts.processes)} of ${counted(counts.processes, 'processes')} without lineage`,
    ...parts,
  ].join('\n');
}
