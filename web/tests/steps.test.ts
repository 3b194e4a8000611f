import { describe, expect, it } from 'vitest';
import type { UserLabel } from '../src/labels/labels';
import { relabelled } from '../src/state/page_steps';
import { Steps } from '../src/state/steps';

interface State {
  query: string;
  filter: number;
  view: number;
}

/** A page of three fields, a clock that stands still until told, and what was said to have come to rest. */
function page() {
  let state: State = { query: '', filter: 0, view: 0 };
  let time = 0;
  let due: { at: number; call: () => void } | undefined;
  const rested: string[] = [];
  const steps = new Steps<State>(
    {
      take: () => state,
      differing: (before, now) => (['query', 'filter', 'view'] as const).filter((field) => before[field] !== now[field]),
      restore: (_, to) => (state = to),
      rested: (fields, joined) => rested.push(`${fields.join()}${joined ? ' joined' : ''}`),
    },
    { now: () => time, after: (ms, call) => ((due = { at: time + ms, call }), 1), cancel: () => (due = undefined) },
  );
  return {
    steps,
    rested,
    now: () => state,
    set(change: Partial<State>) {
      state = { ...state, ...change };
      steps.changed();
    },
    wait(ms: number) {
      time += ms;
      if (due && due.at <= time) {
        const { call } = due;
        due = undefined;
        call();
      }
    },
  };
}

describe('Steps', () => {
  it('goes back and forth step by step', () => {
    const { steps, set, wait, now } = page();
    for (const filter of [1, 2, 3]) {
      set({ filter });
      wait(1000);
    }
    steps.undo();
    steps.undo();
    expect(now().filter).toBe(1);
    steps.redo();
    expect(now().filter).toBe(2);
    steps.undo();
    steps.undo();
    expect([now().filter, steps.undo()]).toEqual([0, false]);
    set({ filter: 9 });
    wait(1000);
    expect(steps.redo()).toBe(false); // another way was taken
  });

  it('takes as one step what follows closely, and as two what concerns two things', () => {
    const { steps, set, wait, now, rested } = page();
    set({ filter: 1 });
    wait(100);
    set({ filter: 2 }); // a drag goes on
    wait(100);
    set({ view: 5 }); // the map moves there
    wait(100);
    set({ query: 'a' });
    wait(1000);
    expect(rested).toEqual(['filter,view', 'query']);
    steps.undo();
    expect(now()).toEqual({ query: '', filter: 2, view: 5 });
    steps.undo();
    expect(now()).toEqual({ query: '', filter: 0, view: 0 });
  });

  it('takes a query as one step, however slowly it is typed', () => {
    const { steps, set, wait, now, rested } = page();
    for (const query of ['c', 'cm', 'cmd']) {
      set({ query });
      wait(1500);
    }
    wait(5000);
    set({ query: 'net' });
    wait(1000);
    expect(rested).toEqual(['query', 'query joined', 'query joined', 'query']);
    steps.undo();
    expect(now().query).toBe('cmd');
    steps.undo();
    expect(now().query).toBe('');
  });

  it('undoes what has not come to rest, and what came from elsewhere', () => {
    const { steps, set, wait, now } = page();
    set({ filter: 1 });
    steps.undo();
    expect(now().filter).toBe(0);
    steps.redo();
    steps.arrive(() => set({ filter: 7 }));
    wait(1000);
    expect(now().filter).toBe(7);
    steps.undo();
    expect(now().filter).toBe(1);
  });
});

describe('relabelled', () => {
  const label = (name: string): UserLabel => ({ name, note: '', colour: 'ff0000', cluster: -1, points: Uint32Array.of(1) });
  const names = (labels: readonly UserLabel[]) => labels.map(({ name }) => name);

  it('takes back an own change and keeps what others changed meanwhile', () => {
    const [a, b, theirs] = ['a', 'b', 'theirs'].map(label);
    expect(names(relabelled([a, b, theirs], [a, b], [a]))).toEqual(['a', 'theirs']);
    expect(names(relabelled([b, theirs], [b], [a, b]))).toEqual(['b', 'theirs', 'a']);
    expect(names(relabelled([theirs], [a, b], [a]))).toEqual(['theirs']); // they have removed a, too
  });
});
