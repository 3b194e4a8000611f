// How alike the maps are, in words and as a histogram of agreement.
import { element, type Child } from '../../dom';
import { capitalised, counted } from '../../text/format';
import { agreementHistogram } from '../data/agreement';
import { itemNoun, type Comparison } from '../data/comparison';
import { agreementBins } from '../data/filters';
import { binText } from './chips';
import { likeness } from './likeness';
import type { PageStore } from './page_state';

export function likenessView(comparison: Comparison, store: PageStore): Child[] {
  const [first, ...further] = likeness(comparison);
  return [element('p', { class: 'verdict' }, first), histogramView(comparison, store), ...further.map((sentence) => element('p', { class: 'quiet' }, sentence))];
}

function histogramView(comparison: Comparison, store: PageStore): Child {
  const { header, maps, pairs } = comparison;
  const counts = agreementHistogram(pairs, agreementBins);
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  if (most === 0) return null;
  const noun = itemNoun(header, maps.a);
  const bars = Array.from(counts, (count, bin) => {
    const bar = element('span', { class: 'bin-bar' });
    bar.style.height = `${count === 0 ? 0 : Math.max(2, (100 * count) / most)}%`;
    const words = `${binText(bin)} of the neighbours: ${counted(count, noun)}`;
    return element(
      'button',
      { type: 'button', class: 'bin', title: `${words}. Click to show only these.`, 'aria-label': words, click: () => store.set({ filters: { ...store.now.filters, agreement: store.now.filters.agreement === bin ? undefined : bin } }) },
      bar,
    );
  });
  store.follow(['filters', 'rows'], ({ filters, rows }) => {
    bars.forEach((bar, bin) => {
      bar.disabled = !rows || counts[bin] === 0;
      bar.setAttribute('aria-pressed', String(filters.agreement === bin));
    });
  });
  return element(
    'figure',
    { class: 'agreement' },
    element('div', { class: 'bins', role: 'group', 'aria-label': `How many ${noun.many} share how many of their neighbours` }, ...bars),
    element('div', { class: 'ticks', 'aria-hidden': 'true' }, ...['0%', '50%', '100%'].map((tick) => element('span', {}, tick))),
    element('figcaption', { class: 'note' }, `${capitalised(noun.many)} by the share of their neighbours that are the same on both maps.`),
  );
}
