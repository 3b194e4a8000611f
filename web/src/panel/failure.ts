// Shown instead of a page that cannot be shown.
import { element } from '../dom';

export const wordsOfError = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Replaces the whole page by the reason why it cannot be shown. */
export function showFailure(root: HTMLElement, what: string, error: unknown): void {
  root.dataset.state = 'failed';
  root.replaceChildren(element('p', { class: 'failure', role: 'alert' }, `${what}: ${wordsOfError(error)}`));
}
