import { describe, expect, it } from 'vitest';
import { maxBytes, wholeTexts } from '../src/data/whole_texts';
import { packed, processesOf, texts } from './example_details';

function example(whole: number[]) {
  return processesOf(4, {
    columns: {
      host: { row: Uint32Array.of(1, 1, 1, 1), texts: texts('host') },
      name: { row: new Uint32Array(4), texts: texts() },
      user: { row: new Uint32Array(4), texts: texts() },
      hashText: { row: new Uint32Array(4), texts: texts() },
      args: { row: Uint32Array.of(1, 2, 1, 0), texts: packed(['cut', 'short'], whole) },
      lineage: { row: Uint32Array.of(1, 0, 0, 0), texts: packed(['=a'], [900]) },
    },
  });
}

describe('wholeTexts', () => {
  it('asks once for each text that was cut, for the rows given', async () => {
    const asked: string[] = [];
    const wholeText = (field: string, place: number): Promise<string> => {
      asked.push(`${field} ${place}`);
      return Promise.resolve(`whole ${field}`);
    };
    const processes = example([5000, 0]);
    const text = await wholeTexts({ wholeText }, processes, [0, 1, 2, 3]);
    expect(asked.sort()).toEqual(['args 0', 'lineage 0']);
    expect([0, 1, 2, 3].map((row) => text('args', row))).toEqual(['whole args', 'short', 'whole args', undefined]);
    expect([text('lineage', 0), text('host', 0)]).toEqual(['whole lineage', 'host']);
    asked.length = 0;
    await wholeTexts({ wholeText }, processes, [1, 3]);
    expect(asked).toEqual([]);
  });

  it('takes what the page has where there is nothing to ask, refuses what no page can hold, and passes on failures', async () => {
    expect((await wholeTexts({}, example([5000, 0]), [0]))('args', 0)).toBe('cut');
    await expect(wholeTexts({ wholeText: () => Promise.resolve('') }, example([maxBytes, 0]), [0])).rejects.toThrow('too long for a browser');
    await expect(wholeTexts({ wholeText: () => Promise.reject(new Error('gone')) }, example([5, 0]), [0])).rejects.toThrow('gone');
  });
});
