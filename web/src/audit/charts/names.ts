// The most frequent names of one state.
import * as Plot from '@observablehq/plot';
import { counted, formatNumber, formatShare } from '../../text/format';
import { start, visibleString } from '../../text/visible';
import type { AuditPage } from '../data';
import { chart } from './chart';

/** Maximum number of names in a chart. */
const maxNames = 8;

export interface NameCount {
  name: string | null;
  count: number;
  /** All processes with that name. */
  of: number;
}

/** The names with the most processes in a state, and the numbers of further names and processes. */
export function topNames(page: AuditPage, state: string): { names: NameCount[]; further: number; inFurther: number } {
  const { rows, others } = page.audit.by_name;
  const all = rows
    .filter(({ states }) => states[state])
    .map(({ name, states, processes }) => ({ name, count: states[state], of: processes }))
    .sort((a, b) => b.count - a.count || b.of - a.of);
  const inFurther = all.slice(maxNames).reduce((sum, { count }) => sum + count, 0) + (others?.states[state] ?? 0);
  return { names: all.slice(0, maxNames), further: Math.max(0, all.length - maxNames), inFurther };
}

const shown = (name: string | null): string => (name === null || name === '' ? '(no name)' : visibleString(start(name, 80)));
const shortened = (name: string): string => (name.length <= 24 ? name : `${start(name, 15)}…${name.slice(-8)}`);

export function namesChart(names: readonly NameCount[], state: string, colour: string): HTMLElement {
  return chart(`Most frequent names: ${state}`, ({ width, rem }) => {
    const marginLeft = Math.min(0.48 * width, 11.6 * rem);
    const highest = Math.max(...names.map(({ count }) => count));
    return Plot.plot({
      className: 'plot',
      width,
      height: Math.ceil(names.length * 1.5 * rem + 4),
      marginLeft,
      marginRight: Math.ceil(3.2 * rem),
      marginTop: 2,
      marginBottom: 2,
      x: { axis: null, domain: [0, highest] },
      y: { type: 'band', domain: names.map((_, i) => i), label: null, tickSize: 0, tickFormat: (i: number) => shortened(shown(names[i].name)), padding: 0.3 },
      marks: [
        Plot.barX(names, { y: (_: NameCount, i: number) => i, x: 'count', fill: colour, rx: 2 }),
        Plot.text(names, {
          y: (_: NameCount, i: number) => i,
          x: 'count',
          text: ({ count }: NameCount) => formatNumber(count),
          textAnchor: 'start',
          dx: 6,
          fill: 'var(--text-quiet)',
        }),
        Plot.tip(
          names,
          Plot.pointerY({
            y: (_: NameCount, i: number) => i,
            x: 'count',
            title: ({ name, count, of }: NameCount) => `${shown(name)}\n${formatNumber(count)} of its ${counted(of, 'processes')} (${formatShare(count, of)})`,
          }),
        ),
      ],
    });
  });
}
