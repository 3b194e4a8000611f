// Reads the data of a page directly from its file, using only docs/map-page.md and its own decoder of Arrow's format:
// the reference for the browser tests.
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

// ---- Arrow (https://arrow.apache.org/docs/format/Columnar.html): messages of a stream, flatbuffers with vectors behind ----

/** A table of a flatbuffer: its fields by number, read on demand. */
class FlatTable {
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  static root(bytes) {
    return new FlatTable(bytes, bytes.readUInt32LE(0));
  }

  /** The position of a field, 0 if it has its default. */
  field(number) {
    const offsets = this.at - this.bytes.readInt32LE(this.at);
    const place = 4 + 2 * number;
    const offset = place < this.bytes.readUInt16LE(offsets) ? this.bytes.readUInt16LE(offsets + place) : 0;
    return offset === 0 ? 0 : this.at + offset;
  }

  byte(number) {
    const at = this.field(number);
    return at === 0 ? 0 : this.bytes.readUInt8(at);
  }

  short(number) {
    const at = this.field(number);
    return at === 0 ? 0 : this.bytes.readInt16LE(at);
  }

  int(number) {
    const at = this.field(number);
    return at === 0 ? 0 : this.bytes.readInt32LE(at);
  }

  long(number) {
    const at = this.field(number);
    return at === 0 ? 0 : Number(this.bytes.readBigInt64LE(at));
  }

  table(number) {
    const at = this.field(number);
    return at === 0 ? undefined : new FlatTable(this.bytes, at + this.bytes.readUInt32LE(at));
  }

  /** Start and length of a vector. */
  vector(number) {
    const at = this.field(number);
    if (at === 0) return [0, 0];
    const start = at + this.bytes.readUInt32LE(at);
    return [start + 4, this.bytes.readUInt32LE(start)];
  }

  text(number) {
    const [start, length] = this.vector(number);
    return this.bytes.toString('utf8', start, start + length);
  }

  tables(number) {
    const [start, length] = this.vector(number);
    return Array.from({ length }, (_, i) => {
      const at = start + 4 * i;
      return new FlatTable(this.bytes, at + this.bytes.readUInt32LE(at));
    });
  }
}

const integer = 2;
const floating = 3;
const utf8 = 5;
const list = 12;

function fieldOf(table) {
  const kind = table.byte(2);
  const type = table.table(3);
  const children = table.tables(5).map(fieldOf);
  const width = kind === integer ? type.int(0) / 8 : kind === floating ? (type.short(0) === 1 ? 4 : 8) : 0;
  return { name: table.text(0), kind, width, children };
}

/** Reads the next field's values from a record batch. */
function valuesOf(field, batch) {
  const { body } = batch;
  const rows = batch.nodes[batch.node++];
  ++batch.buffer; // no value is missing
  const next = () => {
    const { offset } = batch.buffers[batch.buffer++];
    return offset;
  };
  if (field.kind === utf8 || field.kind === list) {
    const at = next();
    const offsets = Array.from({ length: rows + 1 }, (_, i) => (rows === 0 ? 0 : body.readInt32LE(at + 4 * i)));
    if (field.kind === utf8) {
      const start = next();
      return Array.from({ length: rows }, (_, i) => body.toString('utf8', start + offsets[i], start + offsets[i + 1]));
    }
    const elements = valuesOf(field.children[0], batch);
    return Array.from({ length: rows }, (_, i) => elements.slice(offsets[i], offsets[i + 1]));
  }
  const at = next();
  const read = field.kind === floating ? (field.width === 4 ? 'readFloatLE' : 'readDoubleLE') : field.width === 4 ? 'readInt32LE' : 'readBigInt64LE';
  return Array.from({ length: rows }, (_, i) => body[read](at + field.width * i));
}

/** The columns of a stream by name, as arrays. */
function readStream(bytes) {
  let fields = [];
  const columns = {};
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = bytes.readInt32LE(at + 4);
    if (size === 0) break;
    const message = FlatTable.root(bytes.subarray(at + 8, at + 8 + size));
    const start = at + 8 + size;
    const header = message.table(2);
    if (message.byte(1) === 1) {
      fields = header.tables(1).map(fieldOf);
      for (const { name } of fields) columns[name] = [];
    } else {
      const [nodes, nodeCount] = header.vector(1);
      const [buffers, bufferCount] = header.vector(2);
      const long = (place) => Number(header.bytes.readBigInt64LE(place));
      const batch = {
        body: bytes.subarray(start, start + message.long(3)),
        nodes: Array.from({ length: nodeCount }, (_, i) => long(nodes + 16 * i)),
        buffers: Array.from({ length: bufferCount }, (_, i) => ({ offset: long(buffers + 16 * i) })),
        node: 0,
        buffer: 0,
      };
      for (const field of fields) for (const value of valuesOf(field, batch)) columns[field.name].push(value);
    }
    at = start + message.long(3);
  }
  return columns;
}

