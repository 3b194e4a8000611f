// Everything that the page has about one process and its point.
import type { FeaturesOfClusters } from '../../compare/cluster_features';
import type { Atlas } from '../../data/atlas';
import type { Details } from '../../data/details';
import type { Process } from '../../data/processes';
import type { DataSource } from '../../data/source';
import { element, type Child } from '../../dom';
import { formatBytes, formatDuration, formatTime } from '../../text/format';
import { membersOf } from '../../select/selection';
import { dataText, start } from '../../text/visible';
import type { Actions } from '../actions';
import { flagMark, stateMark } from './audit_marks';
import { hoverCard } from './card';
import { decodedView } from './decoded_view';
import { clusterFacts, fact, names, together, unknown, valueOr } from './facts';
import { wordsOfError } from '../failure';
import { growingText } from '../growing_text';
import { featuresView } from './features_view';
import { lineageTree } from './lineage_tree';
import { neighboursView, twinView } from './near_view';
import { section } from '../section';
import { noveltyView } from './novelty_view';

/** The command line; if it was cut for this page, with a button that fetches the rest. */
function commandLine(details: Details, source: DataSource, row: number, process: Process): Child {
  if (process.args === undefined) return null;
  const node = element('div', { class: 'args' }, growingText(process.args));
  if (process.argsWhole === 0) return node;
  const { wholeText } = source;
  const size = formatBytes(process.argsWhole);
  const notice = element('p', { class: 'quiet' }, `Truncated on this page: the whole command line has ${size}. ${wholeText ? '' : 'It is in the Parquet files.'}`);
  node.append(notice);
  if (wholeText) {
    const read = element('button', {
      type: 'button',
      class: 'text-button read-whole',
      click: () => {
        read.disabled = true;
        void wholeText('args', details.processes.columns.args.row[row] - 1).then(
          (text) => node.replaceChildren(growingText(text)),
          (error: unknown) => {
            read.disabled = false;
            notice.textContent = `It could not be read: ${wordsOfError(error)} `;
            notice.append(read);
          },
        );
      },
    }, 'read all of it');
    notice.append(read);
  }
  return node;
}

function hashNode(hash: string): HTMLElement {
  const copy = element('button', {
    type: 'button',
    class: 'text-button',
    title: 'Copy the pid_hash',
    click: () => {
      const done = (text: string) => () => (copy.textContent = text);
      void navigator.clipboard?.writeText(hash).then(done('copied'), done('the browser does not allow it'));
    },
  }, 'copy');
  return element('span', { class: 'hash' }, dataText(start(hash, 80)), ' ', copy);
}

function ran(started: number, lifetime: number): Child {
  if (lifetime < 0) return `ended ${formatDuration(-lifetime)} before it started`;
  return element('span', { title: `Ended ${formatTime(started + lifetime)}` }, formatDuration(lifetime));
}

/** Exit codes are 32-bit numbers: those of failures are known by their hexadecimal form. */
function exitCode(code: number): Child {
  const bits = code < 0 ? code + 2 ** 32 : code;
  const hex = bits > 255 && bits < 2 ** 32 ? ` (0x${bits.toString(16)})` : '';
  return element('span', code === 0 ? {} : { class: 'failed-exit' }, `${code}${hex}`);
}

function processFacts(details: Details, process: Process, actions: Actions): HTMLElement[] {
  const { processes } = details;
  const facts = [
    fact('Host', 'The machine the process ran on', valueOr(process.host)),
    fact('User', 'The account it ran as', valueOr(process.user)),
    fact('Started', 'When it started, in UTC', process.started === undefined ? unknown() : formatTime(process.started)),
  ];
  if (process.lifetime !== undefined) facts.push(fact('Ran for', 'From its start to its end', ran(process.started ?? 0, process.lifetime)));
  if (process.exitCode !== undefined) facts.push(fact('Exit code', 'What it returned when it ended; 0 is success for most programs', exitCode(process.exitCode)));
  if (process.osPid !== undefined) facts.push(fact('PID', 'The operating system’s process number; numbers are reused', `${process.osPid}`));
  facts.push(fact('pid_hash', 'Identifies this process in every table', hashNode(process.pidHash)));
  if (process.state !== undefined || process.flags.length > 0) {
    facts.push(
      fact(
        'Audit',
        'What the audit found: how far its lineage reaches, and what is wrong with its record',
        process.state !== undefined && stateMark(processes, process.state, actions.auditOf?.(process.state)),
        ...process.flags.map((flag) => flagMark(processes, flag, actions.auditOf?.(flag))),
      ),
    );
  }
  return facts;
}

/** Actions on the whole cluster of a point. */
function clusterActs({ points }: Atlas, actions: Actions, point: number): Child {
  const cluster = points.cluster[point];
  if (cluster < 0) return null;
  const act = (label: string, click: () => void): HTMLElement => element('button', { type: 'button', class: 'text-button', click }, label);
  return element(
    'p',
    { class: 'acts' },
    act('select the cluster', () => actions.selectAll(membersOf(points, cluster), `Cluster ${cluster}`)),
    act('label the cluster', () => actions.label(membersOf(points, cluster), `Cluster ${cluster}`, cluster)),
  );
}

export function processPanel(atlas: Atlas, details: Details | undefined, ofClusters: FeaturesOfClusters | undefined, actions: Actions, source: DataSource, point: number, row: number): Child[] {
  if (!details || !ofClusters || row < 0) return hoverCard(atlas, details, point, row);
  const process = details.processes.process(row);
  return [
    ...names(atlas, details, point, row),
    commandLine(details, source, row, process),
    decodedView(process.args),
    element('dl', { class: 'facts' }, ...processFacts(details, process, actions)),
    noveltyView(atlas, details, actions, row),
    together(atlas, details, point),
    lineageTree(details, actions, row),
    twinView(atlas, details, actions, point),
    featuresView(atlas, details, ofClusters, point),
    neighboursView(atlas, details, actions, point),
    section('place', 'Position on the map', 'The point’s cluster and outlier score', element('dl', { class: 'facts' }, ...clusterFacts(atlas, point)), clusterActs(atlas, actions, point)),
  ];
}
