// A table of processes at the bottom of the page: the selection, or all that is shown. Only visible lines exist as
// elements.
import { processNoun, type Atlas } from '../../data/atlas';
import type { Details } from '../../data/details';
import { formatNovelty, isLabelled } from '../../data/hunt';
import type { DataSource } from '../../data/source';
import { element, fill, iconButton } from '../../dom';
import { sortedRows, type Order, type SortKey } from '../../select/order';
import { rowsOf } from '../../select/selection';
import type { PageState, PageStore } from '../../state/page_state';
import { capitalised, counted, formatTime } from '../../text/format';
import { dataText, start, visibleString } from '../../text/visible';
import type { Actions } from '../actions';
import { spoken, stateDot } from '../process/audit_marks';
import { pinnedPlace } from '../process/cards';
import { exportMenu } from './export_menu';

type Column = [key: SortKey, title: string, meaning: string];

const novelty: Column = ['novelty', 'Novelty', 'How new or rare it is according to the hunt, in nats'];

const rules: Column = ['rules', 'Rule label', 'What rules, and the label files that the hunt was given, say of it, the rarest first'];

const processColumns: Column[] = [
  ['name', 'Name', 'The name of the program'],
  ['args', 'Command line', 'Its command line'],
  ['host', 'Host', 'The machine it ran on'],
  ['user', 'User', 'The account it ran as'],
  ['started', 'Started', 'When it started, UTC'],
  ['cluster', 'Cluster', 'The cluster of its point; none means noise'],
  ['outlier', 'Outlier', 'Outlier score from 0 to 1'],
  ['state', 'Lineage', 'How far its lineage reaches, according to the audit'],
];

/** With the object, if that is not the process itself, with novelty, if there was a hunt, and with labels, if it had any. */
function columnsFor({ lens, hunt }: Atlas): Column[] {
  const { object, objects_are_processes } = lens;
  const columns = [...processColumns.slice(0, -1), ...(hunt ? [novelty] : []), ...(isLabelled(hunt) ? [rules] : []), ...processColumns.slice(-1)];
  if (objects_are_processes) return columns;
  const title = capitalised(object.one);
  return [['object', title, 'The object that the process belongs to'], ...columns.map(([key, name, meaning]): Column => [key, name === title ? 'Arguments' : name, meaning])];
}

/** Lines created beyond the edges of the visible part. */
const spare = 8;
/** Browsers cannot scroll further than about 30 million pixels. */
const maxHeight = 20_000_000;

