import { describe, expect, it } from 'vitest';
import type { Atlas } from '../src/data/atlas';
import { stateNames } from '../src/colour/lineage_states';
import { conceptsOf } from '../src/panel/concepts';

function atlas(of: { layer?: number; hunt?: boolean; placed?: number; object?: string } = {}): Atlas {
  return {
    lens: { object: { one: 'process', many: of.object ?? 'processes' }, feature: { one: 'image', many: 'images' } },
    points: { placed: Uint8Array.of(0, of.placed ?? 0) },
    labels: [{ layer: 0 }, { layer: of.layer ?? 0 }],
    hunt: of.hunt ? {} : undefined,
    onto: of.placed ? 'last week' : undefined,
  } as unknown as Atlas;
}
const words = (...of: Parameters<typeof atlas>): string[] => conceptsOf(atlas(...of)).map(([word]) => word);

describe('concepts', () => {
  it('explains every lineage state of the audit', () => {
    for (const state of stateNames) expect(words(), state).toContain(state);
  });

  it('leaves out what this map does not have', () => {
    for (const word of ['Novelty', 'Layers', 'Placed']) expect(words()).not.toContain(word);
    expect(words({ hunt: true })).toContain('Novelty');
    expect(words({ layer: 1 })).toContain('Layers');
    expect(words({ placed: 1 })).toContain('Placed');
  });

  it('speaks of what this map is made of, with nothing invisible in it', () => {
    const [[, point]] = conceptsOf(atlas({ object: 'ho\u202Ests' }));
    expect(point).toContain('images');
    expect(point).not.toContain('\u202E');
  });
});
