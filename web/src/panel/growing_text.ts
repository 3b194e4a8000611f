// Long text from telemetry: its start, and more of it each time one asks.
import { element } from '../dom';
import { formatNumber } from '../text/format';
import { start, visibleNodes } from '../text/visible';

/** Letters shown at first, and the factor by which each request shows more. */
const first = 600;
const factor = 8;

export function growingText(text: string): HTMLElement {
  const shown = element('span', { class: 'data', dir: 'ltr' });
  const node = element('p', { class: 'growing' }, shown);
  let most = first;
  const show = (): void => {
    shown.replaceChildren(...visibleNodes(start(text, most)));
    button.hidden = text.length <= most;
    button.textContent = `show more (${formatNumber(text.length)} letters)`;
  };
  const button = element('button', {
    type: 'button',
    class: 'text-button',
    click: () => {
      most *= factor;
      show();
    },
  });
  node.append(button);
  show();
  return node;
}
