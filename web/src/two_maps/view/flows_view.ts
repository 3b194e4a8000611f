// Where the items of each cluster went, from A to B or the reverse.
import { element, fill, type Child } from '../../dom';
import { cssColour, type Rgb } from '../../colour/oklch';
import { growingList } from '../../panel/section';
import { capitalised, counted } from '../../text/format';
import { letterOf, otherMap, type Both, type MapName } from '../data/both';
import { itemNoun, itemsAt, type Comparison } from '../data/comparison';
import { flowsFrom, type Flow, type Part } from '../data/flows';
import { selectionOfPairs } from '../data/selection';
import type { Actions } from './actions';
import { switchView } from './switch_view';
import { percent } from './percent';
import { clusterName, clusterPhrase } from './words';

const firstClusters = 10;
/** Clusters with a line each, besides noise; the others are summed up. */
const maxParts = 5;

export interface FlowsView {
  node: HTMLElement;
  /** @param colours per map and cluster */
  show(colours: Both<Rgb[]>, noise: Rgb): void;
}

export function flowsView(comparison: Comparison, actions: Actions): FlowsView {
  const { maps, pairs, header } = comparison;
  const body = element('div', { class: 'flows-body' });
  let from: MapName = 'a';
  let colourOf = (_map: MapName, _cluster: number): Rgb => [128, 128, 128];

  function select(own: number, there: number): void {
    const to = otherMap(from);
    const chosen: number[] = [];
    for (let pair = 0; pair < pairs.count; ++pair) {
      if (maps[from].points.cluster[pairs.pointOn(from, pair)] === own && maps[to].points.cluster[pairs.pointOn(to, pair)] === there) chosen.push(pair);
    }
    const name = (map: MapName, cluster: number): string => (cluster < 0 ? `noise of ${letterOf[map]}` : `cluster ${cluster} of ${letterOf[map]}`);
    actions.select(selectionOfPairs(chosen, `${name(from, own)} in ${name(to, there)}`, comparison));
  }

  function segment(share: number, colour: Rgb | undefined): HTMLElement {
    const node = element('span', { class: colour ? 'segment' : 'segment rest' });
    node.style.width = `${100 * share}%`;
    if (colour) node.style.backgroundColor = cssColour(colour);
    return node;
  }

  function partLine(flow: Flow, { cluster, items }: Part): HTMLElement {
    const to = otherMap(from);
    const dot = element('span', { class: 'swatch', 'aria-hidden': 'true' });
    dot.style.backgroundColor = cssColour(colourOf(to, cluster));
    const noun = itemNoun(header, maps[from]);
    const title = `${counted(items, noun)} in ${clusterPhrase(maps[to], cluster)} of ${letterOf[to]}. Click to select them.`;
    return element('li', {}, element('button', { type: 'button', class: 'part', title, click: () => select(flow.cluster, cluster) }, element('span', { class: 'part-share' }, percent(items / flow.items)), dot, clusterName(maps[to], cluster)));
  }

  function flowItem(flow: Flow): HTMLElement {
    const to = otherMap(from);
    const noun = itemNoun(header, maps[from]);
    const inClusters = flow.parts.filter(({ cluster }) => cluster >= 0);
    const named = [...inClusters.slice(0, maxParts), ...flow.parts.filter(({ cluster }) => cluster < 0)];
    const others = inClusters.slice(maxParts);
    const rest = others.reduce((sum, part) => sum + part.items, 0);
    const sentence = (share: number, words: string): Child => share > 0 && element('li', { class: 'part plain' }, element('span', { class: 'part-share' }, percent(share / flow.items)), words);
    return element(
      'li',
      { class: 'flow', 'data-cluster': flow.cluster },
      element('button', { type: 'button', class: 'flow-cluster', title: `${capitalised(clusterPhrase(maps[from], flow.cluster))} of ${letterOf[from]}: ${counted(flow.items, noun)}. Click to select it.`, click: () => actions.selectCluster(from, flow.cluster) }, clusterName(maps[from], flow.cluster), element('span', { class: 'flow-items' }, counted(flow.items, noun))),
      element('div', { class: 'segments', 'aria-hidden': 'true' }, ...named.map((part) => segment(part.items / flow.items, colourOf(to, part.cluster))), segment((rest + flow.missing) / flow.items, undefined)),
      element('ul', { class: 'parts' }, ...named.map((part) => partLine(flow, part)), sentence(rest, `in ${counted(others.length, 'other clusters')}`), sentence(flow.missing, `not on ${letterOf[to]}`)),
    );
  }

  function draw(): void {
    const flows = flowsFrom(from, maps, pairs, (point) => itemsAt(header, maps[from].points, point));
    const noun = itemNoun(header, maps[from]);
    fill(body, element('p', { class: 'note' }, `Where the ${noun.many} of each cluster of ${letterOf[from]} are on ${letterOf[otherMap(from)]}.`), ...growingList('ol', 'flows', flows, firstClusters, flowItem));
  }

  const choice = switchView<MapName>('Direction', [['a', 'From A to B'], ['b', 'From B to A']], from, (chosen) => {
    from = chosen;
    draw();
  });
  return {
    node: element('div', {}, choice, body),
    show(colours, noise) {
      colourOf = (map, cluster) => (cluster < 0 ? noise : colours[map][cluster]);
      draw();
    },
  };
}
