// Names, colours and notes for selections and clusters, which can be saved to a file and opened again.
import { processNoun, type Atlas } from '../../data/atlas';
import { element, fill, iconButton } from '../../dom';
import { download, fileName } from '../../export/download';
import { labelColours, labelsFile, madeLabel, nextColour, readLabels, type UserLabel } from '../../labels/labels';
import type { PageState, PageStore } from '../../state/page_state';
import { counted, formatNumber } from '../../text/format';
import { dataText, start, visibleString } from '../../text/visible';
import type { Actions } from '../actions';

export interface LabelsView {
  node: HTMLElement;
  /** Opens the form for a new label. */
  begin(points: Uint32Array, name: string, cluster: number): void;
}

interface Draft {
  points: Uint32Array;
  cluster: number;
  /** The label being changed, −1 for a new one. */
  at: number;
}

/** Where labels are stored, for users. */
const whereTheyAre: Record<PageState['labelsAre'], string> = {
  'in-page': 'Labels exist only in this page: save them to a file to keep or share them.',
  'in-browser': 'Labels are kept in this browser for this file, where other files opened in it could read them: save them to a file to share them.',
  kept: 'Labels are stored with the map, for everyone who opens it from this server. What several people change is merged; of a label that two change, both versions are kept.',
  'read-only': 'This map is served read-only: labels can be viewed and saved to a file, but not changed.',
};

