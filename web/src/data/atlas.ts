// The map as the rest of the page sees it: what is needed for the first picture; details follow later.
import type { Hunt } from './hunt';

/** A feature that a cluster has more, or less, of than the whole. */
export interface TopicPart {
  more: boolean;
  name: string;
}

export interface Cluster {
  objects: number;
  topic: TopicPart[];
}

export interface Label {
  x: number;
  y: number;
  radius: number;
  objects: number;
  /** The cluster with exactly these points, −1 for a coarser group. */
  cluster: number;
  /** 0 for the coarsest. */
  layer: number;
  /** The label of the group that contains this one, −1 if none. */
  parent: number;
  topic: TopicPart[];
}

/** The singular and plural names of something. */
export interface Noun {
  one: string;
  many: string;
}

export const processNoun: Noun = { one: 'process', many: 'processes' };

/** What this map's bags are made of. */
export interface Lens {
  name: string;
  /** What a bag describes; objects with the same bag are one point. */
  object: Noun;
  /** What bags contain. */
  feature: Noun;
  /** How a feature is shown if space is short. */
  feature_label: 'last_path_part' | 'whole';
  /** Otherwise an object has member processes. */
  objects_are_processes: boolean;
}

export interface Summary {
  title: string;
  objects: number;
  /** Equal to the number of objects if these are processes, else the number of their members. */
  processes: number;
  noise_processes: number;
  version: string;
  left_out: [what: string, count: number, why: string][];
  notes: string[];
  parameters: [name: string, value: string][];
}

export interface Outcome {
  processes_detailed: number;
  processes_counted: number;
  features_left_out: number;
  texts_cut: number;
}

/** The points of the map: one for each distinct bag. */
export interface Points {
  count: number;
  x: Float32Array;
  y: Float32Array;
  /** Objects with this bag. */
  multiplicity: Uint32Array;
  /** Their processes. */
  members: Uint32Array;
  /** −1 for noise */
  cluster: Int32Array;
  /** −1 when there are no clusters */
  nearest: Int32Array;
  /** 0 … 255 stands for 0 … 1 */
  strength: Uint8Array;
  outlier: Uint8Array;
  /** 1: placed on a map made before */
  placed: Uint8Array;
}

export interface Atlas {
  lens: Lens;
  summary: Summary;
  outcome: Outcome;
  /** The title of the map that some of the points were placed on; undefined if none were. */
  onto?: string;
  points: Points;
  clusters: Cluster[];
  labels: Label[];
  /** Absent if there is no hunt of these processes. */
  hunt?: Hunt;
}

type TopicJson = [more: 0 | 1, name: string][];

export interface MapHeader {
  format: number;
  lens: Lens;
  summary: Summary;
  outcome: Outcome;
  onto?: string;
  clusters: [objects: number, topic: TopicJson][];
  hunt?: Hunt;
  layers: [x: number, y: number, radius: number, objects: number, cluster: number, parent: number, topic: TopicJson][][];
}

const readTopic = (topic: TopicJson): TopicPart[] => topic.map(([more, name]) => ({ more: more === 1, name }));

export function atlasOf({ format, lens, summary, outcome, onto, clusters, layers, hunt }: MapHeader, points: Points): Atlas {
  if (format !== 3) throw new Error(`this page cannot read data of format ${format}`);
  return {
    lens,
    summary,
    outcome,
    onto,
    points,
    hunt,
    clusters: clusters.map(([objects, topic]) => ({ objects, topic: readTopic(topic) })),
    labels: layers.flatMap((labels, layer) =>
      labels.map(([lx, ly, radius, objects, cluster, parent, topic]) => ({
        x: lx,
        y: ly,
        radius,
        objects,
        cluster,
        layer,
        parent,
        topic: readTopic(topic),
      })),
    ),
  };
}
