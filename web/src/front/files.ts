// Descriptions of result files by name.
import { lastPathPart } from '../text/visible';

const meanings: Record<string, string> = {
  'points.parquet': 'every process: its place, cluster and outlier score',
  'objects.parquet': 'every object that is not a process: its place, cluster and outlier score',
  'bags.parquet': 'every distinct bag: its features, place and neighbours',
  'vocabulary.parquet': 'every feature: how telling it is, and its vector',
  'topics.parquet': 'what sets each cluster apart',
  'model.parquet': 'what it takes to place other objects the same way',
  'manifest.json': 'how the map was made, and all that was counted',
  'page.json': 'the head of what the explorer shows',
  'map.html': 'the map as one file that needs no server',
  'labels.parquet': 'the labels that people gave',
  'audit.html': 'the audit as one file that needs no server',
  'audit.json': 'every count of the audit',
  'lineage.parquet': 'every record: its rebuilt lineage, state and flags',
  'anomalies.parquet': 'the records that are not sound, and why',
  'process_nondud.parquet': 'the records that name a parent',
  'process_with_lineage.parquet': 'the records whose recorded lineage names an ancestor',
};

export function meaningOf(path: string): string {
  const name = lastPathPart(path);
  return Object.hasOwn(meanings, name) ? meanings[name] : '';
}
