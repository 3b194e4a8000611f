// Processes as records for export, named like the columns of points.parquet.
import type { Atlas } from '../data/atlas';
import type { Details } from '../data/details';
import type { Processes } from '../data/processes';
import type { TextOf } from '../data/whole_texts';
import { csvOf } from './csv';

export const exportColumns = [
  'pid_hash', 'hostname', 'user_name', 'process_name', 'args', 'process_started', 'process_term', 'exit_code', 'os_pid', 'ptree',
  'lineage_state', 'lineage_flags', 'cluster', 'outlier_score', 'bag', 'multiplicity',
  'topic', 'x', 'y', 'parent_pid_hash', 'parent_process_name', 'parent_args', 'features',
] as const;

/** With `object`, the name of what a process is a member of, if objects are not processes; with what a hunt found, if there was one. */
const columnsOf = ({ lens, hunt }: Atlas): readonly string[] => [...(lens.objects_are_processes ? [] : ['object']), ...exportColumns, ...(hunt ? ['novelty', 'reasons', 'labels'] : [])];

type Value = string | number | undefined;

/** A time as 2023-11-09T16:57:53.120Z; undefined if no calendar date represents it. */
const iso = (time: number | undefined): string | undefined => {
  const date = new Date(time ?? NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
};

/** In nats. */
function noveltyOf({ hunted }: Processes, row: number): number | undefined {
  const value = hunted?.novelty[row] ?? NaN;
  return Number.isNaN(value) ? undefined : value / 100;
}

/** "more a.dll, less b.dll"; undefined for noise. */
const topicOf = ({ clusters }: Atlas, cluster: number): string | undefined =>
  clusters[cluster]?.topic.map(({ more, name }) => `${more ? 'more' : 'less'} ${name}`).join(', ');

/** The parent's hash, name and command line, if it is on this page. */
function parentOf(processes: Processes, text: TextOf, row: number): Value[] {
  const parent = processes.parent[row];
  return parent < 0 ? [undefined, undefined, undefined] : [processes.pidHash(parent), processes.text('name', parent), text('args', parent)];
}

/** The contents of a point's bag, one a line, heaviest first. */
const featuresOf = ({ features }: Details, point: number): string => features.namesOf(point).join('\n');

function recordOf(atlas: Atlas, details: Details, text: TextOf, row: number): Value[] {
  const { lens, points, hunt } = atlas;
  const { processes } = details;
  const p = processes.process(row);
  const point = processes.pointOf[row];
  const ended = p.started === undefined || p.lifetime === undefined ? undefined : p.started + p.lifetime;
  return [
    ...(lens.objects_are_processes ? [] : [text('object', row)]),
    p.pidHash, p.host, p.user, p.name, text('args', row), iso(p.started), iso(ended), p.exitCode, p.osPid, text('lineage', row),
    p.state, p.flags.join(' '), points.cluster[point], Math.round((1000 * points.outlier[point]) / 255) / 1000, point, points.multiplicity[point],
    topicOf(atlas, points.cluster[point]), points.x[point], points.y[point], ...parentOf(processes, text, row), featuresOf(details, point),
    ...(hunt ? [noveltyOf(processes, row), processes.text('reasons', row), processes.text('rules', row)] : []),
  ];
}

export function exportCsv(atlas: Atlas, details: Details, rows: Uint32Array, text: TextOf): string {
  return csvOf(columnsOf(atlas), Array.from(rows, (row) => recordOf(atlas, details, text, row)));
}

function exportedRecords(atlas: Atlas, details: Details, rows: Uint32Array, text: TextOf): string[] {
  const columns = columnsOf(atlas);
  return Array.from(rows, (row) => JSON.stringify(Object.fromEntries(recordOf(atlas, details, text, row).map((value, i) => [columns[i], value ?? null]))));
}

/** An array of objects; missing values are null. Texts are exactly as recorded. */
export function exportJson(atlas: Atlas, details: Details, rows: Uint32Array, text: TextOf): string {
  return `[\n${exportedRecords(atlas, details, rows, text).join(',\n')}\n]\n`;
}

/** The same objects, one a line (https://jsonlines.org). */
export function exportJsonLines(atlas: Atlas, details: Details, rows: Uint32Array, text: TextOf): string {
  return exportedRecords(atlas, details, rows, text).map((record) => `${record}\n`).join('');
}

/** One pid_hash per line. Values with a line break are not hashes and are left out. */
export function exportHashes({ processes }: Details, rows: Uint32Array): string {
  return Array.from(rows, (row) => processes.pidHash(row))
    .filter((hash) => hash !== '' && !/[\r\n]/.test(hash))
    .map((hash) => `${hash}\n`)
    .join('');
}
