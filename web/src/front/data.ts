// The data that `proclens serve` writes into the front page (src/serve/front_page.cpp).

export interface MapEntry {
  lens: string;
  title: string;
  /** What a bag describes, and what it contains. */
  object: { one: string; many: string };
  feature: { one: string; many: string };
  objects: number;
  /** Members of the objects. */
  processes: number;
  points: number;
  clusters: number;
  /** Of the objects. */
  noise_share: number;
  /** Addresses relative to the front page. */
  explorer: string;
  file: string | null;
}

/** Two maps of the same things side by side. */
export interface ComparisonEntry {
  page: string;
  title: string;
  /** The lenses of the two maps. */
  a: string;
  b: string;
  /** What was found on both. */
  item: { one: string; many: string };
  items: number;
  /** How many nearest neighbours were compared. */
  neighbours: number;
  /** Share of them that is common to both; null if nothing has neighbours. */
  mean_agreement: number | null;
}

export interface FileEntry {
  path: string;
  bytes: number;
  rows: number | null;
  href: string;
}

export interface Front {
  version: string;
  /** The served folder. */
  folder: string;
  read_only: boolean;
  maps: MapEntry[];
  audit: { page: string; processes: number; states: Record<string, number> } | null;
  hunt: { page: string; findings: number; processes: number; hosts: number } | null;
  comparisons: ComparisonEntry[];
  /** Whether OUT is, or contains, a dataset that proclens can read again. */
  dataset: boolean;
  labels: number;
  files: FileEntry[];
}

export function loadFront(root: ParentNode = document): Front {
  const text = root.querySelector('script[data-block="front"]')?.textContent;
  if (!text) throw new Error('the page has no data');
  return JSON.parse(text) as Front;
}
