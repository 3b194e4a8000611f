// What an obfuscated command line says, below it.
import { element, type Child } from '../../dom';
import { decodedTexts } from '../../text/decoded';
import { growingText } from '../growing_text';

export function decodedView(args: string | undefined): Child {
  if (args === undefined) return null;
  const parts = decodedTexts(args);
  if (parts.length === 0) return null;
  return element(
    'dl',
    { class: 'decoded', 'aria-label': 'The command line decoded' },
    ...parts.flatMap(({ how, text }) => [
      element('dt', { title: 'Decoded by this page; nothing was run' }, `Decoded (${how})`),
      element('dd', { class: 'args' }, growingText(text)),
    ]),
  );
}
