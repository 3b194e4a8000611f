// Links of the front page: only to addresses below it.
import { element, type Child } from '../dom';

/** Path segments whose characters cannot start a scheme, leave the folder or name another server. */
const below = /^(?!\.{1,2}(\/|$))[\w~!$'()*+,;=@%.-]+(\/(?!\.{1,2}(\/|$))[\w~!$'()*+,;=@%.-]*)*$/;

export const staysBelow = (address: string): boolean => below.test(address);

/** A link, or plain text if the address leads anywhere else. */
export function link(address: string, attributes: Record<string, string>, ...children: Child[]): HTMLElement {
  if (!staysBelow(address)) return element('span', attributes, ...children);
  const anchor = element('a', attributes, ...children);
  anchor.href = address;
  return anchor;
}

/** The same for a file to download. */
export function downloadLink(address: string, attributes: Record<string, string>, ...children: Child[]): HTMLElement {
  const node = link(address, attributes, ...children);
  if (node instanceof HTMLAnchorElement) node.download = '';
  return node;
}
