import { describe, expect, it } from 'vitest';
import { FilterEngine } from '../src/facets/engine';
import { facetsOf } from '../src/facets/facets';
import { categoryIds, isRange, noFilters, rangeIds, sameFilter, toggled, without, type Filters } from '../src/facets/filters';
import type { Matches } from '../src/search/search';
import { exampleDetails, found, parsed } from './example_details';
import { randomNumbers } from './random';

describe('toggled', () => {
  it('adds a value, takes it away, and leaves nothing behind', () => {
    let filters = toggled(noFilters, 'host', 3);
    filters = toggled(filters, 'host', 1);
    expect(filters).toEqual({ host: { values: [1, 3], except: false } });
    filters = toggled(toggled(filters, 'host', 3), 'host', 1);
    expect(filters).toEqual({});
  });

  it('leaves values out, and a click on one of them shows it again', () => {
    const filters = toggled(toggled(noFilters, 'host', 3, true), 'host', 4, true);
    expect(filters).toEqual({ host: { values: [3, 4], except: true } });
    expect(toggled(filters, 'host', 4)).toEqual({ host: { values: [3], except: true } });
    expect(toggled(filters, 'host', 9)).toEqual({ host: { values: [9], except: false } });
  });

  it('knows when two choices are the same', () => {
    expect(sameFilter({ values: [1], except: true }, { values: [1], except: true })).toBe(true);
    expect(sameFilter({ values: [1], except: true }, { values: [1], except: false })).toBe(false);
    expect(sameFilter({ from: 1, to: 2 }, { from: 1, to: 2 })).toBe(true);
    expect(sameFilter(undefined, { from: 1, to: 2 })).toBe(false);
    expect(without({ host: { values: [1], except: false } }, 'host')).toEqual({});
  });
});

describe('FilterEngine', () => {
  const { atlas, points, details, rows } = exampleDetails(23);
  const { processes } = details;
  const facets = facetsOf({ ...atlas, onto: 'yesterday' }, details);
  const ofRow = Array.from({ length: rows }, (_, row) => processes.process(row));
  const random = randomNumbers(5);
  const below = (most: number): number => Math.floor(most * random());

  function randomFilters(): Filters {
    const filters: Record<string, unknown> = {};
    for (const id of categoryIds) {
      if (random() < 0.3) filters[id] = { values: [...new Set([below(facets.category[id].count), below(facets.category[id].count)])].sort((a, b) => a - b), except: random() < 0.5 };
    }
    for (const id of rangeIds) {
      const { from, to } = facets.range[id];
      if (random() < 0.3) filters[id] = { from: from + below((to - from) / 2), to: to - below((to - from) / 2) };
    }
    return filters as Filters;
  }

  /** Whether a row passes one facet's filter, by the process's own values. */
  function passes(filters: Filters, id: keyof Filters, row: number): boolean {
    const process = ofRow[row];
    const point = processes.pointOf[row];
    if (isRange(id)) {
      const filter = filters[id];
      const value = { time: process.started, outlier: points.outlier[point], novelty: processes.hunted?.novelty[row] }[id];
      return !filter || (value !== undefined && value >= filter.from && value <= filter.to);
    }
    const filter = filters[id];
    if (!filter) return true;
    const labels = filter.values.map((value) => (value === 0 ? undefined : facets.category[id].label(value)));
    let hit: boolean;
    if (id === 'flag' || id === 'rule') {
      const own = id === 'flag' ? process.flags.map((flag) => flag.replaceAll('_', ' ')) : processes.labelsOf(row);
      hit = labels.some((label) => (label === undefined ? own.length === 0 : own.includes(label)));
    } else if (id === 'cluster') hit = filter.values.includes(points.cluster[point] + 1);
    else if (id === 'placed') hit = filter.values.includes(points.placed[point]);
    else hit = labels.includes(process[id]);
    return hit !== filter.except;
  }

  it('shows and counts what trying every row does, over random changes of choice', async () => {
    const engine = new FilterEngine(facets, points, processes);
    const ids = [...categoryIds, ...rangeIds];
    const everyRow = Array.from({ length: rows }, (_, row) => row);
    const having = Object.fromEntries(
      categoryIds.map((id) => [id, Array.from({ length: facets.category[id].count }, (_, value) => everyRow.map((row) => passes({ [id]: { values: [value], except: false } }, id, row)))]),
    );
    for (let trial = 0; trial < 60; ++trial) {
      const filters = trial % 10 === 9 ? noFilters : randomFilters();
      const matches: Matches | undefined = trial % 3 === 0 ? await found(parsed(['bet', 'image:alpha', '-name:gamma'][trial % 9 / 3])!, points, details) : undefined;
      engine.apply(filters, matches);
      const shown = engine.shown();
      const passing = ids.map((id) => everyRow.map((row) => passes(filters, id, row)));
      const all = (except?: keyof Filters) => everyRow.map((row) => (!matches || matches.rows[row] === 1) && ids.every((id, i) => id === except || passing[i][row]));
      const expected = all();
      if (Object.keys(filters).length === 0 && !matches) {
        expect(shown).toBeUndefined();
      } else {
        expect(Array.from(shown!.rows, Boolean)).toEqual(expected);
        const lit = new Set(expected.flatMap((pass, row) => (pass ? [processes.pointOf[row]] : [])));
        expect(shown!.points).toBe(lit.size);
        expect(Array.from(shown!.lit).flatMap((l, point) => (l ? [point] : []))).toEqual([...lit].sort((a, b) => a - b));
      }
      for (const id of categoryIds) {
        const facet = facets.category[id];
        const remaining = all(id);
        const counts = Array.from({ length: facet.count }, (_, value) =>
          remaining.filter((pass, row) => pass && having[id][value][row]).length,
        );
        expect([...engine.counts(id)]).toEqual(counts);
      }
      for (const id of rangeIds) {
        const histogram = engine.histogram(id, 10);
        const total = (counts: Uint32Array): number => counts.reduce((sum, count) => sum + count, 0);
        const known = Array.from(facets.range[id].column).map((value) => !Number.isNaN(value));
        expect(total(histogram.all)).toBe(known.filter(Boolean).length);
        expect(histogram.missing).toBe(known.filter((k) => !k).length);
        expect(total(histogram.passing)).toBe(all(id).filter((pass, row) => pass && known[row]).length);
      }
    }
  });

  it('counts processes without details where what is chosen says the same of all of a point', () => {
    const engine = new FilterEngine(facets, points, processes);
    engine.apply({ cluster: { values: [0], except: true } }, undefined);
    const inClusters = points.members.reduce((sum, m, i) => sum + (points.cluster[i] >= 0 ? m : 0), 0);
    expect(engine.shown()?.processes).toBe(inClusters);
    engine.apply({ cluster: { values: [0], except: true }, state: { values: [0, 1, 2], except: false } }, undefined);
    const withDetails = points.cluster.reduce((sum, c, i) => sum + (c >= 0 ? processes.start[i + 1] - processes.start[i] : 0), 0);
    expect(engine.shown()?.processes).toBe(withDetails);
  });
});
