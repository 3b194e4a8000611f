// Where the page's data comes from. Everything else on the page sees only this, so that a file or a server may stand behind it.
import type { TextFinder } from '../search/finder';
import type { Atlas } from './atlas';
import type { Details } from './details';
import type { TextField } from './processes';

export interface DataSource {
  /** A sentence for people: whom this page talks to. */
  origin: string;
  /** A sentence for people: what a copied link does. */
  sharing: string;
  /** Where the page that lists all results is, if there is one. */
  home?: string;
  /** What the first picture needs. */
  atlas(): Promise<Atlas>;
  /** The rest; asked for once, after the first picture. */
  details(atlas: Atlas): Promise<Details>;
  /** Looks for texts. */
  finder: TextFinder;
  /** The whole of a text that was cut for this page, by its place. Absent where the page has all there is. */
  wholeText?(field: TextField, place: number): Promise<string>;
  /** Where labels are kept beyond the open page. Absent where that is up to the person at the page. */
  labels?: LabelStore;
}

export interface LabelStore {
  /** The labels as a file, and whether they may be changed. */
  load(): Promise<{ file: string; readOnly: boolean }>;
  /** Replaces them all. */
  save(file: string): Promise<void>;
}
