// A person's own names for parts of the map, and the file they are kept in.
import type { Atlas } from '../data/atlas';
import type { Details } from '../data/details';

export interface UserLabel {
  name: string;
  note: string;
  /** One of `labelColours`. */
  colour: string;
  /** Ascending. */
  points: Uint32Array;
  /** The cluster that is labelled, −1 for any other points. */
  cluster: number;
}

/** For both grounds, told apart with any common colour-vision deficiency: after Okabe and Ito. */
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

/** The colour that is used least. */
export function nextColour(labels: readonly UserLabel[]): string {
  const uses = labelColours.map((colour) => labels.filter((label) => label.colour === colour).length);
  return labelColours[uses.indexOf(Math.min(...uses))];
}

/**
 * Labels as a file. Points are named by the pid_hash of one of their processes, so that labels outlive the map: another
 * map with these processes can take them over.
 */
export function labelsFile(labels: readonly UserLabel[], atlas: Atlas, { processes }: Details): string {
  const hashOf = (point: number): string => (processes.start[point] < processes.start[point + 1] ? processes.pidHash(processes.start[point]) : '');
  return `${JSON.stringify(
    {
      format: 'proclens labels',
      version: 1,
      map: atlas.summary.title,
      labels: labels.map(({ name, note, colour, points, cluster }) => ({
        name, note,
        colour: `#${colour}`,
        ...(cluster >= 0 ? { cluster } : {}),
        processes: Array.from(points, hashOf).filter((hash) => hash !== ''),
      })),
    },
    null,
    1,
  )}\n`;
}

export interface ReadLabels {
  labels: UserLabel[];
  /** Processes that the file names and this map does not have. */
  unknown: number;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reads a file of labels; whoever wrote it, it is only data. Throws Error with words for people when it is none. */
export function readLabels(file: string, { processes }: Details): ReadLabels {
  let parsed: unknown;
  try {
    parsed = JSON.parse(file);
  } catch {
    throw new Error('This file is not JSON');
  }
  const { format, version, labels } = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Record<string, unknown>;
  if (format !== 'proclens labels' || version !== 1 || !Array.isArray(labels)) throw new Error('This file holds no labels of proclens');
  const pointOf = new Map<string, number>();
  for (let row = 0; row < processes.count; ++row) pointOf.set(processes.pidHash(row).toLowerCase(), processes.pointOf[row]);
  let unknown = 0;
  const read = labels.slice(0, limits.labels).map((label: unknown) => {
    const { name, note, colour, cluster, processes: hashes } = (typeof label === 'object' && label !== null ? label : {}) as Record<string, unknown>;
    const points: number[] = [];
    for (const hash of Array.isArray(hashes) ? hashes : []) {
      const point = pointOf.get(textOf(hash).toLowerCase());
      if (point === undefined) ++unknown;
      else points.push(point);
    }
    return madeLabel(textOf(name), textOf(note), textOf(colour).replace(/^#/, ''), points, Number.isInteger(cluster) ? (cluster as number) : -1);
  });
  return { labels: read.filter((label) => label.points.length > 0), unknown };
}
