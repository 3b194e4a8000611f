// The data in the page's own file.
import { scanner } from '../search/scanner';
import { ArrowTable } from './arrow';
import { readBlock } from './blocks';
import type { DataSource } from './source';
import { readAtlas, readDetails, type PageHeader, type Tables } from './tables';

/** Resolves when the browser has read the file to its end: the details come after the script. */
function wholeFile(): Promise<unknown> {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
}

let header: Promise<PageHeader> | undefined;

const tables: Tables = {
  header: () => (header ??= readBlock('map').then((bytes) => JSON.parse(new TextDecoder().decode(bytes)) as PageHeader)),
  table: async (name) => new ArrowTable(await readBlock(name), name),
};

/** The blocks in this file. */
export const thisFile: DataSource = {
  origin: 'This page is one file and makes no network requests.',
  sharing: 'Link copied. It shows the same view in a copy of this file at the same path.',
  atlas: () => readAtlas(tables),
  async details({ points }) {
    await wholeFile();
    return readDetails(tables, points.count);
  },
  finder: scanner(),
};
