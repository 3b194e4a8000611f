// A button with the formats in which processes can be exported.
import { processNoun, type Atlas } from '../../data/atlas';
import type { Details } from '../../data/details';
import { element } from '../../dom';
import type { DataSource } from '../../data/source';
import { wholeTexts, type TextOf } from '../../data/whole_texts';
import { download, fileName } from '../../export/download';
import { exportCsv, exportHashes, exportJson } from '../../export/rows';
import { counted } from '../../text/format';
import { wordsOfError } from '../failure';

interface Format {
  label: string;
  meaning: string;
  ending: string;
  type: string;
  text(atlas: Atlas, details: Details, rows: Uint32Array, text: TextOf): string;
}

const formats: Format[] = [
  { label: 'CSV', meaning: 'For spreadsheets; cells that would run as formulas become text', ending: 'csv', type: 'text/csv', text: exportCsv },
  { label: 'JSON', meaning: 'Every text exactly as recorded', ending: 'json', type: 'application/json', text: exportJson },
  { label: 'pid_hash list', meaning: 'One hash per line, for lookups elsewhere', ending: 'txt', type: 'text/plain', text: (_, details, rows) => exportHashes(details, rows) },
];

export function exportMenu(atlas: Atlas, details: Details, source: DataSource, name: string, rows: Uint32Array): HTMLElement {
  const menu = element('details', { class: 'menu' }, element('summary', { class: 'button', title: 'Save these processes as a file' }, 'Export'));
  const state = element('p', { class: 'quiet', role: 'status' });
  // Closes like menus do: Escape, or a press anywhere else.
  const pressed = (event: Event): void => {
    if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false;
  };
  menu.addEventListener('toggle', () => (menu.open ? document.addEventListener('pointerdown', pressed) : document.removeEventListener('pointerdown', pressed)));
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    event.stopPropagation();
  });
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
                  download(fileName(`${atlas.summary.title} ${name}`, ending), type, text(atlas, details, rows, whole));
                  state.textContent = '';
                  menu.open = false;
                },
                (error: unknown) => (state.textContent = `Not saved: ${wordsOfError(error)}`),
              );
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
