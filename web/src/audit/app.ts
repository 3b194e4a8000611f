// Assembles the audit page.
import { stateVariable } from '../colour/lineage_states';
import { element, type Child } from '../dom';
import { linksView, readLinks } from '../links';
import { themeButton } from '../panel/theme_button';
import { counted, formatNumber, formatShare } from '../text/format';
import { dataText, start } from '../text/visible';
import { lineageLossView, lossSteps } from './charts/lineage_loss';
import { namesChart, topNames } from './charts/names';
import { stacked, type Column } from './charts/stacked';
import type { AuditPage } from './data';
import { dayLabels } from './days';
import { examplesView } from './examples';
import { numbersView } from './numbers';
import { figures, flagsView, hasExamples, statesView, verdict } from './overview';
import { wordsOf } from './words';

/** Columns of the histogram of depths; deeper lineages share the last one. */
const maxDepths = 40;

function card(title: string, explanation: string, classes: string, ...children: Child[]): HTMLElement {
  return element('section', { class: `card ${classes}`.trim() }, element('h2', {}, title), explanation !== '' && element('p', { class: 'explanation' }, explanation), ...children);
}

/** The meaning of the state colours, for the charts that stack them. */
function stateLegend({ states, audit }: AuditPage): HTMLElement {
  return element(
    'ul',
    { class: 'legend' },
    ...states
      .filter(({ name }) => audit.states[name] > 0)
      .map(({ name }) => {
        const mark = element('span', { class: 'swatch', 'aria-hidden': 'true' });
        mark.style.backgroundColor = stateVariable(name);
        return element('li', {}, mark, wordsOf(name));
      }),
  );
}

function lossLegend(): HTMLElement {
  return element(
    'ul',
    { class: 'legend loss' },
    ...lossSteps.map((from, i) => {
      const mark = element('span', { class: 'swatch', 'aria-hidden': 'true' });
      mark.style.backgroundColor = `var(--loss-${i})`;
      const to = i + 1 < lossSteps.length ? lossSteps[i + 1] : 1;
      return element('li', {}, mark, `${Math.round(100 * from)}–${Math.round(100 * to)}%`);
    }),
  );
}

function namesCards(page: AuditPage): HTMLElement[] {
  return page.states
    .filter(({ name }) => page.audit.states[name] > 0)
    .map(({ name, meaning }) => {
      const { names, further, inFurther } = topNames(page, name);
      const mark = element('span', { class: 'swatch', 'aria-hidden': 'true' });
      mark.style.backgroundColor = stateVariable(name);
      return element(
        'section',
        { class: 'names', 'data-state': name },
        element('h3', {}, mark, wordsOf(name), element('span', { class: 'quiet' }, formatNumber(page.audit.states[name]))),
        element('p', { class: 'explanation' }, meaning),
        namesChart(names, name, stateVariable(name)),
        inFurther > 0 && element('p', { class: 'further' }, `${formatNumber(inFurther)} more under ${further > 0 ? counted(further, 'other names') : 'other names'}`),
      );
    });
}

function depthsChart({ audit, states }: AuditPage): HTMLElement {
  const depths = audit.depths;
  const shown = depths.length > maxDepths || audit.deeper ? depths.slice(0, maxDepths - 1) : depths;
  const columns: Column[] = shown.map(({ depth, states: counts }) => ({ label: String(depth), states: counts }));
  const rest = depths.slice(shown.length);
  if (rest.length > 0 || audit.deeper) {
    const sum: Record<string, number> = {};
    for (const { states: counts } of [...rest, ...(audit.deeper ? [audit.deeper] : [])]) {
      for (const [state, count] of Object.entries(counts)) sum[state] = (sum[state] ?? 0) + count;
    }
    columns.push({ label: `${rest[0]?.depth ?? audit.deeper?.from}+`, states: sum });
  }
  return stacked(columns, states, {
    label: 'Number of processes by depth of their lineage',
    axis: 'records in the lineage, including the record itself',
    tip: ({ label }) => `Lineage of ${label === '1' ? '1 record' : `${label} records`}`,
    tickRoom: 1.8,
  });
}

