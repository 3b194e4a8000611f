// Assembles the page of findings.
import { element } from '../dom';
import { linksView, readLinks } from '../links';
import { themeButton } from '../panel/theme_button';
import { dataText, start, visibleString } from '../text/visible';
import type { HuntPage } from './data';
import { findingsView } from './findings';
import { figures, verdict } from './overview';

export function startHunt(root: HTMLElement, page: HuntPage): void {
  const linked = location.hash.slice(1);
  const links = readLinks();
  root.append(
    element(
      'main',
      { class: 'hunt' },
      element(
        'header',
        { class: 'top' },
        element('div', { class: 'top-text' }, element('p', { class: 'kicker' }, 'Where to look first, and why'), element('h1', {}, dataText(start(page.title, 300) || 'Untitled hunt'))),
        element('div', { class: 'top-tools' }, linksView(links, 'hunt'), themeButton()),
      ),
      element('section', { class: 'card lead' }, element('p', { class: 'verdict' }, verdict(page)), ...page.caveats.map((caveat) => element('p', { class: 'notice', role: 'note' }, visibleString(caveat))), figures(page)),
      page.findings.length > 0 &&
        element(
          'section',
          { class: 'card' },
          element('h2', {}, 'Findings'),
          element('p', { class: 'explanation' }, 'Processes that are new or rare for the same reasons are one finding. Novelty is the sum of its terms, in nats. Open one to see them and some of its processes. A file with the ids of findings that you have judged, given with --known, leaves them out next time.'),
          findingsView(page, links, linked),
        ),
      element('footer', { class: 'quiet' }, 'Made by proclens. This page is one file and makes no network requests.'),
    ),
  );
  root.querySelector(`.finding[data-id="${CSS.escape(linked)}"]`)?.scrollIntoView();
  root.dataset.state = 'ready';
}