/** @param tell shows a line to the user */
export function labelsView(atlas: Atlas, store: PageStore, actions: Actions, tell: (text: string) => void): LabelsView {
  const name = element('input', { id: 'label-name', type: 'text', class: 'field', autocomplete: 'off', placeholder: 'Name' });
  const note = element('textarea', { id: 'label-note', class: 'field', rows: 3, placeholder: 'What did you find? (optional)' });
  const colours = element('div', { class: 'label-colours', role: 'radiogroup', 'aria-label': 'Colour' });
  const scope = element('p', { class: 'quiet' });
  const list = element('ul', { class: 'label-list' });
  const file = element('input', { type: 'file', id: 'labels-file', class: 'hidden-file', 'aria-label': 'Label file to open', change: open });
  const keep = element('button', { type: 'button', class: 'button primary', click: save }, 'Save label');
  const form = element(
    'div',
    { class: 'label-form', hidden: true },
    scope,
    element('label', { for: 'label-name' }, 'Name'),
    name,
    element('span', { class: 'form-name' }, 'Colour'),
    colours,
    element('label', { for: 'label-note' }, 'Note'),
    note,
    element('div', { class: 'buttons' }, keep, element('button', { type: 'button', class: 'button', click: close }, 'Cancel')),
  );
  const empty = element('p', { class: 'quiet' }, 'No labels yet. Select something and choose “Label …”, or open a label file.');
  const saveFile = element('button', { type: 'button', class: 'button', click: saveLabels }, 'Save to file');
  const openFile = element('button', { type: 'button', class: 'button', title: 'Add the labels from a file to these', click: () => file.click() }, 'Open file …');
  const where = element('p', { class: 'quiet labels-kept' });
  const undo = element('p', { class: 'label-undo', role: 'status', hidden: true });
  const node = element(
    'div',
    { class: 'card-body labels-panel', role: 'tabpanel', hidden: true },
    element('header', { class: 'card-head' }, element('h2', { class: 'card-name' }, 'Labels')),
    form,
    empty,
    list,
    undo,
    element('div', { class: 'buttons' }, saveFile, openFile, file),
    where,
  );
  const change = (labels: readonly UserLabel[]): void => store.set({ labels, labelEdits: store.now.labelEdits + 1 });
  const readOnly = (): boolean => store.now.labelsAre === 'read-only';
  let draft: Draft = { points: new Uint32Array(0), cluster: -1, at: -1 };
  let colour: string = labelColours[0];

  function pickColour(chosen: string): void {
    colour = chosen;
    fill(
      colours,
      ...labelColours.map((value, i) => {
        const button = element('button', { type: 'button', class: 'label-colour', role: 'radio', 'aria-checked': String(value === chosen), 'aria-label': `Colour ${i + 1}`, click: () => pickColour(value) });
        button.style.backgroundColor = `#${value}`;
        return button;
      }),
    );
  }

  function begin(points: Uint32Array, suggested: string, cluster: number): void {
    if (readOnly()) return tell('Labels cannot be changed: this map is served read-only.');
    edit({ points, cluster, at: -1 }, suggested, '', nextColour(store.now.labels));
  }

  function edit(next: Draft, itsName: string, itsNote: string, itsColour: string): void {
    draft = next;
    name.value = start(visibleString(itsName), 120);
    note.value = itsNote;
    pickColour(itsColour);
    const processes = next.points.reduce((sum, point) => sum + atlas.points.members[point], 0);
    scope.textContent = `${next.cluster >= 0 ? `Cluster ${next.cluster}: ` : ''}${counted(next.points.length, 'points')} with ${counted(processes, processNoun)}. A label applies to whole points.`;
    form.hidden = false;
    store.set({ side: 'labels' });
    name.focus();
    name.select();
  }

  function close(): void {
    form.hidden = true;
  }

  function save(): void {
    const label = madeLabel(name.value, note.value, colour, draft.points, draft.cluster);
    const labels = [...store.now.labels];
    if (draft.at < 0) labels.push(label);
    else labels[draft.at] = { ...labels[draft.at], ...label, stored: undefined };
    change(labels);
    close();
  }

  function saveLabels(): void {
    const { details, labels } = store.now;
    if (details) download(fileName(`${atlas.summary.title} labels`, 'json'), 'application/json', labelsFile(labels, atlas, details));
  }

  function open(): void {
    const [chosen] = file.files ?? [];
    const { details } = store.now;
    if (!chosen || !details) return;
    void chosen.text().then((text) => {
      file.value = '';
      try {
        const { labels, unknown } = readLabels(text, details);
        change([...store.now.labels, ...labels]);
        tell(`${counted(labels.length, 'labels')} opened${unknown > 0 ? `; ${counted(unknown, processNoun)} in them ${unknown === 1 ? 'is' : 'are'} not on this map` : ''}.`);
      } catch (error) {
        tell(error instanceof Error ? `${error.message}.` : String(error));
      }
    });
  }

  form.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target === name) save();
    else if (event.key === 'Escape') close();
    else return;
    event.stopPropagation();
    event.preventDefault();
  });

  /** Removes a label and offers to take that back until labels change again. */
  function remove(label: UserLabel, at: number): void {
    change(store.now.labels.filter((_, i) => i !== at));
    const putBack = (): void => change([...store.now.labels.slice(0, at), label, ...store.now.labels.slice(at)]);
    const back = element('button', { type: 'button', class: 'text-button', click: putBack }, 'Undo');
    fill(undo, 'Removed ', element('strong', {}, dataText(start(label.name, 60))), '. ', back);
    undo.hidden = false;
    back.focus();
  }

  function item(label: UserLabel, at: number): HTMLElement {
    const dot = element('span', { class: 'swatch', 'aria-hidden': 'true' });
    dot.style.backgroundColor = `#${label.colour}`;
    const processes = label.points.reduce((sum, point) => sum + atlas.points.members[point], 0);
    return element(
      'li',
      { class: 'user-label' },
      element(
        'div',
        { class: 'user-label-head' },
        dot,
        element('button', { type: 'button', class: 'point-link', title: 'Select it and zoom to it', click: () => (actions.selectAll(label.points, label.name), actions.zoomTo(label.points)) }, dataText(label.name)),
        element('span', { class: 'quiet' }, formatNumber(processes)),
        !readOnly() && iconButton('tag', `Change the label ${visibleString(label.name)}`, () => edit({ points: label.points, cluster: label.cluster, at }, label.name, label.note, label.colour)),
        !readOnly() && iconButton('close', `Remove the label ${visibleString(label.name)}`, () => remove(label, at)),
      ),
      label.note !== '' && element('p', { class: 'user-label-note' }, dataText(label.note)),
    );
  }

  store.follow(['labels', 'labelsAre'], ({ labels, labelsAre }) => {
    where.textContent = whereTheyAre[labelsAre];
    openFile.hidden = readOnly();
    if (readOnly()) close();
    empty.hidden = labels.length > 0;
    saveFile.disabled = labels.length === 0;
    undo.hidden = true;
    fill(list, ...labels.map(item));
  });
  return { node, begin };
}

