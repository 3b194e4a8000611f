// The map as `proclens serve` answers it: columns as Arrow, texts searched by the server.
import { serverFinder } from '../search/server_finder';
import { atlasOf, type Atlas, type MapHeader } from './atlas';
import { ArrowTable } from './arrow';
import { Features } from './features';
import { Neighbours } from './neighbours';
import { Processes, type ProcessesHeader, type TextColumn, type TextField } from './processes';
import { request, requestBytes } from './request';
import { runningSums } from './running_sums';
import type { DataSource } from './source';

/** What the server calls the texts of a field. */
export const fieldNames: Record<TextField, string> = { host: 'host', name: 'name', args: 'args', user: 'user', lineage: 'lineage', hashText: 'hash_text' };

const table = async (path: string): Promise<ArrowTable> => new ArrowTable(await requestBytes(path), path);

const unsigned = (values: Int32Array): Uint32Array => new Uint32Array(values.buffer, values.byteOffset, values.length);

const share = (values: Float32Array): Uint8Array => Uint8Array.from(values, (value) => Math.round(255 * Math.min(1, Math.max(0, value))));

type ServedHeader = MapHeader & ProcessesHeader;

let header: Promise<ServedHeader> | undefined;
const mapJson = (): Promise<ServedHeader> => (header ??= request('map.json').then((answer) => answer.json() as Promise<ServedHeader>));

async function readAtlas(): Promise<Atlas> {
  const [json, points] = await Promise.all([mapJson(), table('points.arrow')]);
  return atlasOf(json, {
    count: points.rows,
    x: points.numbers('x', 'f32'),
    y: points.numbers('y', 'f32'),
    multiplicity: unsigned(points.numbers('multiplicity', 'i32')),
    cluster: points.numbers('cluster', 'i32'),
    nearest: points.numbers('nearest', 'i32'),
    strength: share(points.numbers('strength', 'f32')),
    outlier: share(points.numbers('outlier', 'f32')),
  });
}

/** Sixteen bytes for each row whose hash is kept as a number. */
function hashBytes(form: Int32Array, high: BigInt64Array, low: BigInt64Array): Uint8Array {
  const bytes = new Uint8Array(16 * form.reduce((count, value) => count + (value === 2 ? 0 : 1), 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  form.forEach((value, row) => {
    if (value === 2) return;
    view.setBigInt64(at, high[row]);
    view.setBigInt64(at + 8, low[row]);
    at += 16;
  });
  return bytes;
}

async function readProcesses(points: number): Promise<Processes> {
  const fields = Object.entries(fieldNames) as [TextField, string][];
  const [json, rows, ...texts] = await Promise.all([mapJson(), table('processes.arrow'), ...fields.map(([, name]) => table(`texts/${name}.arrow`))]);
  const columns = Object.fromEntries(
    fields.map(([field, name], i): [TextField, TextColumn] => [field, { row: unsigned(rows.numbers(name, 'i32')), texts: texts[i].texts('text', 'whole') }]),
  ) as Record<TextField, TextColumn>;
  const sizes = new Uint32Array(points);
  for (const point of rows.numbers('point', 'i32')) ++sizes[point];
  const form = rows.numbers('hash_form', 'i32');
  return Processes.of(json, {
    start: runningSums(sizes),
    columns,
    started: rows.numbers('started', 'f64'),
    lifetime: rows.numbers('lifetime', 'f64'),
    exitCode: rows.numbers('exit_code', 'f64'),
    osPid: rows.numbers('os_pid', 'f64'),
    parent: rows.numbers('parent', 'i32'),
    state: Uint8Array.from(rows.numbers('state', 'i32')),
    flags: unsigned(rows.numbers('flags', 'i32')),
    hashForm: Uint8Array.from(form),
    hash: hashBytes(form, rows.numbers('hash_high', 'i64'), rows.numbers('hash_low', 'i64')),
  });
}

async function readFeatures(): Promise<Features> {
  const [names, bags] = await Promise.all([table('features.arrow'), table('bags.arrow')]);
  const lists = bags.lists('features', 'i32');
  const counts = unsigned(bags.lists('counts', 'i32').values);
  const several = counts.some((count) => count !== 1);
  return new Features(
    Uint32Array.from({ length: names.rows }, (_, rank) => rank),
    names.texts('name'),
    lists.start,
    unsigned(lists.values),
    unsigned(bags.numbers('size', 'i32')),
    names.numbers('weight', 'f64'),
    several ? counts : undefined,
  );
}

async function readNeighbours(): Promise<Neighbours> {
  const near = await table('neighbours.arrow');
  const lists = near.lists('neighbour', 'i32');
  return new Neighbours(lists.start, lists.values, near.lists('distance', 'f32').values);
}

/** The server that this page came from. */
export const thisServer: DataSource = {
  origin: 'This page asks the proclens that serves it, and nobody else.',
  sharing: 'The link is copied. It shows the same as long as this server runs. Whoever has it may see all that the server shows.',
  home: '../',
  atlas: readAtlas,
  async details({ points }) {
    const [processes, features, neighbours] = await Promise.all([readProcesses(points.count), readFeatures(), readNeighbours()]);
    return { processes, features, neighbours };
  },
  finder: serverFinder,
  async wholeText(field, place) {
    const bytes = await requestBytes(`text?field=${fieldNames[field]}&id=${place + 1}`);
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  },
  labels: {
    async load() {
      const answer = await request('labels');
      const file = await answer.text();
      const { read_only: readOnly } = JSON.parse(file) as { read_only?: unknown };
      return { file, readOnly: readOnly === true };
    },
    async save(file) {
      await request('labels', { method: 'PUT', body: file, headers: { 'Content-Type': 'application/json' } });
    },
  },
};