export function processList(atlas: Atlas, store: PageStore, actions: Actions, source: DataSource): HTMLElement {
  const title = element('h2', { class: 'list-title', 'aria-live': 'polite' });
  const tools = element('div', { class: 'list-tools' });
  const body = element('div', { class: 'list-body', role: 'presentation' });
  const spacer = element('div', { class: 'list-spacer' });
  const scroll = element('div', { class: 'list-scroll', tabindex: 0, role: 'rowgroup', 'aria-label': 'Arrow keys move from one process to the next; Enter pins it' }, spacer, body);
  const columns = columnsFor(atlas);
  const heads = columns.map(([key, name, meaning]) =>
    element('button', { type: 'button', class: `list-head ${key}`, role: 'columnheader', title: `${meaning}. Click to sort`, click: () => sortBy(key) }, name),
  );
  const headRow = element('div', { class: 'list-heads', role: 'row', 'aria-rowindex': 1 }, ...heads);
  const grid = element('div', { class: 'list-grid', role: 'grid', 'aria-label': 'Processes' }, headRow, scroll);
  const node = element(
    'section',
    { class: `card list${atlas.lens.objects_are_processes ? '' : ' with-objects'}${atlas.hunt ? ' with-novelty' : ''}${isLabelled(atlas.hunt) ? ' with-rules' : ''}`, 'aria-label': 'List of processes', hidden: true },
    element('div', { class: 'list-bar' }, title, tools, iconButton('close', 'Close the list (d)', () => store.set({ list: false }))),
    grid,
  );
  let order: Order = { by: 'started', descending: false };
  let rows: Uint32Array = new Uint32Array(0);
  let active = -1;
  let pinnedRow = -1;
  let details: Details | undefined;

  const lineHeight = (): number => 1.75 * (parseFloat(getComputedStyle(document.documentElement).fontSize) || 16);

  function sortBy(key: SortKey): void {
    order = { by: key, descending: order.by === key ? !order.descending : key === 'outlier' || key === 'novelty' };
    update(store.now);
  }

  function line(row: number, at: number): HTMLElement {
    const { processes } = details as Details;
    const point = processes.pointOf[row];
    const text = (field: 'object' | 'name' | 'args' | 'host' | 'user' | 'rules', maxLength: number): HTMLElement => {
      const value = processes.text(field, row);
      return element('span', { class: `cell ${field}`, role: 'gridcell', title: value ? visibleString(start(value, 600)) : 'not known' }, value ? dataText(start(value, maxLength)) : element('span', { class: 'unknown' }, '–'));
    };
    const cell = (className: string, ...content: (Node | string | false)[]): HTMLElement => element('span', { class: `cell ${className}`, role: 'gridcell' }, ...content);
    const cluster = atlas.points.cluster[point];
    const state = processes.state[row] > 0 ? processes.stateNames[processes.state[row] - 1] : undefined;
    const started = processes.started[row];
    const novelty = processes.hunted?.novelty[row];
    return element(
      'div',
      {
        class: `line${at === active ? ' active' : ''}${row === pinnedRow ? ' pinned' : ''}`,
        role: 'row',
        'aria-rowindex': at + 2, // the first row is that of the headers
        'data-row': row,
        click: () => {
          active = at;
          actions.open(point, row);
          drawLines();
        },
        pointerenter: () => actions.point(point),
        pointerleave: () => actions.point(-1),
      },
      !atlas.lens.objects_are_processes && text('object', 120),
      text('name', 60),
      text('args', 220),
      text('host', 60),
      text('user', 60),
      cell('started', Number.isNaN(started) ? '–' : formatTime(started).replace(' UTC', '')),
      cell('cluster', cluster >= 0 ? `${cluster}` : 'none'),
      cell('outlier', (atlas.points.outlier[point] / 255).toFixed(2)),
      novelty !== undefined && cell('novelty', Number.isNaN(novelty) ? '–' : formatNovelty(novelty)),
      isLabelled(atlas.hunt) && text('rules', 80),
      cell('state', state !== undefined && stateDot(processes, state), state === undefined ? '–' : ` ${spoken(state)}`),
    );
  }

  function drawLines(): void {
    if (!details) return;
    const height = lineHeight();
    const whole = Math.min(maxHeight, rows.length * height);
    spacer.style.height = `${whole}px`;
    // If not all lines fit into what can be scrolled, the scroll bar represents a share of them.
    const reach = Math.max(1, whole - scroll.clientHeight);
    const first = rows.length * height <= maxHeight ? scroll.scrollTop / height : (scroll.scrollTop / reach) * Math.max(0, rows.length - scroll.clientHeight / height);
    const from = Math.max(0, Math.floor(first) - spare);
    const to = Math.min(rows.length, Math.ceil(first + scroll.clientHeight / height) + spare);
    const { rows: leaves, at } = pinnedPlace(store.now);
    pinnedRow = at < 0 ? -1 : leaves[at];
    fill(body, ...Array.from(rows.subarray(from, to), (row, i) => line(row, from + i)));
    body.style.transform = `translateY(${scroll.scrollTop - (first - from) * height}px)`;
    node.dataset.rows = String(rows.length);
  }

  function update(state: Readonly<PageState>): void {
    node.hidden = !state.list;
    details = state.details;
    if (!state.list || !details) return;
    const { processes } = details;
    const all = state.selection
      ? rowsOf(state.selection, processes, state.shown)
      : state.shown
        ? Uint32Array.from({ length: processes.count }, (_, row) => row).filter((row) => state.shown?.rows[row])
        : Uint32Array.from({ length: processes.count }, (_, row) => row);
    rows = sortedRows(all, atlas, processes, order);
    active = -1;
    heads.forEach((head, i) => {
      const sorted = columns[i][0] === order.by;
      head.setAttribute('aria-sort', sorted ? (order.descending ? 'descending' : 'ascending') : 'none');
    });
    grid.setAttribute('aria-rowcount', String(rows.length + 1));
    const what = state.selection ? 'selected' : state.shown ? 'shown' : 'on this map';
    title.textContent = `${capitalised(counted(rows.length, processNoun))} ${what}`;
    fill(tools, exportMenu(atlas, details, source, state.selection?.name ?? (state.shown ? 'shown' : 'all'), rows));
    scroll.scrollTop = 0;
    drawLines();
  }

  scroll.addEventListener('scroll', drawLines);
  scroll.addEventListener('keydown', (event) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
    const step = Object.hasOwn(steps, event.key) ? steps[event.key] : 0;
    if (step !== 0 && rows.length > 0) {
      active = Math.max(0, Math.min(rows.length - 1, active + step));
      const height = lineHeight();
      const top = active * height;
      if (top < scroll.scrollTop) scroll.scrollTop = top;
      else if (top + height > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = top + height - scroll.clientHeight;
      if (details) actions.point(details.processes.pointOf[rows[active]]);
      drawLines();
    } else if (event.key === 'Enter' && active >= 0 && details) {
      actions.open(details.processes.pointOf[rows[active]], rows[active]);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  new ResizeObserver(drawLines).observe(scroll);
  store.follow(['list', 'selection', 'shown', 'details'], update);
  store.follow(['pinned', 'pinnedRow'], ({ list }) => list && drawLines());
  return node;
}
