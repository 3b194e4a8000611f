// The map as served by `proclens serve`; texts are searched by the server.
import { withDecodedLines } from '../search/decoded_lines';
import { serverFinder } from '../search/server_finder';
import { ArrowTable } from './arrow';
import { request, requestBytes } from './request';
import type { DataSource } from './source';
import { fieldNames, readAtlas, readDetails, type PageHeader, type Tables } from './tables';

let header: Promise<PageHeader> | undefined;

const tables: Tables = {
  header: () => (header ??= request('map.json').then((answer) => answer.json() as Promise<PageHeader>)),
  table: async (name) => new ArrowTable(await requestBytes(`${name}.arrow`), name),
};

/** The server that this page came from. */
export const thisServer: DataSource = {
  origin: 'This page makes requests only to the proclens that serves it.',
  sharing: 'Link copied. It works as long as this server runs, and anyone who has it can see everything that the server shows.',
  home: '../',
  atlas: () => readAtlas(tables),
  details: ({ points }) => readDetails(tables, points.count),
  finder: withDecodedLines(serverFinder),
  async wholeText(field, index) {
    const bytes = await requestBytes(`text?field=${fieldNames[field]}&id=${index + 1}`);
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  },
  labels: {
    where: 'server',
    async load() {
      const answer = await request('labels');
      const file = await answer.text();
      const { read_only: readOnly } = JSON.parse(file) as { read_only?: unknown };
      return { file, readOnly: readOnly === true };
    },
    async save(file, base) {
      const body = JSON.stringify({ ...(JSON.parse(file) as object), base });
      const answer = await (await request('labels', { method: 'PUT', body, headers: { 'Content-Type': 'application/json' } })).text();
      const { conflicts } = JSON.parse(answer) as { conflicts?: unknown };
      return { file: answer, conflicts: Array.isArray(conflicts) ? conflicts.filter((name) => typeof name === 'string') : [] };
    },
  },
};
