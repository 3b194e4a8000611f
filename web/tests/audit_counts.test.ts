import { describe, expect, it } from 'vitest';
// @ts-expect-error the browser tests' example, plain JavaScript
import { auditData } from '../../tests/browser/audit_data.mjs';
import { heatMap, lossStep, lossSteps } from '../src/audit/charts/lineage_loss';
import { topNames } from '../src/audit/charts/names';
import { lostStates, sumOf, type AuditPage } from '../src/audit/data';
import { adjacent, dayLabels, spanFor, spanStart } from '../src/audit/days';
import { verdict } from '../src/audit/overview';
import { examplesOf, matching, searchTexts } from '../src/audit/search';

const page = auditData() as AuditPage;
const day = (i: number): string => new Date(Date.UTC(2023, 10, 20 + i)).toISOString().slice(0, 10);

describe('days', () => {
  it('become weeks and months when there are many', () => {
    const days = (count: number): string[] => Array.from({ length: count }, (_, i) => day(i));
    expect(spanFor(days(92))).toBe('day');
    expect(spanFor(days(93))).toBe('week');
    expect(spanFor(days(7 * 92))).toBe('week');
    expect(spanFor(days(7 * 93 + 7))).toBe('month');
  });

  it('begin a week on Monday and a month on its first day', () => {
    for (let i = 0; i < 400; ++i) {
      const monday = spanStart(day(i), 'week');
      expect(new Date(monday).getUTCDay()).toBe(1);
      const since = (Date.parse(day(i)) - Date.parse(monday)) / 86_400_000;
      expect(since >= 0 && since < 7).toBe(true);
      expect(spanStart(day(i), 'month')).toBe(`${day(i).slice(0, 8)}01`);
    }
  });

  it('know what lies next to each other', () => {
    expect(adjacent('2024-02-28', '2024-02-29', 'day')).toBe(true);
    expect(adjacent('2023-02-28', '2023-03-02', 'day')).toBe(false);
    expect(adjacent('2023-12-25', '2024-01-01', 'week')).toBe(true);
    expect(adjacent('2023-12-01', '2024-01-01', 'month')).toBe(true);
    expect(adjacent('2023-12-01', '2024-02-01', 'month')).toBe(false);
  });

  it('name the year only when there are several', () => {
    expect(dayLabels(['2024-01-01', '2024-05-02'])('2024-05-02')).toBe('05-02');
    expect(dayLabels(['2023-12-31', '2024-01-01'])('2024-01-01')).toBe('2024-01-01');
  });
});

describe('heatMap', () => {
  it('counts every process of every host and day once', () => {
    const map = heatMap(page);
    const rows = page.audit.by_host_and_day.rows;
    expect(map.cells.length).toBe(rows.length);
    for (const { host, column, counts } of map.cells) {
      const row = rows.find((candidate) => candidate.host === map.hosts[host] && candidate.day === column);
      expect(counts.processes).toBe(row?.processes);
      expect(counts.states).toEqual(row?.states);
    }
    expect(map.columns).toEqual([...map.columns].sort());
  });

  it('adds up days into weeks and keeps undated processes apart', () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({ host: i % 2 ? 'a' : null, day: day(i), processes: i, states: { dud: i }, flags: {} }));
    rows.push({ host: 'a', day: null as unknown as string, processes: 5, states: { dud: 5 }, flags: {} });
    const map = heatMap({ ...page, audit: { ...page.audit, by_host_and_day: { rows, other_rows: 0 } } });
    expect(map.span).toBe('week');
    expect(map.undated).toBe(5);
    expect(map.cells.reduce((sum, { counts }) => sum + counts.states.dud, 0)).toBe((199 * 200) / 2);
    expect(map.hosts).toEqual([null, 'a']);
  });

  it('colours by steps', () => {
    lossSteps.forEach((from, i) => expect(lossStep(from)).toBe(i));
    expect(lossStep(1)).toBe(lossSteps.length - 1);
    expect(lossStep(0.0999)).toBe(0);
  });
});

describe('topNames', () => {
  it('accounts for all processes of a state', () => {
    for (const { name } of page.states) {
      const { names, inFurther } = topNames(page, name);
      expect(names.reduce((sum, { count }) => sum + count, inFurther)).toBe(page.audit.states[name]);
      expect(names.map(({ count }) => count)).toEqual(names.map(({ count }) => count).sort((a, b) => b - a));
    }
  });
});

describe('examples', () => {
  const textOf = searchTexts(page.records);

  it('of all come once each, what may be an attack first', () => {
    const all = examplesOf(page, undefined);
    expect(new Set(all).size).toBe(all.length);
    expect(new Set(all)).toEqual(new Set(Object.values(page.examples).flat()));
    expect(all.slice(0, page.examples.unexpected_parent.length)).toEqual(page.examples.unexpected_parent);
  });

  it('are none for a term that does not occur', () => {
    expect(examplesOf(page, '__proto__')).toEqual([]);
    expect(examplesOf(page, 'toString')).toEqual([]);
  });

  it('are found by every word, in the record or among its ancestors', () => {
    const all = examplesOf(page, undefined);
    for (const query of ['LSASS', 'office-103 truncated', 'smss.exe chrome', 'never there', '  ']) {
      const words = query.toLowerCase().split(' ').filter(Boolean);
      const expected = all.filter((place) => {
        const ancestors: (string | null)[] = [];
        for (let at = page.records[place].parent, seen = new Set([place]); at !== null && !seen.has(at); at = page.records[at].parent) {
          seen.add(at);
          ancestors.push(page.records[at].name);
        }
        const { name, host, user, args, pid_hash, os_pid, started, state, flags } = page.records[place];
        const texts = [name, host, user, args, pid_hash, String(os_pid), started, state, ...flags, ...ancestors].map((text) => (text ?? '').toLowerCase());
        return words.every((word) => texts.some((text) => text.includes(word)));
      });
      expect(matching(all, query, textOf)).toEqual(expected);
    }
  });
});

describe('verdict', () => {
  it('never calls a gap an attack', () => {
    const lost = sumOf(page.audit.states, lostStates(page.states).filter((state) => state !== 'cyclic'));
    expect(lost).toBeGreaterThan(0);
    expect(verdict(page)).toContain('26% cannot, because the sensor missed something: a gap, not an attack.');
    expect(verdict(page)).toContain('8 records do what Windows never does: look at them first.');
    const calm = { ...page, audit: { ...page.audit, flags: { ...page.audit.flags, unexpected_parent: 1 } } };
    expect(verdict(calm)).toContain('No properly recorded process does what Windows never does.');
    const none = { ...page, audit: { ...page.audit, processes: { ...page.audit.processes, records: 0 } } };
    expect(verdict(none)).toBe('There are no process records.');
  });
});
