// Writes the pages that the browser tests open, with the programs built from example_page.cpp and example_audit.cpp.
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

/** @param data from audit_data.mjs */
export function writeAudit(data) {
  const { folder, file, remove } = folderFor('audit.html');
  const json = join(folder, 'audit.json');
  writeFileSync(json, JSON.stringify(data));
  execFileSync(programOf('EXAMPLE_AUDIT'), [file, json, data.title]);
  return { file, remove };
}