// ---- the page -------------------------------------------------------------------------------------------------------

function blockBytes(page, name) {
  const pieces = [...page.matchAll(new RegExp(`<script type="application/octet-stream" data-block="${name}">([^<]*)</script>`, 'g'))];
  return Buffer.concat(pieces.map(([, text]) => inflateSync(Buffer.from(text, 'base64'))));
}

function hashOf(rows, row, texts) {
  if (rows.hash_form[row] === 2) return texts[rows.hash_text[row] - 1];
  const hex = [rows.hash_high[row], rows.hash_low[row]].map((half) => BigInt.asUintN(64, half).toString(16).padStart(16, '0')).join('');
  return rows.hash_form[row] === 1 ? hex.toUpperCase() : hex;
}

/** Everything in a comparison's page: its header, the pairs of points as objects, and both maps. */
export function readComparisonPage(file) {
  const page = readFileSync(file, 'utf8');
  const pairs = readStream(blockBytes(page, 'pairs'));
  return {
    header: JSON.parse(blockBytes(page, 'compare').toString('utf8')),
    pairs: pairs.a.map((_, i) => Object.fromEntries(Object.keys(pairs).map((column) => [column, pairs[column][i]]))),
    a: readPage(file, 'a/'),
    b: readPage(file, 'b/'),
  };
}

/**
 * Everything in a page: points with their processes and features, as plain objects.
 * @param prefix of the names of the map's blocks
 */
export function readPage(file, prefix = '') {
  const page = readFileSync(file, 'utf8');
  const header = JSON.parse(blockBytes(page, `${prefix}map`).toString('utf8'));
  const table = (name) => readStream(blockBytes(page, `${prefix}${name}`));
  const [map, rows, names, bags, near] = ['points', 'processes', 'features', 'bags', 'neighbours'].map(table);
  const texts = (field) => table(`texts/${field}`).text;
  const lookup = (field, numbers = rows[field]) => {
    const values = texts(field);
    return numbers.map((number) => (number === 0 ? undefined : values[number - 1]));
  };
  const columns = Object.fromEntries(['host', 'name', 'args', 'user', 'lineage'].map((field) => [field, lookup(field)]));
  if (!header.lens.objects_are_processes) {
    const object = lookup('object', table('objects').name);
    columns.object = rows.object.map((number) => object[number]);
    columns.objectNumber = rows.object;
  }
  const known = (name) => rows[name].map((value) => (Number.isNaN(value) ? undefined : value));
  columns.parent = rows.parent.map((row) => (row < 0 ? undefined : row));
  columns.osPid = known('os_pid');
  columns.exitCode = known('exit_code');
  columns.lifetime = known('lifetime');
  columns.started = known('started');
  columns.state = rows.state.map((value) => (value === 0 ? undefined : header.lineage_states[value - 1]));
  columns.flags = rows.flags.map((bits) => header.lineage_flags.filter((_, k) => (bits >> k) & 1));
  if (header.hunt) {
    columns.novelty = rows.novelty.map((value) => (value < 0 ? undefined : value));
    columns.finding = rows.finding;
    columns.reasons = lookup('reasons').map((lines) => lines?.split('\n') ?? []);
    columns.labels = lookup('labels').map((lines) => lines?.split('\n') ?? []);
  }
  const hashTexts = texts('hash_text');
  columns.hash = rows.point.map((_, row) => hashOf(rows, row, hashTexts));
  const points = map.x.map((_, point) => ({
    x: map.x[point],
    y: map.y[point],
    multiplicity: map.multiplicity[point],
    members: map.members[point],
    cluster: map.cluster[point],
    outlier: map.outlier[point],
    processes: [],
    features: bags.features[point].map((rank) => names.name[rank]),
    neighbours: near.neighbour[point],
  }));
  rows.point.forEach((point, row) => {
    const process = Object.fromEntries(Object.entries(columns).map(([field, values]) => [field, values[row]]));
    points[point].processes.push({ ...process, row, point });
  });
  const weights = new Map(names.name.map((name, i) => [name, names.weight[i]]));
  return { lens: header.lens, hunt: header.hunt, weights, summary: header.summary, clusters: header.clusters, layers: header.layers, points };
}
