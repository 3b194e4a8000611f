// Writes the pages that the browser tests open, with the programs built from example_page.cpp and example_json_page.cpp.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The program named by an environment variable. */
export function programOf(variable) {
  const program = process.env[variable];
  if (!program) throw new Error(`${variable} must name the program ${variable.toLowerCase()}; ctest does that`);
  return program;
}

function folderFor(name) {
  const folder = mkdtempSync(join(tmpdir(), 'proclens-page-'));
  return { folder, file: join(folder, name), remove: () => rmSync(folder, { recursive: true }) };
}

/** @param words what follows the file name on the command line of example_page */
export function writePage(...words) {
  const { file, remove } = folderFor('map.html');
  execFileSync(programOf('EXAMPLE_PAGE'), [file, ...words]);
  return { file, remove };
}

function writeJsonPage(kind, data, links) {
  const { folder, file, remove } = folderFor(`${kind}.html`);
  const json = join(folder, 'data.json');
  writeFileSync(json, JSON.stringify(data));
  execFileSync(programOf('EXAMPLE_JSON_PAGE'), [kind, file, json, data.title, JSON.stringify(links)]);
  return { file, remove };
}

/** @param data from audit_data.mjs @param links as page_links.cpp writes them */
export const writeAudit = (data, links = []) => writeJsonPage('audit', data, links);

/** @param data from hunt_data.mjs */
export const writeHunt = (data, links = []) => writeJsonPage('hunt', data, links);
