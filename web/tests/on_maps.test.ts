import { describe, expect, it } from 'vitest';
import { mapFragment } from '../src/audit/on_maps';

describe('links from the audit to maps', () => {
  it('name filter and colour as the map reads them', () => {
    expect([...new URLSearchParams(mapFragment('unexpected_parent', false).slice(1))]).toEqual([['colour', 'flag'], ['flag', 'unexpected parent']]);
    expect([...new URLSearchParams(mapFragment('orphan', true).slice(1))]).toEqual([['colour', 'lineage'], ['state', 'orphan']]);
  });
});
