// How fast `proclens serve` answers: what a page requests when it opens, then clients that search and read at once.
//
//   node bench/serve_speed.mjs URL [--clients 8] [--seconds 20] [--pid PID]
//
// Every client sends its next request as soon as it has its answer. Searches are parts of names, images and command
// lines of the map itself, all different, so that nothing can be answered from a cache. Prints tables in Markdown; exit
// code 1 if the median exceeds 100 ms or the 99th percentile 500 ms.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { clients: { type: 'string', default: '8' }, seconds: { type: 'string', default: '20' }, pid: { type: 'string' } },
});
if (positionals.length !== 1) {
  console.error('serve_speed.mjs URL [--clients 8] [--seconds 20] [--pid PID]');
  process.exit(2);
}
const api = new URL('images/api/', positionals[0]);

async function ask(path) {
  const begin = performance.now();
  const response = await fetch(new URL(path, api));
  const body = new Uint8Array(await response.arrayBuffer());
  if (!response.ok) throw new Error(`${path}: ${response.status} ${new TextDecoder().decode(body)}`);
  return { body, ms: performance.now() - begin };
}

/** The same numbers in every run (mulberry32). */
function randomNumbers(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

async function opening() {
  console.log('| what a page asks when it opens | ms | bytes |\n| --- | ---: | ---: |');
  const tables = ['map.json', 'points.arrow', 'processes.arrow', 'texts/name.arrow', 'texts/host.arrow', 'texts/user.arrow', 'texts/args.arrow', 'texts/lineage.arrow', 'features.arrow', 'bags.arrow', 'neighbours.arrow', 'texts/hash_text.arrow'];
  for (const table of tables) {
    const { ms, body } = await ask(table);
    console.log(`| ${table} | ${ms.toFixed(0)} | ${body.length.toLocaleString('en')} |`);
  }
}

/** Runs of letters in a table's texts, as users search for them. */
async function wordsOf(table) {
  const { body } = await ask(table);
  const text = new TextDecoder('latin1').decode(body.subarray(0, 4_000_000));
  return [...new Set(text.match(/[a-z0-9_.]{4,12}/gi))];
}

const clients = Number(values.clients);
await opening();
const words = { name: await wordsOf('texts/name.arrow'), args: await wordsOf('texts/args.arrow'), feature: await wordsOf('features.arrow') };

const times = {};
const until = performance.now() + 1000 * Number(values.seconds);
async function client(number) {
  const random = randomNumbers(number);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const timed = async (kind, path) => (times[kind] ??= []).push((await ask(path)).ms);
  while (performance.now() < until) {
    const field = pick(['name', 'args', 'args', 'feature', 'host', 'user']);
    const word = encodeURIComponent(pick(words[field] ?? words.name));
    const draw = random();
    if (draw < 0.6) await timed(`find ${field}`, `find?field=${field}&text=${word}`);
    else if (draw < 0.7) await timed('find args, pattern', `find?field=args&pattern=${word}.*[0-9]%2B`);
    else if (draw < 0.95) await timed('text', `text?field=args&id=${1 + Math.floor(random() * 100)}`);
    else await timed('labels', 'labels');
  }
}
await Promise.all(Array.from({ length: clients }, (_, i) => client(i)));

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
const line = (kind, list) => {
  const sorted = [...list].sort((a, b) => a - b);
  const cells = [percentile(sorted, 0.5), percentile(sorted, 0.99), sorted.at(-1)].map((value) => value.toFixed(1));
  console.log(`| ${[kind, list.length, ...cells].join(' | ')} |`);
  return { median: percentile(sorted, 0.5), late: percentile(sorted, 0.99) };
};
console.log(`\n| ${clients} clients at once | answers | median ms | 99% ms | slowest ms |\n| --- | ---: | ---: | ---: | ---: |`);
for (const kind of Object.keys(times).sort()) line(kind, times[kind]);
const all = line('all', Object.values(times).flat());
if (values.pid) {
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${values.pid}/status`, 'utf8'))[1];
  console.log(`\nThe server took at most ${(peak / 1e3).toFixed(0)} MB of memory.`);
}
process.exitCode = all.median <= 100 && all.late <= 500 ? 0 : 1;
