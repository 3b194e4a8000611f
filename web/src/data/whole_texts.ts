// Fetches the full versions of texts that were cut for the page.
import type { Processes, TextField } from './processes';
import type { DataSource } from './source';

/** The text of a row's field; undefined if missing. */
export type TextOf = (field: TextField, row: number) => string | undefined;

const cutFields = ['object', 'args', 'lineage'] as const satisfies TextField[];

/** Maximum number of concurrent requests. */
const atOnce = 4;
/** Maximum number of bytes fetched: more would not fit into a page. */
export const maxBytes = 256_000_000;

/** Resolves to the texts of some rows, uncut if the source can provide them. Throws Error if they are too long in total. */
export async function wholeTexts(source: Pick<DataSource, 'wholeText'>, processes: Processes, rows: ArrayLike<number>): Promise<TextOf> {
  const fetched = new Map<string, string>();
  const { wholeText } = source;
  if (wholeText) {
    const wanted = new Map<string, { field: TextField; index: number; bytes: number }>();
    for (const field of cutFields) {
      const column = processes.columns[field];
      if (!column) continue;
      const { row: numbers, texts } = column;
      for (let i = 0; i < rows.length; ++i) {
        const index = numbers[rows[i]] - 1;
        if (index >= 0 && texts.whole[index] > 0) wanted.set(`${field} ${index}`, { field, index, bytes: texts.whole[index] });
      }
    }
    const bytes = [...wanted.values()].reduce((sum, text) => sum + text.bytes, 0);
    if (bytes > maxBytes) throw new Error('Together, their command lines are too long for a browser: export fewer processes, or use the Parquet files');
    const queue = [...wanted];
    const work = async (): Promise<void> => {
      for (let next = queue.pop(); next; next = queue.pop()) fetched.set(next[0], await wholeText(next[1].field, next[1].index));
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }
  return (field, row) => fetched.get(`${field} ${(processes.columns[field]?.row[row] ?? 0) - 1}`) ?? processes.text(field, row);
}
