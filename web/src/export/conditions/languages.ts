// Conditions as Sigma rules, KQL and SQL, either by what processes have in common or by what identifies each.
import type { Processes } from '../../data/processes';
import type { ConditionField, Conjunction } from './derive';
import { kqlText, sigmaText, sqlText, yamlText } from './quote';

/** What identifies a process in event logs; `started` in ms since 1970. */
export interface EventId {
  host: string;
  pid: number;
  started: number;
}

/** Undefined if something that identifies it is missing. */
export function eventIdOf(processes: Processes, row: number): EventId | undefined {
  const host = processes.text('host', row);
  const [pid, started] = [processes.osPid(row), processes.started[row]];
  return host && Number.isInteger(pid) && Math.abs(started) < 8.64e15 ? { host, pid, started: Math.floor(started) } : undefined;
}

const list = (values: readonly string[], separator = ', '): string => values.join(separator);

// --- Sigma (https://github.com/SigmaHQ/sigma-specification)

/** Fields of process_creation. The log's texts may hold more than the map's: folders, the program, a domain. */
function sigmaField(field: ConditionField, values: readonly string[]): [key: string, values: string[]] {
  const last = (text: string): string => sigmaText(text.includes('\\') ? text : `\\${text}`);
  switch (field) {
    case 'name':
      return ['Image|endswith', values.map(last)];
    case 'parent':
      return ['ParentImage|endswith', values.map(last)];
    case 'args':
      return ['CommandLine|endswith', values.map(sigmaText)];
    case 'user':
      return ['User|endswith', values.map(last)];
    case 'host':
      return ['Computer', values.map(sigmaText)];
  }
}

const sigmaItem = ([key, values]: [string, string[]], indent: string): string =>
  values.length === 1 ? `${indent}${key}: ${values[0]}\n` : `${indent}${key}:\n${values.map((value) => `${indent}  - ${value}\n`).join('')}`;

function sigmaRule(title: string, comment: readonly string[], selection: string): string {
  return (
    comment.map((line) => `# ${line}\n`).join('') +
    `title: ${yamlText(title.slice(0, 200))}\nstatus: experimental\nlogsource:\n  product: windows\n  category: process_creation\ndetection:\n${selection}  condition: ${selection.includes('  selection_2:') ? '1 of selection_*' : selection.includes('  selection_1:') ? 'selection_1' : 'selection'}\nlevel: informational\n`
  );
}

export function sigmaOf(title: string, comment: readonly string[], condition: readonly Conjunction[]): string {
  const parts = condition.map((part, i) => {
    const items = Object.entries(part).map(([field, values]) => sigmaItem(sigmaField(field as ConditionField, values), '    '));
    return `  selection_${i + 1}:\n${items.join('')}`;
  });
  return sigmaRule(title, comment, parts.join(''));
}

export function sigmaOfIds(title: string, comment: readonly string[], ids: readonly EventId[]): string {
  const time = (started: number): string => sigmaText(new Date(started).toISOString().slice(0, -1).replace('T', ' '));
  const items = ids.map(({ host, pid, started }) => `    - Computer: ${sigmaText(host)}\n      ProcessId: ${pid}\n      UtcTime: ${time(started)}\n`);
  return sigmaRule(title, comment, `  selection:\n${items.join('')}`);
}

// --- KQL, for DeviceProcessEvents of Defender

const kqlIn = (column: string, values: readonly string[]): string => `${column} in~ (${list(values.map(kqlText))})`;

function kqlField(field: ConditionField, values: readonly string[]): string {
  switch (field) {
    case 'name':
      return kqlIn('FileName', values);
    case 'parent':
      return kqlIn('InitiatingProcessFileName', values);
    case 'args':
      return list(values.map((value) => `ProcessCommandLine endswith ${kqlText(value)}`), ' or ');
    case 'user':
      return kqlIn('AccountName', values.filter((value) => !value.includes('\\'))) + values.filter((value) => value.includes('\\')).map((value) => ` or strcat(AccountDomain, "\\\\", AccountName) =~ ${kqlText(value)}`).join('');
    case 'host':
      return kqlIn('DeviceName', values);
  }
}

const kql = (comment: readonly string[], condition: string): string => `${comment.map((line) => `// ${line}\n`).join('')}DeviceProcessEvents\n| where ActionType == "ProcessCreated"\n| where ${condition}\n`;

const conjunctions = (condition: readonly Conjunction[], test: (field: ConditionField, values: readonly string[]) => string, newline: string): string =>
  condition
    .map((part) => Object.entries(part).map(([field, values]) => `(${test(field as ConditionField, values)})`).join(`${newline}and `))
    .map((part) => (condition.length > 1 ? `(${part})` : part))
    .join(`${newline}or `);

export const kqlOf = (comment: readonly string[], condition: readonly Conjunction[]): string => kql(comment, conjunctions(condition, kqlField, '\n    '));

export function kqlOfIds(comment: readonly string[], ids: readonly EventId[]): string {
  const day = (ms: number): string => `datetime(${new Date(ms).toISOString()})`;
  const one = ({ host, pid, started }: EventId): string =>
    `(DeviceName =~ ${kqlText(host)} and ProcessId == ${pid} and ProcessCreationTime >= ${day(started)} and ProcessCreationTime < ${day(started + 1)})`;
  return kql(comment, list(ids.map(one), '\n    or '));
}

// --- SQL, for DuckDB over a map's points.parquet

const sqlIn = (column: string, values: readonly string[]): string => `${column} IN (${list(values.map(sqlText))})`;

function sqlField(field: ConditionField, values: readonly string[]): string {
  switch (field) {
    case 'name':
      return sqlIn('process_name', values);
    case 'parent':
      return `parent_pid_hash IN (SELECT pid_hash FROM points WHERE ${sqlIn('process_name', values)})`;
    case 'args':
      return sqlIn('args', values);
    case 'user':
      return sqlIn('user_name', values);
    case 'host':
      return sqlIn('hostname', values);
  }
}

const sql = (comment: readonly string[], condition: string): string =>
  `${comment.map((line) => `-- ${line}\n`).join('')}WITH points AS (FROM 'points.parquet')\nSELECT *\nFROM points\nWHERE ${condition};\n`;

export const sqlOf = (comment: readonly string[], condition: readonly Conjunction[]): string => sql(comment, conjunctions(condition, sqlField, '\n  '));

export const sqlOfHashes = (comment: readonly string[], hashes: readonly string[]): string => sql(comment, `pid_hash IN (\n  ${list(hashes.map(sqlText), ',\n  ')})`);
