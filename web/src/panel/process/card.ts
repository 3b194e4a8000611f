// The card at the pointer: what is known about a point and one of its processes, at a glance.
import { lineageSteps } from '../../compare/lineage';
import type { Atlas } from '../../data/atlas';
import type { Details } from '../../data/details';
import type { Process } from '../../data/processes';
import { element, type Child } from '../../dom';
import { capitalised, counted, formatNumber, formatTime } from '../../text/format';
import { dataText, start } from '../../text/visible';
import { clusterFacts, fact, head, names, together, unknown, valueOr } from './facts';
import { noveltyFact } from './novelty_view';

/** Characters of a command line on the hover card. */
const glance = 320;

/** Steps of the lineage on the hover card. */
const firstSteps = 5;

function lineageNode(lineage: string | undefined): HTMLElement {
  if (!lineage) return unknown();
  const steps = lineageSteps(lineage);
  const node = element('span', { class: 'lineage' });
  steps.slice(0, firstSteps).forEach((step, i) => {
    if (i > 0) node.append(element('span', { class: 'step', 'aria-label': 'started by' }, '‹'));
    node.append(dataText(start(step, 60)));
  });
  if (steps.length > firstSteps) node.append(element('span', { class: 'step' }, `‹ ${formatNumber(steps.length - firstSteps)} more`));
  return node;
}

function processFacts(process: Process): HTMLElement[] {
  const facts = [
    fact('Host', 'The machine the process ran on', valueOr(process.host)),
    fact('User', 'The account it ran as', valueOr(process.user)),
    fact('Started', 'When it started, in UTC', process.started === undefined ? unknown() : formatTime(process.started)),
    fact('Lineage', 'The process, its parent, its parent’s parent, and so on', lineageNode(process.lineage)),
  ];
  if (process.state) facts.push(fact('State', 'What the audit says about its lineage', valueOr(process.state)));
  return facts;
}

/** The card at the pointer. */
export function hoverCard(atlas: Atlas, details: Details | undefined, point: number, row: number): Child[] {
  const multiplicity = atlas.points.multiplicity[point];
  if (!details || row < 0) {
    const why = details ? `The details of ${multiplicity === 1 ? 'this' : 'these'} ${multiplicity === 1 ? atlas.lens.object.one : atlas.lens.object.many} are not on this page.` : 'Reading details …';
    return [
      head(atlas, counted(multiplicity, atlas.lens.object), 1),
      element('p', { class: 'quiet' }, why),
      element('dl', { class: 'facts' }, ...clusterFacts(atlas, point)),
    ];
  }
  const process = details.processes.process(row);
  // The name of an object may hold them already: that of a command line does.
  const isNamed = process.args !== undefined && (details.processes.text('object', row)?.includes(process.args) ?? false);
  const args = process.args && !isNamed ? start(process.args, glance) : '';
  return [
    ...names(atlas, details, point, row),
    args !== '' && element('p', { class: 'args glance' }, dataText(args), process.args!.length > args.length && '…'),
    element(
      'dl',
      { class: 'facts' },
      ...processFacts(process),
      fact(capitalised(atlas.lens.feature.many), 'Number of distinct ones in its bag', formatNumber(details.features.size[point])),
      ...clusterFacts(atlas, point),
      noveltyFact(details, row),
    ),
    together(atlas, details, point),
  ];
}

