// What selected processes have in common, and no other process on the page has.
import type { Processes } from '../../data/processes';

/** In the order in which they are preferred. */
export const conditionFields = ['name', 'parent', 'args', 'user', 'host'] as const;
export type ConditionField = (typeof conditionFields)[number];

/** All of these hold; of the values of a field, any, regardless of case. `args` are how a command line ends. */
export type Conjunction = Partial<Record<ConditionField, string[]>>;

/** Longer lists are no condition that people would read. */
const maxValues = 50;
/** Names of processes that get a conjunction each, if one for all of them does not suffice. */
const maxAlternatives = 10;

/** Sets of fields, bit k for field k. */
const combinations = Array.from({ length: (1 << conditionFields.length) - 1 }, (_, i) => i + 1);
const fieldsIn = (combination: number): ConditionField[] => conditionFields.filter((_, k) => (combination >>> k) & 1);

function valueOf(processes: Processes, field: ConditionField, row: number): string | undefined {
  if (field !== 'parent') return processes.text(field, row) || undefined;
  const parent = processes.parent[row];
  return parent < 0 ? undefined : processes.text('name', parent) || undefined;
}

function isCut(processes: Processes, field: ConditionField, row: number): boolean {
  const { columns, parent } = processes;
  const column = field === 'parent' ? columns.name : columns[field];
  const id = column.row[field === 'parent' ? parent[row] : row];
  return id > 0 && column.texts.whole[id - 1] > 0;
}

/** The distinct values of rows, each spelling of them, sorted; undefined if one is missing or cut or there are too many. */
function valuesOf(processes: Processes, field: ConditionField, rows: Uint32Array): string[] | undefined {
  const values = new Set<string>();
  for (const row of rows) {
    const value = valueOf(processes, field, row);
    if (value === undefined || isCut(processes, field, row)) return undefined;
    values.add(value);
    if (values.size > maxValues) return undefined;
  }
  return [...values].sort();
}

/** Whether a row may have one of the values in some event of it. What the page does not know may be anything. */
function tester(processes: Processes, field: ConditionField, values: readonly string[]): (row: number) => boolean {
  const folded = values.map((value) => value.toLowerCase());
  const has = new Set(folded);
  // Rows share few texts, so each is compared once.
  const known = new Map<string, boolean>();
  return (row) => {
    const value = valueOf(processes, field, row);
    if (value === undefined) return field === 'parent' || field === 'user' || field === 'host';
    if (isCut(processes, field, row)) return true;
    let answer = known.get(value);
    if (answer === undefined) {
      const text = value.toLowerCase();
      known.set(value, (answer = field === 'args' ? folded.some((end) => text.endsWith(end)) : has.has(text)));
    }
    return answer;
  };
}

/** The shortest conjunction that holds for these rows and for no row outside `allowed`; undefined if there is none. */
function conjunctionOf(processes: Processes, rows: Uint32Array, allowed: Uint8Array, needed: number): Conjunction | undefined {
  const values = conditionFields.map((field) => valuesOf(processes, field, rows));
  const usable = values.reduce((bits, list, k) => (list ? bits | (1 << k) : bits), 0);
  const tests = conditionFields.map((field, k) => tester(processes, field, values[k] ?? []));
  const others = new Uint8Array(1 << conditionFields.length);
  for (let row = 0; row < processes.count; ++row) {
    if (allowed[row]) continue;
    let holds = 0;
    for (let k = 0; k < tests.length; ++k) if ((usable >>> k) & 1 && tests[k](row)) holds |= 1 << k;
    others[holds] = 1;
  }
  const size = (combination: number): number => fieldsIn(combination).reduce((sum, field) => sum + (values[conditionFields.indexOf(field)]?.length ?? 0), 0);
  const exact = combinations
    .filter((wanted) => (wanted & ~usable) === 0 && (wanted & needed) === needed && others.every((found, holds) => !found || (holds & wanted) !== wanted))
    .sort((a, b) => fieldsIn(a).length - fieldsIn(b).length || size(a) - size(b) || a - b)
    .at(0);
  if (exact === undefined) return undefined;
  return Object.fromEntries(fieldsIn(exact).map((field) => [field, values[conditionFields.indexOf(field)]]));
}

/**
 * Conjunctions, one of which holds for each of these rows and none for any other row of the page; undefined if there are
 * none of a length that people would read.
 */
export function derivedCondition(processes: Processes, rows: Uint32Array): Conjunction[] | undefined {
  const selected = new Uint8Array(processes.count);
  for (const row of rows) selected[row] = 1;
  const one = conjunctionOf(processes, rows, selected, 0);
  if (one) return [one];
  const byName = new Map<string, number[]>();
  for (const row of rows) {
    const name = processes.text('name', row)?.toLowerCase();
    if (name === undefined) return undefined;
    const group = byName.get(name);
    if (group) group.push(row);
    else byName.set(name, [row]);
    if (byName.size > maxAlternatives) return undefined;
  }
  if (byName.size < 2) return undefined;
  const parts: Conjunction[] = [];
  for (const [, group] of [...byName].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const part = conjunctionOf(processes, Uint32Array.from(group), selected, 1);
    if (!part) return undefined;
    parts.push(part);
  }
  return parts;
}
