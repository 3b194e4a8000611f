import { readFileSync } from 'node:fs';
import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TextField } from '../src/data/processes';
import { withDecodedLines } from '../src/search/decoded_lines';
import { textCount, type HitsOfTexts, type SearchedText } from '../src/search/finder';
import { patternOf } from '../src/search/pattern';
import { parseQuery, searchLanguage } from '../src/search/query';
import { findMatches } from '../src/search/search';
import { findAddress, serverFinder } from '../src/search/server_finder';
import { exampleDetails, found, imagesLens } from './example_details';

const { points, details } = exampleDetails(23);
const asked: string[] = [];
const nothing = Uint8Array.from(Buffer.from(readFileSync(new URL('golden/arrow_empty.base64', import.meta.url), 'utf8'), 'base64'));

/** Answers like the server: by searching the same texts. */
function answer(address: string): Response {
  asked.push(address);
  const query = new URLSearchParams(address.slice(address.indexOf('?')));
  const field = query.get('field') as SearchedText;
  const pattern = query.get('pattern');
  if (pattern === 'refused') return new Response(JSON.stringify({ error: 'too much', remedy: 'ask for less' }), { status: 400 });
  const text = query.get('text');
  const { processes, features } = details;
  const value = (i: number): string => (field === 'pid' ? processes.pidHash(i) : field === 'feature' ? features.texts.at(i) : (processes.columns[field as TextField]?.texts.at(i) ?? ''));
  const base = field === 'pid' || field === 'feature' ? 0 : 1;
  const ids = Array.from({ length: textCount(field, details) }, (_, i) => i).filter((i) =>
    pattern === null ? value(i).toLowerCase().includes(text ?? '') : new RegExp(pattern, 'i').test(value(i)),
  );
  if (ids.length === 0) return new Response(nothing);
  return new Response(tableToIPC(tableFromArrays({ id: Int32Array.from(ids, (i) => i + base) }), { format: 'stream' }) as Uint8Array<ArrayBuffer>);
}

const find = (text: string, signal = new AbortController().signal): Promise<HitsOfTexts> => serverFinder.find(parseQuery(text, searchLanguage(imagesLens))!, details, signal);

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('fetch', (address: string, { signal }: RequestInit) => (signal?.aborted ? Promise.reject(new DOMException('aborted', 'AbortError')) : Promise.resolve(answer(address))));
});
afterEach(() => vi.unstubAllGlobals());

describe('serverFinder', () => {
  const queries = ['bet', 'image:beta', 'host:delta', 'pid:gamma', '/^(alpha|bet)/', 'args:/t$/', '-image:gamma', 'name:bet host:alpha', 'bet -user:gamma', 'cluster:1 bet', '-flag:nameless state:whole', 'parent:bet OR child:alpha', 'NOT (ancestor:gamma bet)'];
  it.each(queries)('finds by “%s” what the page finds itself', async (text) => {
    const query = parseQuery(text, searchLanguage(imagesLens))!;
    const hits = await withDecodedLines(serverFinder).find(query, details, new AbortController().signal);
    expect(findMatches(query, points, details, hits)).toEqual(await found(query, points, details));
  });

  it('asks by relative addresses, for each field once, and nothing twice', async () => {
    await find('"wholly new"');
    expect(asked.sort()).toEqual(['args', 'feature', 'host', 'name', 'user'].map((field) => `api/find?field=${field}&text=wholly+new`));
    await find('name:"wholly new"');
    expect(asked).toHaveLength(5);
  });

  it('encodes the query as a single value', () => {
    const address = findAddress({ pattern: undefined, needle: 'a&pattern=b#%20+ü' }, 'args');
    expect(address).toBe('find?field=args&text=a%26pattern%3Db%23%2520%2B%C3%BC');
    expect(findAddress({ pattern: patternOf('\\bx&'), needle: '\\bx&' }, 'name')).toBe('find?field=name&pattern=%5Cbx%26');
  });

  it('says why the server finds nothing', async () => {
    await expect(find('name:/refused/')).rejects.toThrow('too much: ask for less');
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
    await expect(find('name:lost')).rejects.toThrow(/does not answer. Is proclens serve still running/);
  });

  it('stops when aborted, and caches nothing of it', async () => {
    const stop = new AbortController();
    stop.abort();
    await expect(find('name:stopped', stop.signal)).rejects.toThrow('aborted');
    await find('name:stopped');
    expect(asked).toHaveLength(1);
  });
});
