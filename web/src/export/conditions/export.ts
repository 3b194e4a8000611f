// The selected processes as a condition for a SIEM or DuckDB that selects them and nothing else.
import type { Atlas } from '../../data/atlas';
import type { Details } from '../../data/details';
import { counted } from '../../text/format';
import { processNoun } from '../../data/atlas';
import { derivedCondition, type ConditionField } from './derive';
import { eventIdOf, kqlOf, kqlOfIds, sigmaOf, sigmaOfIds, sqlOf, sqlOfHashes, type EventId } from './languages';

export type ConditionLanguage = 'sigma' | 'kql' | 'sql';

export interface Condition {
  text: string;
  /** In words: what it selects by, and what it lacks. */
  said: string[];
}

const words: Record<ConditionField, string> = { name: 'process name', parent: "parent's name", args: 'command line', user: 'user', host: 'host' };

/** @param rows ascending */
export function exportCondition(atlas: Atlas, { processes }: Details, rows: Uint32Array, language: ConditionLanguage): Condition {
  const many = counted(rows.length, processNoun);
  const left = atlas.outcome.processes_counted;
  // Without all details, another process might fulfil the condition, too.
  const condition = left > 0 ? undefined : derivedCondition(processes, rows);
  if (condition) {
    const fields = [...new Set(condition.flatMap((part) => Object.keys(part) as ConditionField[]))].map((field) => words[field]);
    const said = [`Selects ${many} by ${fields.join(', ')}.`, `Checked against the ${counted(processes.count, processNoun)} of this map: it holds for these and for no other.`];
    const title = `Processes selected on a map, by ${fields.join(', ')}`;
    if (language === 'sigma') return { text: sigmaOf(title, said, condition), said };
    return { text: language === 'kql' ? kqlOf(said, condition) : sqlOf(said, condition), said };
  }
  const why = left > 0 ? 'this page lacks the details of some processes' : 'nothing short that they have in common sets them apart';
  if (language === 'sql') {
    const hashes = Array.from(rows, (row) => processes.pidHash(row)).filter((hash) => hash !== '');
    const said = [`Selects ${many} by pid_hash: ${why}.`];
    return { text: sqlOfHashes(said, hashes), said };
  }
  const ids: EventId[] = [];
  for (const row of rows) {
    const id = eventIdOf(processes, row);
    if (id) ids.push(id);
  }
  const missing = rows.length - ids.length;
  if (ids.length === 0) throw new Error('none of these processes has a host, a process id and a start time to find it by, and nothing that they have in common sets them apart');
  const said = [
    `Selects ${counted(ids.length, processNoun)} by host, process id and start: ${why}.`,
    ...(missing > 0 ? [`${counted(missing, processNoun)} cannot be found so, without host, process id or start: export a pid_hash list.`] : []),
  ];
  return { text: language === 'sigma' ? sigmaOfIds('Processes selected on a map, one by one', said, ids) : kqlOfIds(said, ids), said };
}
