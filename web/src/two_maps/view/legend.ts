// The legend of both maps: what colours mean, how many processes of each map have them, and filters by them.
import { element, fill, type Child } from '../../dom';
import { sameFilter } from '../../facets/filters';
import { rampNode, swatch } from '../../panel/overview/legend_parts';
import { counted, formatNumber } from '../../text/format';
import { dataText, start, visibleString } from '../../text/visible';
import { letterOf, mapNames, type Both } from '../data/both';
import type { BothColours, Category, ColourBy, Legend } from '../data/colouring';
import type { PageStore } from './page_state';

/** Kinds listed initially. */
const firstKinds = 12;

/** "3 processes on A, 1 process on B" */
const onEach = (processes: Both<number>): string => mapNames.map((map) => `${counted(processes[map], 'processes')} on ${letterOf[map]}`).join(', ');

export interface LegendView {
  node: HTMLElement;
  show(by: ColourBy, colours: BothColours): void;
}

export function legendView(store: PageStore): LegendView {
  const body = element('div', { class: 'legend-body' });
  const safe = element('input', { id: 'colour-blind-safe', type: 'checkbox', change: () => store.set({ colourBlindSafe: safe.checked }) });
  const check = element('label', { class: 'check', title: 'A few colours that remain distinct with any common colour-vision deficiency' }, safe, 'Colour-blind-safe colours');
  let by: ColourBy = 'a';
  let legend: Legend | undefined;
  let all = false;

  function kindButton({ label, plain, colour, processes, cluster, filter }: Category): HTMLElement {
    const filtered = by === 'agreement' || by === 'novelty' ? undefined : by;
    const chosen = filtered !== undefined && sameFilter(store.now.filters[filtered], filter);
    const choose = (): void => filtered && store.set({ filters: { ...store.now.filters, [filtered]: chosen ? undefined : filter } });
    return element(
      'li',
      {},
      element(
        'button',
        {
          type: 'button',
          class: 'kind',
          'aria-pressed': String(chosen),
          title: `${visibleString(start(label, 300))}: ${onEach(processes)}. Click to show only these.`,
          disabled: !store.now.rows,
          click: choose,
        },
        swatch(colour),
        cluster !== undefined && cluster >= 0 && element('span', { class: 'kind-number' }, String(cluster)),
        plain ? element('span', { class: 'kind-name plain' }, label) : dataText(start(label, 120), 'kind-name'),
        ...mapNames.map((map) => element('span', { class: 'kind-count', 'data-map': map }, formatNumber(processes[map]))),
      ),
    );
  }

  function parts(shown: Legend): Child[] {
    if (shown.kind === 'scale') {
      const { missing } = shown;
      return [
        rampNode(shown.ramp),
        element('div', { class: 'ticks' }, ...shown.ticks.map((tick) => element('span', {}, tick))),
        mapNames.some((map) => missing.processes[map] > 0) && element('p', { class: 'missing' }, swatch(missing.colour), `${missing.label}: ${onEach(missing.processes)}`),
      ];
    }
    const listed = all || shown.categories.length <= firstKinds + 1 ? shown.categories : shown.categories.slice(0, firstKinds);
    const more = shown.categories.length - listed.length;
    return [
      element('div', { class: 'kind-heads', 'aria-hidden': 'true' }, ...mapNames.map((map) => element('span', { class: 'kind-count' }, letterOf[map]))),
      element('ul', { class: 'kinds' }, ...listed.map(kindButton)),
      more > 0 && element('button', { type: 'button', class: 'text-button', click: () => ((all = true), draw()) }, `show all ${formatNumber(shown.categories.length)}`),
    ];
  }

  function draw(): void {
    if (!legend) return;
    const scroll = body.querySelector('.kinds')?.scrollTop ?? 0;
    const focused = [...body.querySelectorAll('button')].indexOf(document.activeElement as HTMLButtonElement);
    fill(body, ...parts(legend), element('p', { class: 'note' }, legend.note));
    const list = body.querySelector('.kinds');
    if (list) list.scrollTop = scroll;
    if (focused >= 0) body.querySelectorAll('button')[focused]?.focus({ preventScroll: true });
  }

  store.follow(['filters', 'rows'], draw);
  store.follow(['colourBlindSafe'], ({ colourBlindSafe }) => void (safe.checked = colourBlindSafe));
  return {
    node: element('div', { class: 'legend' }, body, check),
    show(colouredBy, colours) {
      if (by !== colouredBy) all = false;
      [by, legend] = [colouredBy, colours.legend];
      draw();
    },
  };
}
