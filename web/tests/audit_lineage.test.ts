import { describe, expect, it } from 'vitest';
import type { Rec } from '../src/audit/data';
import { lineageOf, recordedNames } from '../src/audit/lineage';

const record = (change: Partial<Rec>): Rec => ({
  pid_hash: null, name: null, host: null, user: null, args: null, os_pid: null, parent_os_pid: null, started: null, ended: null,
  state: 'complete', flags: [], depth: 1, parent: null, parent_pid_hash: null, likely_parent: null, recorded: null, ...change,
});

describe('lineageOf', () => {
  it('follows parents up to a first process', () => {
    const records = [record({ parent: 2 }), record({ state: 'root', parent_pid_hash: 'x' }), record({ parent: 1 })];
    expect(lineageOf(records, 0)).toEqual({ steps: [0, 2, 1], end: { kind: 'root' } });
  });

  it('tells a missing record from a missing hash', () => {
    expect(lineageOf([record({ state: 'orphan', parent_pid_hash: 'ab' })], 0).end).toEqual({ kind: 'missing', hash: 'ab' });
    expect(lineageOf([record({ state: 'dud' })], 0).end).toEqual({ kind: 'dud' });
    expect(lineageOf([record({ state: 'dud', parent_pid_hash: '' })], 0).end).toEqual({ kind: 'dud' });
  });

  it('ends where it comes back to itself', () => {
    expect(lineageOf([record({ parent: 0 })], 0)).toEqual({ steps: [0], end: { kind: 'circle', step: 0 } });
    const records = [record({ parent: 1 }), record({ parent: 2 }), record({ parent: 1 })];
    expect(lineageOf(records, 0)).toEqual({ steps: [0, 1, 2], end: { kind: 'circle', step: 1 } });
  });

  it('says how many ancestors the page left out', () => {
    expect(lineageOf([record({ parent: 1 }), record({ cut: true, depth: 7, parent_pid_hash: 'ab' })], 0).end).toEqual({ kind: 'cut', more: 6 });
  });

  it('takes a chain of any length', () => {
    const length = 200_000;
    const records = Array.from({ length }, (_, i) => (i + 1 < length ? record({ parent: i + 1 }) : record({ state: 'dud' })));
    expect(lineageOf(records, 0).steps.length).toBe(length);
  });
});

describe('recordedNames', () => {
  it('reads what process_path writes', () => {
    expect(recordedNames('=leaf.exe->parent.exe->root.exe')).toEqual(['leaf.exe', 'parent.exe', 'root.exe']);
    expect(recordedNames('leaf.exe')).toEqual(['leaf.exe']);
    expect(recordedNames('=')).toEqual([]);
  });
});
