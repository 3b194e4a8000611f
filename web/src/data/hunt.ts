// What a hunt in the same folder found, as far as a map shows it (src/atlas/page/page_hunt.cpp).

export interface HuntFinding {
  id: string;
  /** In nats, of its most novel process. */
  novelty: number;
  known: boolean;
  labelled: boolean;
  process_name: string;
  /** In all, on this map or not. */
  processes: number;
  host_count: number;
  /** Of its most novel process, the most surprising first. */
  reasons: string[];
}

export interface Hunt {
  /** "baseline", "other hosts", "other days", "other processes" */
  compared_with: string;
  findings_in_all: number;
  /** Processes of this map that rules or people have labelled. */
  labelled_processes: number;
  /** The most novel first. */
  findings: HuntFinding[];
}

/** The novelty of processes, by row. */
export interface NoveltyColumns {
  /** In hundredths of a nat; NaN for processes that were not hunted. */
  novelty: Float32Array;
  /** 0, or 1 + the index of its finding among those listed. */
  finding: Uint32Array;
}

/** Whether rules or people have labelled any process of this map. */
export const isLabelled = (hunt: Hunt | undefined): boolean => (hunt?.labelled_processes ?? 0) > 0;

/** Hundredths of a nat as "12.3". */
export const formatNovelty = (hundredths: number): string => (hundredths / 100).toFixed(1);

/** Per point the highest novelty among its processes, NaN where none is known. */
export function noveltyOfPoints({ novelty }: NoveltyColumns, start: Uint32Array): Float32Array {
  const highest = new Float32Array(start.length - 1).fill(NaN);
  for (let point = 0; point < highest.length; ++point) {
    for (let row = start[point]; row < start[point + 1]; ++row) if (!(novelty[row] <= highest[point]) && !Number.isNaN(novelty[row])) highest[point] = novelty[row];
  }
  return highest;
}
