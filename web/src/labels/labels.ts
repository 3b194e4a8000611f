// The user's names for parts of the map, and the file in which they are stored.
import type { Atlas } from '../data/atlas';
import type { Details } from '../data/details';

export interface UserLabel {
  name: string;
  note: string;
  /** One of `labelColours`. */
  colour: string;
  /** Ascending. */
  points: Uint32Array;
  /** The labelled cluster, −1 for any other set of points. */
  cluster: number;
  /** Hashes of labelled processes that are not on this map, kept for maps that have them. */
  elsewhere?: readonly string[];
  /** As it was read, while it is unchanged: what a store compares by. */
  stored?: unknown;
}

/** For both themes, distinguishable with common colour-vision deficiencies: after Okabe and Ito. */
export const labelColours = ['56b4e9', 'e69f00', '009e73', 'd55e00', 'cc79a7', 'b8a800', '0072b2', '8a8f98'] as const;

const limits = { name: 120, note: 4000, labels: 1000 };

export function madeLabel(name: string, note: string, colour: string, points: Iterable<number>, cluster: number): UserLabel {
  const known = (labelColours as readonly string[]).includes(colour);
  return {
    name: name.trim().slice(0, limits.name) || 'unnamed',
    note: note.trim().slice(0, limits.note),
    colour: known ? colour : labelColours[0],
    points: Uint32Array.from(new Set(points)).sort(),
    cluster,
  };
}

/** The least used colour. */
export function nextColour(labels: readonly UserLabel[]): string {
  const uses = labelColours.map((colour) => labels.filter((label) => label.colour === colour).length);
  return labelColours[uses.indexOf(Math.min(...uses))];
}

/**
 * Labels as a file. Points are identified by the pid_hash of one of their processes, so that labels outlive the map:
 * another map with these processes can use them.
 * @param others labels from a file read earlier none of whose processes are on this map
 */
export function labelsFile(labels: readonly UserLabel[], atlas: Atlas, details: Details, others: readonly unknown[] = []): string {
  return `${JSON.stringify({ format: 'proclens labels', version: 1, map: atlas.summary.title, labels: [...labelsToStore(labels, details), ...others] }, null, 1)}\n`;
}

/** The labels as a file has them: those that were read and not changed are as they were. */
export function labelsToStore(labels: readonly UserLabel[], { processes }: Details): unknown[] {
  const hashOf = (point: number): string => (processes.start[point] < processes.start[point + 1] ? processes.pidHash(processes.start[point]) : '');
  return labels.map(
    ({ name, note, colour, points, cluster, elsewhere = [], stored }) =>
      stored ?? {
        name,
        note,
        colour: `#${colour}`,
        ...(cluster >= 0 ? { cluster } : {}),
        processes: [...Array.from(points, hashOf).filter((hash) => hash !== ''), ...elsewhere],
      },
  );
}

export interface ReadLabels {
  labels: UserLabel[];
  /** The number of processes that the file names and this map does not have. */
  unknown: number;
  /** Labels in the file none of whose processes are on this map, unchanged. */
  others: unknown[];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Reads a file of labels, which is untrusted data. Throws Error with an explanation for users if it is not one.
 * @param keepsStored whether labels keep their form in the file, for a store that checked it
 */
export function readLabels(file: string, { processes }: Details, keepsStored = false): ReadLabels {
  let parsed: unknown;
  try {
    parsed = JSON.parse(file);
  } catch {
    throw new Error('This file is not JSON');
  }
  const { format, version, labels } = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Record<string, unknown>;
  if (format !== 'proclens labels' || version !== 1 || !Array.isArray(labels)) throw new Error('This file has no proclens labels');
  const named = labels.slice(0, limits.labels).map((label: unknown) => {
    const { processes: hashes, ...rest } = (typeof label === 'object' && label !== null ? label : {}) as Record<string, unknown>;
    return { label, rest, hashes: (Array.isArray(hashes) ? hashes : []).map(textOf) };
  });
  const rows = processes.rowsOf(named.flatMap(({ hashes }) => hashes));
  const read: ReadLabels = { labels: [], unknown: 0, others: [] };
  for (const { label, rest, hashes } of named) {
    const points = hashes.flatMap((hash) => {
      const row = rows.get(hash.toLowerCase());
      return row === undefined ? [] : [processes.pointOf[row]];
    });
    const unknown = hashes.filter((hash) => !rows.has(hash.toLowerCase()));
    const elsewhere = unknown.filter((hash) => hash !== '');
    read.unknown += unknown.length;
    if (points.length === 0) {
      read.others.push(label);
      continue;
    }
    const { name, note, colour, cluster } = rest;
    const made = madeLabel(textOf(name), textOf(note), textOf(colour).replace(/^#/, ''), points, Number.isInteger(cluster) ? (cluster as number) : -1);
    read.labels.push({ ...made, ...(elsewhere.length > 0 ? { elsewhere } : {}), ...(keepsStored ? { stored: label } : {}) });
  }
  return read;
}
