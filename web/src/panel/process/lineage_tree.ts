// The ancestors of a process as a tree from the root down, with their other children on demand.
import { ancestorsOf, type Ancestor } from '../../compare/lineage';
import type { Details } from '../../data/details';
import { element } from '../../dom';
import { counted, formatNumber, formatTime } from '../../text/format';
import { dataText, start, visibleString } from '../../text/visible';
import type { Actions } from '../actions';
import { flagDot, stateDot } from './audit_marks';
import { pointLink } from '../point_link';
import { growingList, section } from '../section';

/** Children listed initially. */
const firstChildren = 8;

/** What is shown of a process before it is opened. */
function summaryOf({ processes }: Details, row: number): string {
  const process = processes.process(row);
  const parts = [process.args && visibleString(start(process.args, 300)), process.host && visibleString(start(process.host, 100))];
  if (process.started !== undefined) parts.push(formatTime(process.started));
  return parts.filter(Boolean).join('\n') || 'Nothing more is known about it';
}

function processLink(details: Details, actions: Actions, row: number): HTMLElement {
  const { processes } = details;
  const name = processes.text('name', row);
  const args = processes.text('args', row);
  return element(
    'span',
    { class: 'tree-process' },
    processes.state[row] > 0 && stateDot(processes, processes.stateNames[processes.state[row] - 1]),
    pointLink(actions, processes.pointOf[row], row, summaryOf(details, row), name ? dataText(start(name, 80)) : 'no name'),
    ...processes.flagsOf(row).map((flag) => flagDot(processes, flag)),
    args !== undefined && element('span', { class: 'tree-args' }, dataText(start(args, 90))),
  );
}

/** A line that opens to the children of `row`, except the one that the tree shows anyway. */
function childrenOf(details: Details, actions: Actions, row: number, except: number, word: string): HTMLElement[] {
  const children = details.processes.childrenOf(row).filter((child) => child !== except);
  if (children.length === 0) return [];
  const list = element('div', { class: 'tree-children', hidden: true });
  const toggle = element('button', {
    type: 'button',
    class: 'text-button tree-more',
    'aria-expanded': 'false',
    click: () => {
      if (list.childElementCount === 0) {
        list.append(...growingList('ul', 'tree-list', children, firstChildren, (child) => element('li', {}, processLink(details, actions, child)), 500));
      }
      list.hidden = !list.hidden;
      toggle.setAttribute('aria-expanded', String(!list.hidden));
    },
  }, word === 'started' ? `it started ${formatNumber(children.length)}` : counted(children.length, word));
  return [toggle, list];
}

function stepNode(details: Details, actions: Actions, step: Ancestor, row: number, below: number, depth: number): HTMLElement {
  const { processes } = details;
  const node = element('li', { class: step.row === row ? 'tree-step here' : 'tree-step', 'aria-level': depth + 1 });
  node.style.setProperty('--depth', String(Math.min(depth, 9)));
  if (step.row < 0) {
    node.append(element('span', { class: 'tree-process off', title: 'Named in the recorded lineage; the process itself is not on this map' }, dataText(start(step.name, 80) || '?')));
    return node;
  }
  if (step.row === row) {
    node.append(
      element(
        'span',
        { class: 'tree-process', 'aria-current': 'true' },
        processes.state[row] > 0 && stateDot(processes, processes.stateNames[processes.state[row] - 1]),
        element('strong', {}, dataText(start(step.name, 80) || 'no name')),
      ),
    );
    node.append(...childrenOf(details, actions, row, -1, 'started'));
  } else {
    node.append(processLink(details, actions, step.row));
    node.append(...childrenOf(details, actions, step.row, below, below === row ? 'siblings' : 'others'));
  }
  return node;
}

export function lineageTree(details: Details, actions: Actions, row: number): HTMLElement {
  const { steps, more, circle } = ancestorsOf(details.processes, row);
  const list = element('ol', { class: 'tree' });
  steps.forEach((step, depth) => list.append(stepNode(details, actions, step, row, steps[depth + 1]?.row ?? -1, depth)));
  return section(
    'lineage',
    'Lineage',
    'What started the process, from the oldest known ancestor down. Names in blue are on the map: click to go there',
    more > 0 && element('p', { class: 'quiet' }, `${counted(more, 'older ancestors')} not shown`),
    circle && element('p', { class: 'quiet' }, 'The recorded parents form a cycle, which is cut here.'),
    list,
    steps.length === 1 && details.processes.parent[row] < 0 && element('p', { class: 'quiet' }, 'No ancestor is recorded.'),
  );
}
