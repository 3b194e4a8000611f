// Writes the pages that the browser tests open, with the program built from example_page.cpp.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @param words what follows the file name on the command line of example_page */
export function writePage(...words) {
  const program = process.env.EXAMPLE_PAGE;
  if (!program) throw new Error('EXAMPLE_PAGE must name the program example_page; ctest does that');
  const folder = mkdtempSync(join(tmpdir(), 'proclens-page-'));
  const file = join(folder, 'map.html');
  execFileSync(program, [file, ...words]);
  return { file, remove: () => rmSync(folder, { recursive: true }) };
}
