// Five steps through the page, for someone who sees it for the first time.
import type { Atlas } from '../data/atlas';
import { element, fill } from '../dom';

interface Step {
  title: string;
  text: string;
  /** What the step is about; none: the whole map. */
  at?: string;
}

export function stepsOf({ lens, hunt }: Pick<Atlas, 'lens' | 'hunt'>): Step[] {
  const { object, feature } = lens;
  return [
    { title: 'A map of what ran', text: `Each point is a set of ${feature.many}: the ${object.many} that have exactly these. Near each other: much the same ${feature.many}. Grey points belong to no cluster and are worth a look.` },
    hunt
      ? { title: 'Where to look first', text: 'Findings lists what is new or rare, the most surprising first, each with its reasons (f).', at: '.findings-entry' }
      : { title: 'What colours mean', text: 'Colour by cluster, name, host, time, outlier score … Click an entry of the legend to see only that.', at: '.legend' },
    { title: 'Search', text: 'Part of a name, command line, host or user; host:ws-1, parent:winword, NOT, OR, /patterns/. What matches stays lit. All of it is under “?”.', at: '.search' },
    { title: 'Look closer', text: `Click a point, or press n to walk through what is lit: command line, ancestors, and what sets it apart from its nearest common twin.` },
    { title: 'Select and take along', text: 'Draw a box or a lasso, or press s for all that is lit: why are these different? Label them, list them, export them as a table, Sigma, KQL or SQL.', at: '.tools' },
  ];
}

export interface Tour {
  node: HTMLElement;
  start(): void;
  /** Starts it on a first visit, unless the address already says what to look at. */
  offer(isFirstVisit: () => boolean): void;
}

/** Not modal: the page can be used beside it. Esc and the button end it, and return the focus. */
export function tour(steps: readonly Step[]): Tour {
  const title = element('h2', { id: 'tour-title' });
  const text = element('p');
  const count = element('span', { class: 'tour-count' });
  const back = element('button', { type: 'button', class: 'button', click: () => show(at - 1) }, 'Back');
  const next = element('button', { type: 'button', class: 'button primary', click: () => (at + 1 < steps.length ? show(at + 1) : end()) });
  const node = element(
    'section',
    { class: 'tour', role: 'dialog', 'aria-labelledby': 'tour-title', hidden: true },
    title,
    text,
    element('footer', {}, count, element('button', { type: 'button', class: 'button', click: () => end() }, 'Close'), back, next),
  );
  let at = 0;
  let focusedBefore: Element | null = null;

  const marked = (): void => document.querySelector('.toured')?.classList.remove('toured');
  function place(target: Element | null): void {
    const gap = 12;
    const { innerWidth: width, innerHeight: height } = window;
    const box = target?.getBoundingClientRect() ?? new DOMRect(width / 2, height / 2, 0, 0);
    const [w, h] = [node.offsetWidth, node.offsetHeight];
    const beside = box.right + gap + w < width;
    const left = target === null ? (width - w) / 2 : beside ? box.right + gap : box.left + (box.width - w) / 2;
    const top = target === null ? (height - h) / 2 : beside ? box.top : box.top > h + gap ? box.top - h - gap : box.bottom + gap;
    node.style.left = `${Math.max(gap, Math.min(width - w - gap, left))}px`;
    node.style.top = `${Math.max(gap, Math.min(height - h - gap, top))}px`;
  }
  function show(step: number): void {
    at = step;
    marked();
    const { title: words, text: sentence, at: selector } = steps[at];
    fill(title, words);
    fill(text, sentence);
    fill(count, `${at + 1} of ${steps.length}`);
    fill(next, at + 1 < steps.length ? 'Next' : 'Done');
    back.hidden = at === 0;
    const target = selector === undefined ? null : document.querySelector(selector);
    const seen = target instanceof HTMLElement && target.offsetParent !== null ? target : null;
    seen?.scrollIntoView({ block: 'nearest' });
    seen?.classList.add('toured');
    place(seen);
    next.focus({ preventScroll: true });
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    end();
  };
  function end(): void {
    node.hidden = true;
    marked();
    document.removeEventListener('keydown', onKey, true);
    if (focusedBefore instanceof HTMLElement) focusedBefore.focus({ preventScroll: true });
  }
  const start = (): void => {
    focusedBefore = document.activeElement;
    node.hidden = false;
    document.addEventListener('keydown', onKey, true);
    show(0);
  };
  return {
    node,
    start,
    offer: (isFirstVisit) => {
      // Nobody watches a browser that a program drives.
      if (!navigator.webdriver && location.hash.length < 2 && isFirstVisit()) start();
    },
  };
}
