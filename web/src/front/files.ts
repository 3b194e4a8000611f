// Descriptions of result files by name.
import { lastPathPart } from '../text/visible';

const meanings: Record<string, string> = {
  'points.parquet': 'every process: its position, cluster and outlier score',
  'objects.parquet': 'every object: its position, cluster and outlier score',
  'bags.parquet': 'every distinct bag: its features, position and neighbours',
  'vocabulary.parquet': 'every feature: its information weight and vector',
  'topics.parquet': 'what sets each cluster apart',
  'new_features.parquet': 'features that the map does not know, and how many objects have them',
  'not_placed.parquet': 'processes without a place on the map, and why',
  'model.json': 'the model for placing other objects on the map; its arrays are the .npy files',
  'manifest.json': 'how the map was made, with all counts',
  'page.json': 'the header of the explorer’s data',
  'map.html': 'the map as one file that needs no server',
  'labels.parquet': 'the user labels',
  'audit.html': 'the audit as one file that needs no server',
  'audit.json': 'every count of the audit',
  'hunt.html': 'the findings as one file that needs no server',
  'hunt.json': 'the most novel findings, with their reasons',
  'processes.parquet': 'every process: its novelty, term by term, and its reasons',
  'compare.html': 'two maps side by side as one file that needs no server',
  'compare.json': 'how alike two maps are',
  'agreement.parquet': 'what is on both maps: its places, and how many neighbours it keeps',
  'clusters.parquet': 'how much is in each pair of clusters of two maps',
  'lineage.parquet': 'every record: its rebuilt lineage, state and flags',
  'anomalies.parquet': 'the records that are not sound, and why',
  'process_nondud.parquet': 'the records that name a parent',
  'process_with_lineage.parquet': 'the records whose recorded lineage names an ancestor',
};

export function meaningOf(path: string): string {
  const name = lastPathPart(path);
  return Object.hasOwn(meanings, name) ? meanings[name] : '';
}
