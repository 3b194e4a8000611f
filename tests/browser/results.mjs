// Real results: a dataset, its audit and its map made by `proclens`, and `proclens serve` over them.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { programOf } from './pages.mjs';

const proclens = (...words) => execFileSync(programOf('PROCLENS'), words, { stdio: ['ignore', 'ignore', 'pipe'] });

/**
 * A folder with the results for a dataset.
 * @param compare whether to make a comparison of its maps of images and commands
 * @param dataset makes it in the folder that it is given, with `run`, which runs proclens; or returns where it is
 */
export function writeResults(dataset, { title = 'Results', hunt = false, compare = false, lenses = compare ? 'images,commands' : 'images' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'proclens-results-'));
  const out = join(folder, 'out');
  const data = dataset(join(folder, 'data'), proclens) ?? join(folder, 'data');
  proclens('audit', data, '-o', out, '--quiet');
  if (hunt) proclens('hunt', data, '-o', out, '--quiet', ...(hunt.labels ? ['--labels', join(data, hunt.labels)] : []));
  proclens('map', data, '--lens', lenses, '-o', out, '--quiet', '--title', title, '--components', '64');
  const comparison = join(out, 'compare');
  if (compare) proclens('compare', join(out, 'images'), join(out, 'commands'), '-o', comparison, '--quiet');
  return { out, file: join(out, 'images', 'map.html'), comparison: join(comparison, 'compare.html'), remove: () => rmSync(folder, { recursive: true }) };
}

/** An office of invented machines. */
export const writeOffice = (processes = 4000, options = {}) =>
  writeResults((data, run) => {
    run('demo', data, '--processes', String(processes), '--quiet');
  }, { title: 'Invented office', ...options });

const acme = fileURLToPath(new URL('../../../shared/data/acme3-shaped', import.meta.url));

/** Datasets by name: an invented office and, skipped if it is missing, one shaped like a real company. */
export const datasets = {
  'an invented office': { write: writeOffice },
  'acme3-shaped': {
    write: () => writeResults(() => acme, { title: 'acme3-shaped' }),
    skip: !existsSync(acme) && `${acme} is not there`,
  },
};

/** Starts a server; resolves once it answers, to its address and a function that ends it. */
export async function serve(out, ...words) {
  const server = spawn(programOf('PROCLENS'), ['serve', out, '--port', '0', '--quiet', ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let complaint = '';
  server.stderr.on('data', (text) => (complaint += text));
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const address = new Promise((resolve) => {
    createInterface({ input: server.stdout }).on('line', (line) => {
      const [found] = /http:\/\/\S+/.exec(line) ?? [];
      if (found) resolve(found);
    });
  });
  const where = await Promise.race([address, ended.then((code) => Promise.reject(new Error(`proclens serve ended with ${code}: ${complaint}`)))]);
  return {
    where,
    explorer: `${where}images/`,
    async stop() {
      server.kill('SIGINT');
      await ended;
    },
  };
}

/** A map in either form, in the shape that `withMap` expects. */
export const forms = {
  file: (results) => ({ where: results.file, file: results.file, form: 'file', remove: results.remove }),
  async served(results) {
    const server = await serve(results.out);
    return {
      where: server.explorer,
      file: results.file,
      form: 'served',
      async remove() {
        await server.stop();
        results.remove();
      },
    };
  },
};