function hoursChart({ audit, states }: AuditPage): HTMLElement {
  const byHour = new Map(audit.by_hour_of_day.rows.map((row) => [row.hour, row.states]));
  const columns = Array.from({ length: 24 }, (_, hour) => ({ label: String(hour).padStart(2, '0'), states: byHour.get(hour) ?? {} }));
  return stacked(columns, states, { label: 'Number of processes by hour of day', axis: 'hour of day, UTC', tip: ({ label }) => `${label}:00 to ${label}:59`, tickRoom: 1.8 });
}

function daysChart({ audit, states }: AuditPage): HTMLElement {
  const rows = audit.by_day.rows.flatMap(({ day, states: counts }) => (day === null ? [] : [{ day, counts }]));
  const label = dayLabels(rows.map(({ day }) => day));
  const columns = rows.map(({ day, counts }) => ({ label: label(day), title: day, states: counts }));
  return stacked(columns, states, { label: 'Number of processes by day', axis: 'day, UTC; days without records are left out', tip: ({ title }) => title, tickRoom: label('0000-00-00').length > 5 ? 5.6 : 2.9 });
}

function notices({ audit }: AuditPage): HTMLElement[] {
  const texts: string[] = [];
  if (!audit.tables.process_path) texts.push('The dataset has no table process_path: lineages were rebuilt from the process records alone and could not be compared with recorded ones.');
  if (!audit.tables.process_image_load) texts.push('The dataset has no table process_image_load: processes that occur only there are not counted.');
  return texts.map((text) => element('p', { class: 'notice', role: 'note' }, text));
}

export function startAudit(root: HTMLElement, page: AuditPage): void {
  const links = readLinks();
  const examples = examplesView(page, links);
  const showExamples = (term: string): void => {
    examples.choose(term);
    examples.node.closest('section')?.scrollIntoView();
  };
  const { audit } = page;
  const records = audit.processes.records;
  const lossExplanation = 'Share of processes whose lineage does not reach a first process. A column that stands out is a day on which sensors missed events; a row that stands out is a host whose sensor misses them.';
  root.append(
    element(
      'main',
      { class: 'audit' },
      element(
        'header',
        { class: 'top' },
        element('div', { class: 'top-text' }, element('p', { class: 'kicker' }, 'Which process records can be trusted'), element('h1', {}, dataText(start(page.title, 300) || 'Untitled audit'))),
        element('div', { class: 'top-tools' }, linksView(links, 'audit'), themeButton()),
      ),
      ...notices(page),
      card('', '', 'wide lead', element('p', { class: 'verdict' }, verdict(page)), statesView(page, showExamples), figures(page)),
      card('What is wrong, and what kind of wrong', 'A sensor gap is not an attack. Choose one to see examples below.', 'wide', flagsView(page, showExamples)),
      records > 0 && card('Names in each state', '', 'wide', element('div', { class: 'names-grid' }, ...namesCards(page))),
      records > 0 && card('Where and when lineage is lost', lossExplanation, 'wide', lossLegend(), lineageLossView(page)),
      records > 0 && element('div', { class: 'between' }, stateLegend(page)),
      records > 0 && card('How deep lineages go', `The longest has ${counted(audit.longest_lineage, 'records')}.`, 'third', depthsChart(page)),
      records > 0 && card('By hour', 'All processes by the hour in which they started.', 'third', hoursChart(page)),
      records > 0 && card('By day', 'All processes by the day on which they started.', 'third', daysChart(page)),
      Object.keys(page.examples).length > 0 && card('Examples', 'The most informative records of each state and flag. Choose a row to see its lineage, oldest ancestor first.', 'wide', examples.node),
      card('The numbers in detail', '', 'wide', numbersView(page)),
      element('footer', { class: 'wide quiet' }, `${formatShare(audit.exports.process_nondud ?? 0, records)} of the records are in process_nondud.parquet, ${formatShare(audit.exports.process_with_lineage ?? 0, records)} in process_with_lineage.parquet. Made by proclens. This page is one file and makes no network requests.`),
    ),
  );
  /** A map links to the examples of a term. */
  const followAddress = (): void => {
    const term = location.hash.slice(1);
    if (hasExamples(page, term)) showExamples(term);
  };
  addEventListener('hashchange', followAddress);
  followAddress();
  root.dataset.state = 'ready';
}
