// Columns of counts, stacked by state: depths, days, hours.
import * as Plot from '@observablehq/plot';
import { stateVariable } from '../../colour/lineage_states';
import { formatNumber } from '../../text/format';
import type { Term } from '../data';
import { wordsOf } from '../words';
import { chart } from './chart';

export interface Column {
  /** Below the axis. */
  label: string;
  states: Record<string, number>;
}

interface Part {
  column: number;
  state: string;
  count: number;
}

export interface StackedOptions<C extends Column> {
  label: string;
  /** Below the axis. */
  axis: string;
  /** The label of a column in its tooltip. */
  tip: (column: C) => string;
  /** Height in rem. */
  height?: number;
  /** Width of a tick label in rem. */
  tickRoom?: number;
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

export function stacked<C extends Column>(columns: readonly C[], states: readonly Term[], { label, axis, tip, height = 12.5, tickRoom = 2.2 }: StackedOptions<C>): HTMLElement {
  const parts: Part[] = columns.flatMap(({ states: counts }, column) =>
    states.filter(({ name }) => counts[name]).map(({ name }) => ({ column, state: name, count: counts[name] })),
  );
  const totals = columns.map(({ states: counts }) => Object.values(counts).reduce((sum, count) => sum + count, 0));
  return chart(label, ({ width, rem }) => {
    const marginLeft = Math.ceil(3 * rem);
    const room = (width - marginLeft - 0.5 * rem) / Math.max(1, columns.length);
    const every = Math.max(1, Math.ceil((tickRoom * rem) / room));
    return Plot.plot({
      className: 'plot',
      width,
      height: Math.ceil(height * rem),
      marginLeft,
      marginRight: Math.ceil(0.5 * rem),
      marginTop: Math.ceil(0.8 * rem),
      marginBottom: Math.ceil(2.9 * rem),
      x: {
        type: 'band',
        domain: columns.map((_, i) => i),
        ticks: columns.map((_, i) => i).filter((i) => i % every === 0),
        tickFormat: (i: number) => columns[i].label,
        tickSize: 0,
        tickPadding: 7,
        label: axis,
        labelAnchor: 'center',
        labelArrow: 'none',
        labelOffset: Math.ceil(2.5 * rem),
        padding: room > 8 ? 0.16 : 0.04,
      },
      y: { label: null, grid: true, ticks: 4, tickSize: 0, tickFormat: (value: number) => (Number.isInteger(value) ? compact.format(value) : ''), nice: true },
      color: { type: 'ordinal', domain: states.map(({ name }) => name), range: states.map(({ name }) => stateVariable(name)) },
      marks: [
        Plot.barY(parts, { x: 'column', y: 'count', fill: 'state', order: states.map(({ name }) => name) }),
        Plot.ruleY([0], { stroke: 'var(--line-strong)' }),
        Plot.tip(
          columns,
          Plot.pointerX({
            x: (_: C, i: number) => i,
            y: (_: C, i: number) => totals[i],
            title: (column: C, i: number) =>
              [
                `${tip(column)}: ${formatNumber(totals[i])}`,
                ...states.filter(({ name }) => column.states[name]).map(({ name }) => `${formatNumber(column.states[name])} ${wordsOf(name)}`),
              ].join('\n'),
          }),
        ),
      ],
    });
  });
}
