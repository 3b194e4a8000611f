// Reads the data of a page straight from its file, by docs/map-page.md alone: what the browser tests check the page against.
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

function leb128(bytes) {
  const values = [];
  let value = 0;
  let factor = 1;
  for (const byte of bytes) {
    value += (byte % 128) * factor;
    factor *= 128;
    if (byte < 128) {
      values.push(value);
      value = 0;
      factor = 1;
    }
  }
  return values;
}

class Block {
  constructor(bytes) {
    const size = bytes.readUInt32LE(0);
    this.header = JSON.parse(bytes.subarray(4, 4 + size).toString('utf8'));
    this.body = bytes.subarray(4 + size);
  }

  bytes(name) {
    const [, offset, length] = this.header.columns[name];
    return this.body.subarray(offset, offset + length);
  }

  numbers(name) {
    const [encoding] = this.header.columns[name];
    if (encoding === 'u8') return [...this.bytes(name)];
    if (encoding === 'varint') return leb128(this.bytes(name));
    let before = 0;
    return leb128(this.bytes(name)).map((step) => (before += step % 2 ? -(step + 1) / 2 : step / 2));
  }

  texts(name) {
    const shared = this.numbers(`${name}.shared`);
    const length = this.numbers(`${name}.length`);
    const bytes = this.bytes(`${name}.bytes`);
    let before = Buffer.alloc(0);
    let at = 0;
    return shared.map((same, i) => {
      before = Buffer.concat([before.subarray(0, same), bytes.subarray(at, at + length[i])]);
      at += length[i];
      return before.toString('utf8');
    });
  }
}

function readBlock(page, name) {
  const pieces = [...page.matchAll(new RegExp(`<script type="application/octet-stream" data-block="${name}">([^<]*)</script>`, 'g'))];
  return new Block(Buffer.concat(pieces.map(([, text]) => inflateSync(Buffer.from(text, 'base64')))));
}

function f64(block, name) {
  const planes = block.bytes(name);
  const count = planes.length / 8;
  return Array.from({ length: count }, (_, i) => Buffer.from([0, 1, 2, 3, 4, 5, 6, 7].map((plane) => planes[plane * count + i])).readDoubleLE(0));
}

function hashes(rows, texts) {
  const bytes = rows.bytes('hash');
  const numbers = rows.numbers('hash_text');
  let at = 0;
  return rows.numbers('hash_form').map((form, row) => {
    if (form === 2) return texts[numbers[row] - 1];
    const hex = bytes.subarray(16 * at, 16 * ++at).toString('hex');
    return form === 1 ? hex.toUpperCase() : hex;
  });
}

/** Everything in a page: points with their processes and features, as plain objects. */
export function readPage(file) {
  const page = readFileSync(file, 'utf8');
  const [map, rows, texts, args, features, near] = ['map', 'processes', 'texts', 'args', 'features', 'neighbours'].map((name) => readBlock(page, name));
  const lookup = (column, values) => rows.numbers(column).map((number) => (number === 0 ? undefined : values[number - 1]));
  const columns = {
    host: lookup('host', texts.texts('hosts')),
    name: lookup('name', texts.texts('names')),
    args: lookup('args', args.texts('args')),
    user: lookup('user', texts.texts('users')),
    lineage: lookup('lineage', texts.texts('lineages')),
  };
  const optional = (name) => rows.numbers(name).map((value) => (value === 0 ? undefined : value > 0 ? value - 1 : value));
  columns.parent = optional('parent');
  columns.osPid = optional('os_pid');
  columns.exitCode = optional('exit_code');
  columns.lifetime = optional('lifetime');
  columns.started = rows.numbers('started').map((value) => (value === 0 ? undefined : rows.header.earliest + value - 1));
  columns.state = rows.numbers('state').map((value) => (value === 0 ? undefined : rows.header.lineage_states[value - 1]));
  columns.flags = rows.numbers('flags').map((bits) => rows.header.lineage_flags.filter((_, k) => (bits >> k) & 1));
  columns.hash = hashes(rows, texts.texts('hash_texts'));
  const names = features.texts('names');
  const featureNames = features.numbers('name').map((place) => names[place]);
  const featureCounts = features.numbers('kept');
  const steps = features.numbers('steps');
  const multiplicity = map.numbers('multiplicity');
  const outlier = map.numbers('outlier');
  const neighbours = near.numbers('neighbour').map((value) => value - 1);
  const cluster = map.numbers('cluster').map((value) => value - 1);
  let row = 0;
  let step = 0;
  const points = rows.numbers('kept').map((kept, point) => {
    const processes = Array.from({ length: kept }, () => {
      const process = Object.fromEntries(Object.entries(columns).map(([field, values]) => [field, values[row]]));
      process.row = row++;
      process.point = point;
      return process;
    });
    let next = 0;
    const own = Array.from({ length: featureCounts[point] }, () => {
      next += steps[step++];
      return featureNames[next++];
    });
    const { count } = near.header;
    return { multiplicity: multiplicity[point], cluster: cluster[point], outlier: outlier[point], processes, features: own, neighbours: neighbours.slice(count * point, count * (point + 1)) };
  });
  const weights = new Map(f64(features, 'weight').map((weight, i) => [featureNames[i], weight]));
  return { weights, summary: map.header.summary, clusters: map.header.clusters, layers: map.header.layers, points };
}
