// What moved most: pairs of points, or processes by name.
import { element, fill } from '../../dom';
import { growingList } from '../../panel/section';
import { counted, formatNumber } from '../../text/format';
import { itemNoun, type Comparison } from '../data/comparison';
import { mostMoved, movedNames, namesOfPair, type MovedName } from '../data/moved';
import type { Actions } from './actions';
import type { PageState, PageStore } from './page_state';
import { switchView } from './switch_view';
import { percent } from './percent';
import { clusterName, clusterPhrase, nameNode, namesNodes } from './words';

const first = 12;
const most = 300;

type Grouping = 'pairs' | 'names';

export function movedView(comparison: Comparison, store: PageStore, actions: Actions): HTMLElement {
  const { maps, pairs, header } = comparison;
  const noun = itemNoun(header, maps.a);
  const order = mostMoved(pairs).subarray(0, most);
  const body = element('div', { class: 'moved-body' });
  let grouping: Grouping = 'pairs';

  function pairItem(pair: number, { rows }: Readonly<PageState>): HTMLElement {
    const [from, to] = [maps.a.points.cluster[pairs.pointOn('a', pair)], maps.b.points.cluster[pairs.pointOn('b', pair)]];
    const names = rows ? namesNodes(rows.processes.a, namesOfPair(rows.processes.a, 'a', pair, pairs, rows.pairOf.a), 2) : [];
    return element(
      'li',
      {},
      element(
        'button',
        { type: 'button', class: 'moved', 'data-pair': pair, title: `From ${clusterPhrase(maps.a, from)}\nto ${clusterPhrase(maps.b, to)}\nClick to show both places`, click: () => actions.showPair(pair) },
        element('span', { class: 'moved-agreement' }, percent(pairs.agreement(pair))),
        element('span', { class: 'moved-name' }, ...(names.length > 0 ? names : [counted(pairs.columns.items[pair], noun)])),
        element('span', { class: 'moved-items', title: counted(pairs.columns.items[pair], noun) }, formatNumber(pairs.columns.items[pair])),
        element('span', { class: 'moved-way' }, clusterName(maps.a, from, 1), element('span', { class: 'arrow' }, '→'), clusterName(maps.b, to, 1)),
      ),
    );
  }

  function nameItem({ name, processes, agreement }: MovedName, { rows }: Readonly<PageState>): HTMLElement {
    const value = name === 0 || !rows ? 0 : rows.values.name.texts.indexOf(rows.processes.a.columns.name.texts.at(name - 1)) + 1;
    const choose = (): void => {
      store.set({ filters: { ...store.now.filters, name: { values: [value], except: false } } });
      actions.showLit();
    };
    return element(
      'li',
      {},
      element(
        'button',
        { type: 'button', class: 'moved', title: `On average ${percent(agreement)} of the neighbours are the same. Click to show these processes on both maps.`, click: choose },
        element('span', { class: 'moved-agreement' }, percent(agreement)),
        element('span', { class: 'moved-name' }, rows ? nameNode(rows.processes.a, name) : ''),
        element('span', { class: 'moved-items', title: counted(processes, 'processes') }, formatNumber(processes)),
      ),
    );
  }

  function draw(state: Readonly<PageState>): void {
    if (order.length === 0) return fill(body, element('p', { class: 'quiet' }, 'No neighbours to compare.'));
    const list =
      grouping === 'pairs' || !state.rows
        ? growingList('ol', 'moved-list', order, first, (pair) => pairItem(pair, state))
        : growingList('ol', 'moved-list', movedNames(state.rows.processes.a, state.rows.pairOf.a, pairs), first, (moved) => nameItem(moved, state));
    const what = grouping === 'pairs' ? 'Fewest common neighbours first; with the clusters on A and on B.' : 'Process names by the mean over their processes, fewest common neighbours first.';
    fill(body, element('p', { class: 'note' }, what), ...list);
  }

  const choice = switchView<Grouping>('List', [['pairs', 'By place'], ['names', 'By name']], grouping, (chosen) => {
    grouping = chosen;
    draw(store.now);
  });
  store.follow(['rows'], draw);
  return element('div', {}, choice, body);
}
