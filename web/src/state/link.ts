// The state of the page in the fragment of its address: a link shows the same to a colleague. Links are untrusted data:
// what does not fit this map is ignored.
import { choicesOf, initialColour } from '../colour/colouring';
import type { Atlas } from '../data/atlas';
import type { Details } from '../data/details';
import type { Facets } from '../facets/facets';
import { categoryIds, rangeIds, type CategoryFilter, type CategoryId, type Filters, type RangeFilter } from '../facets/filters';
import type { Processes } from '../data/processes';
import { ofRows, selectionOfFinding, type Selection } from '../select/selection';
import type { View } from '../map/camera';
import type { PageState } from './page_state';
import { decodePoints, encodePoints } from './point_code';

/** Maximum length of a selection in a link: longer addresses may be truncated on their way. */
const maxLetters = 24_000;

export type LinkedState = Pick<PageState, 'query' | 'filters' | 'colourBy' | 'colourBlindSafe' | 'selection' | 'second' | 'pinned' | 'pinnedRow' | 'list' | 'side' | 'finding'>;

export const linkedFields = ['query', 'filters', 'colourBy', 'colourBlindSafe', 'selection', 'second', 'pinned', 'pinnedRow', 'list', 'side', 'finding'] as const satisfies (keyof PageState)[];

function textOf(facets: Facets, id: CategoryId, value: number): string {
  if (value === 0) return '';
  return id === 'cluster' ? String(value - 1) : facets.category[id].label(value);
}

function putFilters(link: URLSearchParams, facets: Facets, filters: Filters): void {
  for (const id of categoryIds) {
    const filter = filters[id];
    for (const value of filter?.values ?? []) link.append(filter?.except ? `not-${id}` : id, textOf(facets, id, value));
  }
  for (const id of rangeIds) {
    const filter = filters[id];
    if (filter) link.set(id, `${filter.from}_${filter.to}`);
  }
}

/** The code of a selection in a link; undefined for one so scattered that it would be too long. */
function selectionCode({ rows, points }: Selection): string | undefined {
  const code = encodePoints(rows ?? points);
  return code.length > maxLetters ? undefined : code;
}

/** Whether a link would omit a selection because it is too scattered. */
export const leavesOut = ({ selection, second }: Pick<LinkedState, 'selection' | 'second'>): boolean =>
  [selection, second].some((selected) => selected !== undefined && selectionCode(selected) === undefined);

function putSelection(link: URLSearchParams, key: string, selection: Selection | undefined): void {
  const code = selection && selectionCode(selection);
  if (!selection || code === undefined) return;
  link.set(selection.rows ? `${key}-rows` : key, code);
  link.set(`${key}-name`, selection.name.slice(0, 120));
}

/**
 * Without the leading #; empty if the page shows its initial state.
 * @param view x and y in map units, zoom relative to that which shows the whole map
 */
export function writeLink(state: LinkedState, atlas: Pick<Atlas, 'hunt' | 'onto' | 'lens'>, view: View | undefined, facets: Facets | undefined, details: Details | undefined): string {
  const link = new URLSearchParams();
  if (view) link.set('at', [view.x, view.y, view.zoom].map((value) => Number(value.toFixed(3))).join('_'));
  if (state.colourBy !== initialColour(atlas) && state.colourBy !== 'label') link.set('colour', state.colourBy);
  if (state.colourBlindSafe) link.set('safe', '1');
  if (state.query.trim() !== '') link.set('q', state.query);
  if (facets) putFilters(link, facets, state.filters);
  const finding = atlas.hunt?.findings[state.finding];
  if (finding) link.set('finding', finding.id);
  else putSelection(link, 'select', state.selection);
  putSelection(link, 'held', state.second);
  if (state.pinned >= 0 && details) {
    const row = state.pinnedRow >= 0 ? state.pinnedRow : details.processes.start[state.pinned];
    if (row < details.processes.start[state.pinned + 1]) link.set('pin', details.processes.pidHash(row));
  }
  if (state.list) link.set('list', '1');
  return link.toString();
}

export function viewOf(hash: string): View | undefined {
  const values = (new URLSearchParams(hash.replace(/^#/, '')).get('at') ?? '').split('_').map(Number);
  return values.length === 3 && values.every(Number.isFinite) ? { x: values[0], y: values[1], zoom: values[2] } : undefined;
}

function readCategory(link: URLSearchParams, facets: Facets, id: CategoryId): CategoryFilter | undefined {
  const except = link.has(`not-${id}`);
  const wanted = new Set(link.getAll(except ? `not-${id}` : id));
  if (wanted.size === 0) return undefined;
  const values: number[] = [];
  for (let value = 0; value < facets.category[id].count; ++value) if (wanted.has(textOf(facets, id, value))) values.push(value);
  return values.length > 0 ? { values, except } : undefined;
}

function readRange(text: string | null): RangeFilter | undefined {
  const match = /^(-?\d{1,17})_(-?\d{1,17})$/.exec(text ?? '');
  return match ? { from: Number(match[1]), to: Number(match[2]) } : undefined;
}

function readSelection(link: URLSearchParams, key: string, points: number, processes: Processes): Selection | undefined {
  const name = (link.get(`${key}-name`) ?? '').slice(0, 120) || 'selection';
  const rows = decodePoints(link.get(`${key}-rows`) ?? '', processes.count);
  if (rows) return ofRows(name, rows, processes);
  const found = decodePoints(link.get(key) ?? '', points);
  return found && { name, points: found };
}

/** The state encoded by a link, with initial values for the rest. */
export function readLink(hash: string, atlas: Atlas, details: Details, facets: Facets): LinkedState {
  const link = new URLSearchParams(hash.replace(/^#/, ''));
  const filters: Record<string, CategoryFilter | RangeFilter> = {};
  for (const id of categoryIds) {
    const filter = readCategory(link, facets, id);
    if (filter) filters[id] = filter;
  }
  for (const id of rangeIds) {
    const filter = readRange(link.get(id));
    if (filter) filters[id] = filter;
  }
  const id = link.get('finding');
  const finding = (id === null ? undefined : atlas.hunt?.findings.findIndex((candidate) => candidate.id === id)) ?? -1;
  const selection = finding >= 0 ? selectionOfFinding(atlas, finding, details.processes) : readSelection(link, 'select', atlas.points.count, details.processes);
  const pin = link.get('pin')?.toLowerCase();
  const pinnedRow = (pin ? details.processes.rowsOf([pin]).get(pin) : undefined) ?? -1;
  const pinned = pinnedRow < 0 ? -1 : details.processes.pointOf[pinnedRow];
  return {
    query: (link.get('q') ?? '').slice(0, 2000),
    filters: filters as Filters,
    colourBy: choicesOf(atlas).find(({ by }) => by === link.get('colour') && by !== 'label')?.by ?? initialColour(atlas),
    colourBlindSafe: link.get('safe') === '1',
    selection,
    second: readSelection(link, 'held', atlas.points.count, details.processes),
    pinned,
    pinnedRow,
    list: link.get('list') === '1',
    finding,
    side: pinned >= 0 ? 'process' : finding >= 0 ? 'findings' : selection ? 'selection' : undefined,
  };
}
