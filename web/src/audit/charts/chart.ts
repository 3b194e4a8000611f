// A chart that fits its place: drawn anew when the width changes. Colours are CSS variables, so that themes need no redraw.
import { element } from '../../dom';

export interface Drawing {
  /** pixels */
  width: number;
  /** pixels of one rem: margins and marks grow with the letters */
  rem: number;
}

/** Below this many pixels charts are scrolled, not squeezed. */
const narrowest = 240;

/** @param draw makes the chart; what it returns replaces what was there */
export function chart(label: string, draw: (drawing: Drawing) => Element): HTMLElement {
  const node = element('div', { class: 'chart', role: 'img', 'aria-label': label });
  let drawn = { width: 0, rem: 0 };
  new ResizeObserver(() => {
    const width = node.clientWidth === 0 ? 0 : Math.max(narrowest, Math.floor(node.clientWidth));
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    if (width === 0 || (width === drawn.width && rem === drawn.rem)) return;
    drawn = { width, rem };
    node.replaceChildren(draw(drawn));
    node.dataset.drawn = 'true';
  }).observe(node);
  return node;
}

/** Part of the width of a letter, on average: enough to decide how much text fits. */
export const letterWidth = 0.54;
