// Long text from telemetry: its start, and more on each request.
import { element } from '../dom';
import { formatNumber } from '../text/format';
import { start, visibleNodes } from '../text/visible';

/** Characters shown initially, and the factor by which each request shows more. */
const first = 600;
const factor = 8;

export function growingText(text: string): HTMLElement {
  const shown = element('span', { class: 'data', dir: 'ltr' });
  const node = element('p', { class: 'growing' }, shown);
  let length = first;
  const show = (): void => {
    shown.replaceChildren(...visibleNodes(start(text, length)));
    button.hidden = text.length <= length;
    button.textContent = `show more (${formatNumber(text.length)} characters)`;
  };
  const button = element('button', {
    type: 'button',
    class: 'text-button',
    click: () => {
      length *= factor;
      show();
    },
  });
  node.append(button);
  show();
  return node;
}
