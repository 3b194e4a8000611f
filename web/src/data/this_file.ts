// The data in the page's own file.
import { browserLabels } from '../labels/browser_labels';
import { withDecodedLines } from '../search/decoded_lines';
import { scanner } from '../search/scanner';
import { isFirstVisit } from '../state/first_visit';
import { ArrowTable } from './arrow';
import { readBlock } from './blocks';
import type { DataSource } from './source';
import { readAtlas, readDetails, type PageHeader, type Tables } from './tables';

/** Resolves when the browser has read the file to its end: the details come after the script. */
export function wholeFile(): Promise<unknown> {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
}

export async function jsonBlock<Content>(name: string): Promise<Content> {
  return JSON.parse(new TextDecoder().decode(await readBlock(name))) as Content;
}

/** @param prefix of the names of their blocks, where a file has several maps */
export function tablesInFile(prefix = ''): Tables {
  let header: Promise<PageHeader> | undefined;
  return {
    header: () => (header ??= jsonBlock<PageHeader>(`${prefix}map`)),
    table: async (name) => new ArrowTable(await readBlock(`${prefix}${name}`), name),
  };
}

const tables = tablesInFile();

/** The blocks in this file. */
export const thisFile: DataSource = {
  origin: 'This page is one file and makes no network requests.',
  sharing: 'Link copied. It shows the same view in a copy of this file at the same path.',
  atlas: () => readAtlas(tables),
  async details({ points }) {
    await wholeFile();
    return readDetails(tables, points.count);
  },
  finder: withDecodedLines(scanner()),
  labels: browserLabels(),
  isFirstVisit,
};
