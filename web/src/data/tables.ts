// The page's data, read from Arrow tables: the same ones in map.html and from `proclens serve` (docs/map-page.md).
import type { ArrowTable } from './arrow';
import { atlasOf, type Atlas, type MapHeader } from './atlas';
import type { Details } from './details';
import { Features } from './features';
import type { NoveltyColumns } from './hunt';
import { Neighbours } from './neighbours';
import { Processes, type ProcessesHeader, type TextColumn, type TextField } from './processes';
import { runningSums } from './running_sums';

export type PageHeader = MapHeader & ProcessesHeader;

/** The source of tables. */
export interface Tables {
  header(): Promise<PageHeader>;
  table(name: string): Promise<ArrowTable>;
}

/** The names of a row's text fields in the tables. */
export const fieldNames: Record<TextField, string> = { object: 'object', host: 'host', name: 'name', args: 'args', user: 'user', lineage: 'lineage', hashText: 'hash_text', reasons: 'reasons', rules: 'labels' };

const unsigned = (values: Int32Array): Uint32Array => new Uint32Array(values.buffer, values.byteOffset, values.length);

/** What the first picture needs. */
export async function readAtlas(tables: Tables): Promise<Atlas> {
  const [header, points] = await Promise.all([tables.header(), tables.table('points')]);
  return atlasOf(header, {
    count: points.rows,
    x: points.numbers('x', 'f32'),
    y: points.numbers('y', 'f32'),
    multiplicity: unsigned(points.numbers('multiplicity', 'i32')),
    members: unsigned(points.numbers('members', 'i32')),
    cluster: points.numbers('cluster', 'i32'),
    nearest: points.numbers('nearest', 'i32'),
    strength: Uint8Array.from(points.numbers('strength', 'i32')),
    outlier: Uint8Array.from(points.numbers('outlier', 'i32')),
    placed: Uint8Array.from(points.numbers('placed', 'i32')),
  });
}

/** The rest. */
export async function readDetails(tables: Tables, points: number): Promise<Details> {
  const [processes, features, neighbours] = await Promise.all([readProcesses(tables, points), readFeatures(tables), readNeighbours(tables)]);
  return { processes, features, neighbours };
}

/** Sixteen bytes for each row whose hash is stored as a number. */
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

/** Per row its object and that object's name, if objects are not processes. */
async function readObjects(tables: Tables, rows: ArrowTable): Promise<{ object: Uint32Array; names: TextColumn }> {
  const [objects, texts] = await Promise.all([tables.table('objects'), tables.table('texts/object')]);
  const name = unsigned(objects.numbers('name', 'i32'));
  const object = unsigned(rows.numbers('object', 'i32'));
  return { object, names: { row: object.map((of) => name[of]), texts: texts.texts('text', 'whole') } };
}

/** Novelty by row, if the header has a hunt. */
function readNovelty({ hunt }: PageHeader, rows: ArrowTable): NoveltyColumns | undefined {
  if (!hunt) return undefined;
  return { novelty: Float32Array.from(rows.numbers('novelty', 'i32'), (value) => (value < 0 ? NaN : value)), finding: unsigned(rows.numbers('finding', 'i32')) };
}

export async function readProcesses(tables: Tables, points: number): Promise<Processes> {
  const [header, rows] = await Promise.all([tables.header(), tables.table('processes')]);
  const objects = header.lens.objects_are_processes ? undefined : await readObjects(tables, rows);
  const column = async (field: TextField): Promise<[TextField, TextColumn | undefined]> => {
    if (field === 'object') return [field, objects?.names];
    if ((field === 'reasons' || field === 'rules') && !header.hunt) return [field, undefined];
    const texts = await tables.table(`texts/${fieldNames[field]}`);
    return [field, { row: unsigned(rows.numbers(fieldNames[field], 'i32')), texts: texts.texts('text', 'whole') }];
  };
  const columns = Object.fromEntries(await Promise.all((Object.keys(fieldNames) as TextField[]).map(column))) as Record<TextField, TextColumn | undefined>;
  const sizes = new Uint32Array(points);
  for (const point of rows.numbers('point', 'i32')) ++sizes[point];
  const form = rows.numbers('hash_form', 'i32');
  return Processes.of(header, {
    start: runningSums(sizes),
    object: objects?.object,
    hunted: readNovelty(header, rows),
    columns: columns as Processes['columns'],
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

export async function readFeatures(tables: Tables): Promise<Features> {
  const [features, bags] = await Promise.all([tables.table('features'), tables.table('bags')]);
  const lists = bags.lists('features', 'i32');
  const counts = unsigned(bags.lists('counts', 'i32').values);
  const several = counts.some((count) => count !== 1);
  return new Features(features.texts('name'), lists.start, unsigned(lists.values), unsigned(bags.numbers('size', 'i32')), features.numbers('weight', 'f64'), several ? counts : undefined);
}

async function readNeighbours(tables: Tables): Promise<Neighbours> {
  const near = await tables.table('neighbours');
  const lists = near.lists('neighbour', 'i32');
  return new Neighbours(lists.start, lists.values, Float32Array.from(near.lists('distance', 'i32').values, (distance) => distance / 1e4));
}
