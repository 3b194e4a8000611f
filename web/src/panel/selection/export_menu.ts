// A button with the formats in which processes can be exported.
import { processNoun, type Atlas } from '../../data/atlas';
import type { Details } from '../../data/details';
import { element } from '../../dom';
import type { DataSource } from '../../data/source';
import { wholeTexts, type TextOf } from '../../data/whole_texts';
import { download, fileName } from '../../export/download';
import { exportCondition, type Condition, type ConditionLanguage } from '../../export/conditions/export';
import { exportCsv, exportHashes, exportJson, exportJsonLines } from '../../export/rows';
import { counted } from '../../text/format';
import { wordsOfError } from '../failure';
import { closingMenu } from '../menu';

interface Format {
  label: string;
  meaning: string;
  ending: string;
  type: string;
  /** With what is to be said of it, if anything. */
  text(atlas: Atlas, details: Details, rows: Uint32Array, text: TextOf): string | Condition;
}

const condition = (label: string, meaning: string, language: ConditionLanguage, ending: string): Format => ({
  label,
  meaning: `${meaning}: a condition that selects exactly these processes, by what they have in common or else one by one`,
  ending,
  type: 'text/plain',
  text: (atlas, details, rows) => exportCondition(atlas, details, rows, language),
});

const formats: Format[] = [
  { label: 'CSV', meaning: 'For spreadsheets; cells that would run as formulas become text', ending: 'csv', type: 'text/csv', text: exportCsv },
  { label: 'JSON', meaning: 'Every text exactly as recorded', ending: 'json', type: 'application/json', text: exportJson },
  { label: 'JSON lines', meaning: 'The same, one process per line', ending: 'jsonl', type: 'application/x-ndjson', text: exportJsonLines },
  { label: 'pid_hash list', meaning: 'One hash per line, for lookups elsewhere', ending: 'txt', type: 'text/plain', text: (_, details, rows) => exportHashes(details, rows) },
  condition('Sigma rule', 'For process_creation events', 'sigma', 'yml'),
  condition('KQL query', 'For DeviceProcessEvents of Defender', 'kql', 'kql'),
  condition('SQL query', "For DuckDB over the map's points.parquet", 'sql', 'sql'),
];

export function exportMenu(atlas: Atlas, details: Details, source: DataSource, name: string, rows: Uint32Array): HTMLElement {
  const menu = closingMenu(element('summary', { class: 'button', title: 'Save these processes as a file' }, 'Export'));
  const state = element('p', { class: 'quiet', role: 'status' });
  menu.append(
    element(
      'div',
      { class: 'menu-items' },
      element('p', { class: 'quiet' }, counted(rows.length, processNoun)),
      ...formats.map(({ label, meaning, ending, type, text }) =>
        element(
          'button',
          {
            type: 'button',
            class: 'menu-item',
            title: meaning,
            click: () => {
              state.textContent = source.wholeText ? 'Reading long command lines …' : '';
              void wholeTexts(source, details.processes, rows).then(
                (whole) => {
                  const made = text(atlas, details, rows, whole);
                  const { text: contents, said } = typeof made === 'string' ? { text: made, said: [] } : made;
                  download(fileName(`${atlas.summary.title} ${name}`, ending), type, contents);
                  state.textContent = said.join(' ');
                  menu.open = said.length > 0;
                },
              ).catch((error: unknown) => (state.textContent = `Not saved: ${wordsOfError(error)}`));
            },
          },
          label,
        ),
      ),
      state,
    ),
  );
  return menu;
}
