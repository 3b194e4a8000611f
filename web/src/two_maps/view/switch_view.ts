// A few buttons of which one is pressed.
import { element } from '../../dom';

export function switchView<Value extends string>(label: string, values: [value: Value, words: string][], chosen: Value, choose: (value: Value) => void): HTMLElement {
  const buttons = values.map(([value, words]) =>
    element('button', { type: 'button', class: 'switch', 'data-value': value, 'aria-pressed': String(value === chosen), click: () => {
      for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset.value === value));
      choose(value);
    } }, words),
  );
  return element('div', { class: 'switches', role: 'group', 'aria-label': label }, ...buttons);
}
