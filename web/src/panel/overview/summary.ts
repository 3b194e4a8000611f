// What the map shows and what it does not.
import { processNoun, type Atlas } from '../../data/atlas';
import { element, type Child } from '../../dom';
import type { PageStore } from '../../state/page_state';
import { counted, formatNumber, formatShare, nounFor } from '../../text/format';
import { dataText, start } from '../../text/visible';

function figure(value: string, name: string, meaning: string): HTMLElement {
  return element('div', { class: 'figure', title: meaning }, element('dd', {}, value), element('dt', {}, name));
}

export function figures(atlas: Atlas, store: PageStore): HTMLElement {
  const { lens, summary, points, clusters } = atlas;
  const features = element('dd', {}, '…');
  store.follow(['details'], ({ details }) => {
    if (details) features.textContent = formatNumber(details.features.count);
  });
  return element(
    'dl',
    { class: 'figures' },
    !lens.objects_are_processes && figure(formatNumber(summary.objects), nounFor(summary.objects, lens.object), 'Each stands for one or more processes, its members'),
    figure(formatNumber(summary.processes), nounFor(summary.processes, processNoun), 'Process instances on this map'),
    figure(formatNumber(points.count), nounFor(points.count, 'distinct bags'), `Each point is a bag: a set of ${lens.feature.many} shared by one or more ${lens.object.many}`),
    element('div', { class: 'figure', title: `Distinct ${lens.feature.many} in all bags` }, features, element('dt', {}, lens.feature.many)),
    figure(formatNumber(clusters.length), nounFor(clusters.length, 'clusters'), 'Dense groups of points'),
    figure(formatShare(summary.noise_processes, summary.processes), 'noise', 'Share of processes that are in no cluster, without those next to the map'),
  );
}

/** What the page itself had to leave out; empty for most maps. */
export function pageLimits(atlas: Atlas): string[] {
  const { outcome, lens } = atlas;
  const sentences: string[] = [];
  if (outcome.processes_counted > 0) {
    sentences.push(
      `This page has the details of ${counted(outcome.processes_detailed, processNoun)}; the other ${formatNumber(outcome.processes_counted)} are only counted at their points, and searches and colours do not include them.`,
    );
  }
  if (outcome.features_left_out > 0) {
    sentences.push(`${counted(outcome.features_left_out, 'entries')} of less informative ${lens.feature.many} ${outcome.features_left_out === 1 ? 'is' : 'are'} left out of this page.`);
  }
  if (outcome.texts_cut > 0) sentences.push(`${counted(outcome.texts_cut, 'long texts')} ${outcome.texts_cut === 1 ? 'is' : 'are'} truncated on this page.`);
  return sentences.map((sentence) => `${sentence} The Parquet files hold everything.`);
}

/** @param origin a sentence on where the data comes from */
export function about(atlas: Atlas, origin: string): HTMLElement {
  const { summary } = atlas;
  const parts: Child[] = [];
  if (summary.left_out.length > 0) {
    parts.push(
      element('h3', {}, 'Left out of the map'),
      element(
        'ul',
        { class: 'left-out' },
        ...summary.left_out.map(([what, count, why]) =>
          element('li', {}, element('strong', {}, formatNumber(count)), ' ', dataText(start(what, 300)), why !== '' && element('span', { class: 'quiet' }, ': ', dataText(start(why, 500)))),
        ),
      ),
    );
  }
  if (summary.notes.length > 0) {
    parts.push(element('h3', {}, 'Notes'), ...summary.notes.map((note) => element('p', {}, dataText(start(note, 1000)))));
  }
  const limits = pageLimits(atlas);
  if (limits.length > 0) parts.push(element('h3', {}, 'Left out of this page'), ...limits.map((sentence) => element('p', {}, sentence)));
  if (summary.parameters.length > 0) {
    parts.push(
      element('h3', {}, 'Made with'),
      element(
        'dl',
        { class: 'parameters' },
        ...summary.parameters.map(([name, value]) => element('div', {}, element('dt', {}, dataText(start(name, 100))), element('dd', {}, dataText(start(value, 300))))),
      ),
    );
  }
  parts.push(element('p', { class: 'quiet' }, `proclens ${summary.version}. ${origin}`));
  return element('details', { class: 'about' }, element('summary', {}, 'About this map'), ...parts);
}
