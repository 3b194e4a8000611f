import { describe, expect, it } from 'vitest';
import { Store } from '../src/state/store';

describe('Store', () => {
  it('notifies followers of a field that really changed, once per change', () => {
    const store = new Store({ a: 1, b: 2, c: 3 });
    const heard: string[] = [];
    store.follow(['a', 'b'], ({ a, b }) => heard.push(`${a}${b}`));
    store.set({ a: 5, b: 6 });
    store.set({ a: 5 });
    store.set({ c: 9 });
    store.set({ b: 7 });
    expect(heard).toEqual(['12', '56', '57']);
    expect(store.now).toEqual({ a: 5, b: 7, c: 9 });
  });
});
