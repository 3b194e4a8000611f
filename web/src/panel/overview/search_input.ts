// A field to search in, with the button that clears it.
import { element, icon, iconButton } from '../../dom';

/** Milliseconds without typing before a query is run. */
const patience = 70;

export interface SearchInput {
  node: HTMLElement;
  input: HTMLInputElement;
  /** Shows the button only while there is something to clear. */
  changed(): void;
  focus(): void;
}

/** @param run called when the user pauses, clears the field, or presses Enter */
export function searchInput(words: { placeholder: string; label: string; title: string; describedBy: string }, run: (entered: boolean) => void): SearchInput {
  const input = element('input', {
    id: 'search',
    type: 'search',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: words.placeholder,
    'aria-label': words.label,
    'aria-describedby': words.describedBy,
    title: words.title,
  });
  let timer = 0;
  const clear = iconButton('close', 'Clear the search (Esc)', () => {
    input.value = '';
    run(false);
    input.focus();
  });
  clear.hidden = true;
  const changed = (): void => void (clear.hidden = input.value === '');
  input.addEventListener('input', () => {
    changed();
    clearTimeout(timer);
    timer = window.setTimeout(() => run(false), patience);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') {
      clearTimeout(timer);
      run(true);
    } else if (event.key === 'Escape') {
      if (input.value === '') input.blur();
      input.value = '';
      run(false);
      event.stopPropagation();
    }
  });
  return {
    node: element('div', { class: 'search-field' }, icon('search'), input, clear),
    input,
    changed,
    focus: () => {
      input.focus();
      input.select();
    },
  };
}
