// Texts that were cut for the page, asked for in full where there is more of them.
import type { Processes, TextField } from './processes';
import type { DataSource } from './source';

/** The text of a row's field; undefined for a missing one. */
export type TextOf = (field: TextField, row: number) => string | undefined;

const cutFields = ['object', 'args', 'lineage'] as const satisfies TextField[];

/** Requests under way at once. */
const atOnce = 4;
/** Bytes that are fetched at most: more would not fit into a page. */
export const mostBytes = 256_000_000;

/** Resolves to the texts of some rows, all of them whole if there is somewhere to ask. Throws Error when they are too long together. */
export async function wholeTexts(source: Pick<DataSource, 'wholeText'>, processes: Processes, rows: ArrayLike<number>): Promise<TextOf> {
  const fetched = new Map<string, string>();
  const { wholeText } = source;
  if (wholeText) {
    const wanted = new Map<string, { field: TextField; place: number; bytes: number }>();
    for (const field of cutFields) {
      const column = processes.columns[field];
      if (!column) continue;
      const { row: numbers, texts } = column;
      for (let i = 0; i < rows.length; ++i) {
        const place = numbers[rows[i]] - 1;
        if (place >= 0 && texts.whole[place] > 0) wanted.set(`${field} ${place}`, { field, place, bytes: texts.whole[place] });
      }
    }
    const bytes = [...wanted.values()].reduce((sum, text) => sum + text.bytes, 0);
    if (bytes > mostBytes) throw new Error('Their command lines are too long together for a browser: take fewer processes, or the Parquet files');
    const queue = [...wanted];
    const work = async (): Promise<void> => {
      for (let next = queue.pop(); next; next = queue.pop()) fetched.set(next[0], await wholeText(next[1].field, next[1].place));
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }
  return (field, row) => fetched.get(`${field} ${(processes.columns[field]?.row[row] ?? 0) - 1}`) ?? processes.text(field, row);
}
