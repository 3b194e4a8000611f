// A chart that fits its container: redrawn when the width changes. Colours are CSS variables, so themes need no redraw.
import { element } from '../../dom';

export interface Drawing {
  /** pixels */
  width: number;
  /** Pixels per rem: margins and marks grow with the text. */
  rem: number;
}

/** Below this many pixels charts scroll instead of shrinking. */
const narrowest = 240;

/** @param draw creates the chart; its result replaces the previous one */
export function chart(label: string, draw: (drawing: Drawing) => Element): HTMLElement {
  const node = element('div', { class: 'chart', role: 'img', 'aria-label': label });
  let drawn = { width: 0, rem: 0 };
  new ResizeObserver(() => {
    const width = node.clientWidth === 0 ? 0 : Math.max(narrowest, Math.floor(node.clientWidth));
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    if (width === 0 || (width === drawn.width && rem === drawn.rem)) return;
    drawn = { width, rem };
    const drawing = draw(drawn);
    // Only elements with a role may have a label.
    for (const mark of drawing.querySelectorAll('g[aria-label]')) mark.setAttribute('role', 'group');
    node.replaceChildren(drawing);
    node.dataset.drawn = 'true';
  }).observe(node);
  return node;
}

/** Average width of a letter in em: good enough to decide how much text fits. */
export const letterWidth = 0.54;
