// The parts of the payload that are in the page as inert script elements.
import { decodeBase64 } from './base64';

async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function concatenate(parts: Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  if (parts.length === 1) return parts[0];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Reads a block and removes its text from the document, so that it is not kept twice. */
export async function readBlock(name: string, root: ParentNode = document): Promise<Uint8Array<ArrayBuffer>> {
  const elements = [...root.querySelectorAll(`script[data-block="${name}"]`)];
  if (elements.length === 0) throw new Error(`the page has no block “${name}”: the file is incomplete`);
  const pieces = elements.map((element) => {
    const text = element.textContent ?? '';
    element.remove();
    return decodeBase64(text);
  });
  return concatenate(await Promise.all(pieces.map(inflate)));
}
