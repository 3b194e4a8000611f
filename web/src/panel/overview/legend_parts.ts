// What legends are made of.
import { cssColour, type Rgb } from '../../colour/oklch';
import { element } from '../../dom';

export function swatch(colour: Rgb): HTMLElement {
  const node = element('span', { class: 'swatch', 'aria-hidden': 'true' });
  node.style.backgroundColor = cssColour(colour);
  return node;
}

/** A canvas filled from left to right: a gradient without an inline style. */
export function rampNode(ramp: readonly Rgb[]): HTMLElement {
  const canvas = element('canvas', { class: 'ramp', width: ramp.length, height: 1, 'aria-hidden': 'true' });
  const context = canvas.getContext('2d');
  ramp.forEach((colour, i) => {
    if (!context) return;
    context.fillStyle = cssColour(colour);
    context.fillRect(i, 0, 1, 1);
  });
  return canvas;
}
