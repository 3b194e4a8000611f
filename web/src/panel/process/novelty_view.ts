// How new or rare a process is according to the hunt, and why.
import type { Atlas } from '../../data/atlas';
import type { Details } from '../../data/details';
import { formatNovelty } from '../../data/hunt';
import { element, type Child } from '../../dom';
import { formatNumber } from '../../text/format';
import { dataText, start } from '../../text/visible';
import type { Actions } from '../actions';
import { section } from '../section';
import { fact } from './facts';

const meaning = 'How new or rare the process is according to the hunt, in nats: the sum of its reasons and of what gives none';

/** A line of a card; nothing if the process was not hunted. */
export function noveltyFact({ processes: { hunted } }: Details, row: number): Child {
  const novelty = hunted?.novelty[row] ?? NaN;
  return !Number.isNaN(novelty) && fact('Novelty', meaning, formatNovelty(novelty));
}

/** Nothing if the process was not hunted. */
export function noveltyView({ hunt }: Atlas, { processes }: Details, actions: Actions, row: number): Child {
  const novelty = processes.hunted?.novelty[row] ?? NaN;
  if (!hunt || Number.isNaN(novelty)) return null;
  const reasons = processes.reasonsOf(row);
  const finding = (processes.hunted?.finding[row] ?? 0) - 1;
  return section(
    'novelty',
    `Novelty ${formatNovelty(novelty)}`,
    meaning,
    reasons.length > 0
      ? element('ul', { class: 'reasons' }, ...reasons.map((reason) => element('li', {}, dataText(start(reason, 600)))))
      : element('p', { class: 'quiet' }, 'Nothing about it is new or rare.'),
    finding >= 0 &&
      finding < hunt.findings.length &&
      element('p', { class: 'acts' }, element('button', { type: 'button', class: 'text-button', click: () => actions.showFinding(finding) }, `finding ${formatNumber(finding + 1)} of ${formatNumber(hunt.findings_in_all)}`)),
  );
}
