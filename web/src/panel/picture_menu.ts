// Saves the view, with title and legend, as a picture.
import { Colourer, choicesOf } from '../colour/colouring';
import { processNoun, type Atlas } from '../data/atlas';
import { element, icon } from '../dom';
import { downloadBlob, fileName } from '../export/download';
import { pictureOf, type NameLine, type Picture } from '../export/picture/picture';
import { pngOf } from '../export/picture/png';
import { svgOf } from '../export/picture/svg';
import type { MapView } from '../map/map_view';
import { processesIn } from '../select/selection';
import type { PageState, PageStore } from '../state/page_state';
import { counted } from '../text/format';
import { wordsOfError } from './failure';
import { closingMenu } from './menu';

/** The lines of the names on the map as they are shown, from their elements. */
function nameLines(map: HTMLElement): NameLine[] {
  const { left, top } = map.getBoundingClientRect();
  return Array.from(map.querySelectorAll<HTMLElement>('.label:not(.leaving)'))
    .filter((label) => label.checkVisibility())
    .flatMap((label) => (label.children.length > 0 ? Array.from(label.children) : [label]))
    .map((line) => {
      const box = line.getBoundingClientRect();
      const { color, fontSize, fontWeight } = getComputedStyle(line);
      const size = parseFloat(fontSize);
      return { x: (box.left + box.right) / 2 - left, y: (box.top + box.bottom) / 2 - top + 0.36 * size, size, weight: Number(fontWeight), colour: color, text: line.textContent };
    });
}

function factsOf(atlas: Atlas, { selection, second, shown, details, query }: Readonly<PageState>): string[] {
  const facts = [`${counted(atlas.summary.processes, processNoun)} at ${counted(atlas.points.count, 'points')}`];
  if (shown) facts.push(`${counted(shown.processes, processNoun)} lit${query.trim() ? `, search ${query.trim()}` : ''}`);
  if (selection && details) facts.push(`${counted(processesIn(selection, atlas.points, details.processes, shown), processNoun)} selected: ${selection.name}`);
  if (second) facts.push(`held: ${second.name}`);
  return facts;
}

function pictureNow(atlas: Atlas, state: Readonly<PageState>, map: MapView): Picture {
  const { colourBy, theme, colourBlindSafe, labels, details } = state;
  const colouring = new Colourer(atlas, details).colouring(colourBy, theme, colourBlindSafe, labels);
  const colouredBy = (choicesOf(atlas).find(({ by }) => by === colourBy)?.label ?? colourBy).toLowerCase();
  return pictureOf({ title: atlas.summary.title || 'Untitled map', facts: factsOf(atlas, state), ...map.drawn, names: nameLines(map.node), colouring, colouredBy, theme });
}

export function pictureMenu(atlas: Atlas, store: PageStore, map: MapView): HTMLElement {
  const label = 'Save the view as a picture';
  const menu = closingMenu(element('summary', { class: 'icon-button', title: label, 'aria-label': label }, icon('download')));
  menu.classList.add('upwards');
  menu.id = 'save-picture';
  const state = element('p', { class: 'quiet', role: 'status' });
  const item = (name: string, meaning: string, ending: string, make: (picture: Picture, now: Readonly<PageState>) => Promise<Blob>): HTMLElement =>
    element(
      'button',
      {
        type: 'button',
        class: 'menu-item',
        title: meaning,
        click: () => {
          const now = store.now;
          state.textContent = 'Drawing …';
          const done = (blob: Blob): void => {
            downloadBlob(fileName(`${atlas.summary.title} map`, ending), blob);
            state.textContent = '';
            menu.open = false;
          };
          make(pictureNow(atlas, now, map), now).then(done, (error: unknown) => (state.textContent = `Not saved: ${wordsOfError(error)}`));
        },
      },
      name,
    );
  menu.append(
    element(
      'div',
      { class: 'menu-items' },
      item('SVG', 'Shapes and text, to edit or to print at any size', 'svg', (picture, { theme }) => Promise.resolve(new Blob([svgOf(picture, theme)], { type: 'image/svg+xml' }))),
      item('PNG', 'As large as it is on the screen', 'png', (picture, { theme }) => pngOf(picture, theme, 1)),
      item('PNG, twice as large', 'For high-resolution screens and slides', 'png', (picture, { theme }) => pngOf(picture, theme, 2)),
      state,
    ),
  );
  return menu;
}
