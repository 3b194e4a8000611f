// The source of the page's data: the only interface that the rest of the page sees, so that it may be a file or a
// server.
import type { Finder } from '../search/finder';
import type { Atlas } from './atlas';
import type { Details } from './details';
import type { TextField } from './processes';

export interface DataSource {
  /** A sentence for users: where the data comes from. */
  origin: string;
  /** A sentence for users: what a copied link does. */
  sharing: string;
  /** The address of the page that lists all results, if there is one. */
  home?: string;
  /** What the first picture needs. */
  atlas(): Promise<Atlas>;
  /** The rest; requested once, after the first picture. */
  details(atlas: Atlas): Promise<Details>;
  /** Looks for texts. */
  finder: Finder;
  /** The whole of a text that was cut for this page, by its index. Absent if the page has everything. */
  wholeText?(field: TextField, index: number): Promise<string>;
  /** Where labels are stored beyond the open page. Absent if that is up to the user. */
  labels?: LabelStore;
  /** Whether nobody opened such a page in this browser before. Absent where a page may not store even that. */
  isFirstVisit?(): boolean;
}

export interface LabelStore {
  where: 'browser' | 'server';
  /** The labels as a file, and whether they may be changed. */
  load(): Promise<{ file: string; readOnly: boolean }>;
  /**
   * Replaces them all or, where several people may change them, merges what was changed of `base`.
   * @param base the labels that the change started from, as in the file
   * @returns the labels as stored and the names of those that others changed too; undefined if only `file` can be stored
   */
  save(file: string, base: unknown[]): Promise<{ file: string; conflicts: string[] } | undefined>;
  /** Calls `changed` with the labels when another tab has changed them. Absent if nobody tells. */
  followOthers?(changed: (file: string) => void): void;
}
