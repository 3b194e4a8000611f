// The selection: its size, its contents, why it is different, and actions on it.
import { processNoun, type Atlas } from '../../data/atlas';
import type { Details } from '../../data/details';
import type { DataSource } from '../../data/source';
import { element, fill, type Child } from '../../dom';
import { processesIn, rowsOf, weightsOf, type Selection } from '../../select/selection';
import type { PageState, PageStore } from '../../state/page_state';
import { counted, formatDay, formatNumber, formatShare } from '../../text/format';
import { dataText, start } from '../../text/visible';
import type { Actions } from '../actions';
import { differencesView } from '../process/differences_view';
import { exportMenu } from './export_menu';
import { section } from '../section';

/** Values of a property that are listed. */
const maxValues = 5;

function button(label: string, meaning: string, act: () => void, className = ''): HTMLButtonElement {
  return element('button', { type: 'button', class: `button ${className}`.trim(), title: meaning, click: act }, label);
}

/** The most frequent values among rows. */
function commonest(rows: Uint32Array, column: ArrayLike<number>): [value: number, count: number][] {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(column[row], (counts.get(column[row]) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

function makeUp({ engine }: Readonly<PageState>, rows: Uint32Array): HTMLElement {
  const groups: Child[] = [];
  for (const id of ['name', 'host', 'user', 'cluster', 'state'] as const) {
    const facet = engine?.facets.category[id];
    if (!facet || facet.count <= 1) continue;
    const values = commonest(rows, facet.column);
    groups.push(
      element(
        'div',
        { class: 'make-up' },
        element('h4', { title: facet.meaning }, facet.title, element('span', { class: 'quiet' }, values.length > 1 ? ` ${formatNumber(values.length)} distinct` : '')),
        element(
          'ul',
          {},
          ...values.slice(0, maxValues).map(([value, count]) => {
            const bar = element('span', { class: 'value-bar', 'aria-hidden': 'true' });
            bar.style.width = `${(100 * count) / rows.length}%`;
            const label = facet.label(value);
            return element(
              'li',
              { class: 'make-up-value' },
              bar,
              id === 'cluster' && value > 0 && element('span', { class: 'kind-number' }, `${value - 1}`),
              facet.plain(value) ? element('span', { class: 'kind-name plain' }, label) : dataText(start(label, 100), 'kind-name'),
              element('span', { class: 'kind-count' }, formatShare(count, rows.length)),
            );
          }),
        ),
      ),
    );
  }
  return section('made-of', 'Composition', 'The most frequent values among the selected processes', ...groups);
}

/** "312 processes at 45 points, 3 Nov – 5 Nov 2023". */
function extent(atlas: Atlas, details: Details, selection: Selection, rows: Uint32Array, processes: number): string {
  let [first, last] = [Infinity, -Infinity];
  for (const row of rows) {
    const time = details.processes.started[row];
    if (time < first) first = time;
    if (time > last) last = time;
  }
  const days = first > last ? '' : formatDay(first) === formatDay(last) ? `, ${formatDay(first)}` : `, ${formatDay(first)} – ${formatDay(last)}`;
  const objects = atlas.lens.objects_are_processes ? '' : ` of ${counted(details.processes.objectsOf(rows), atlas.lens.object)}`;
  return `${counted(processes, processNoun)}${objects} at ${counted(selection.points.length, 'points')}${days}`;
}

export function selectionView(atlas: Atlas, store: PageStore, actions: Actions, source: DataSource): HTMLElement {
  const node = element('div', { class: 'card-body selection-panel', role: 'tabpanel', hidden: true });

  function draw(state: Readonly<PageState>): void {
    const { selection, second, shown, details } = state;
    if (state.side !== 'selection' || !selection || !details) return;
    const here = weightsOf(selection, atlas.points, details.processes, shown);
    const processes = processesIn(selection, atlas.points, details.processes, shown);
    const rows = rowsOf(selection, details.processes, shown);
    const there = second && weightsOf(second, atlas.points, details.processes, shown);
    const others = second ? `the held selection (${second.name})` : 'the rest';
    fill(
      node,
      element('header', { class: 'card-head' }, element('h2', { class: 'card-name' }, dataText(start(selection.name, 120)))),
      element('p', { class: 'selection-extent' }, extent(atlas, details, selection, rows, processes)),
      element(
        'div',
        { class: 'buttons' },
        button('Zoom to it', 'Zoom to the selected points', () => actions.zoomTo(selection.points)),
        button('List', 'List the selected processes', () => store.set({ list: true })),
        button('Label …', 'Give it a name, a colour and a note', () => actions.label(selection.points, selection.name, -1)),
        exportMenu(atlas, details, source, selection.name, rows),
        button('Clear', 'Select nothing (Esc)', () => store.set({ selection: undefined, side: undefined })),
      ),
      element(
        'div',
        { class: 'against' },
        element('span', { class: 'quiet' }, 'Compared with '),
        second ? element('strong', { class: 'held' }, dataText(start(second.name, 60))) : element('strong', {}, 'the rest of the map'),
        second
          ? button('Compare with the rest', 'Discard the held selection', () => store.set({ second: undefined }), 'small')
          : button('Hold to compare', 'Keep this selection, select something else, and see what sets the two apart', () => store.set({ second: selection, selection: undefined, side: undefined }), 'small'),
        second && button('Swap', 'Swap the two selections', () => store.set({ selection: second, second: selection }), 'small'),
      ),
      differencesView(atlas, details, { here, there, others }),
      makeUp(state, rows),
    );
  }

  store.follow(['selection', 'second', 'shown', 'details', 'side', 'engine'], draw);
  return node;
}
