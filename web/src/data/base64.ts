// Base64 (RFC 4648) to bytes.

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueOf = new Uint8Array(128);
for (let i = 0; i < digits.length; ++i) valueOf[digits.charCodeAt(i)] = i;

/** Decodes `text`, whose length must be a multiple of four, including padding. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  if (text.length % 4 !== 0) throw new Error('base64: the text is truncated');
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3);
  for (let i = 0, at = 0; i < text.length; i += 4, at += 3) {
    const group =
      (valueOf[text.charCodeAt(i)] << 18) |
      (valueOf[text.charCodeAt(i + 1)] << 12) |
      (valueOf[text.charCodeAt(i + 2)] << 6) |
      valueOf[text.charCodeAt(i + 3)];
    bytes[at] = group >> 16;
    bytes[at + 1] = group >> 8;
    bytes[at + 2] = group;
  }
  return bytes.subarray(0, bytes.length - padding);
}
