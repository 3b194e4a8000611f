// Points as a short text for a link: gaps and runs as LEB128 in base64url (RFC 4648).

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** @param points ascending and distinct */
export function encodePoints(points: Uint32Array): string {
  const bytes: number[] = [];
  const put = (value: number): void => {
    for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
    bytes.push(value);
  };
  for (let i = 0, next = 0; i < points.length; ) {
    let run = 1;
    while (i + run < points.length && points[i + run] === points[i] + run) ++run;
    put(points[i] - next);
    put(run - 1);
    next = points[i] + run;
    i += run;
  }
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let k = 0; k < Math.min(4, bytes.length - i + 1); ++k) text += digits[(group >> (18 - 6 * k)) & 63];
  }
  return text;
}

/** The points below `count`; undefined for anything that `encodePoints` did not write. */
export function decodePoints(text: string, count: number): Uint32Array | undefined {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 4) {
    const values = [...text.slice(i, i + 4)].map((digit) => digits.indexOf(digit));
    if (values.includes(-1) || values.length === 1) return undefined;
    const group = values.reduce((sum, value, k) => sum | (value << (18 - 6 * k)), 0);
    for (let k = 0; k + 1 < values.length; ++k) bytes.push((group >> (16 - 8 * k)) & 255);
  }
  const numbers: number[] = [];
  for (let i = 0, value = 0, factor = 1; i < bytes.length; ++i) {
    value += (bytes[i] % 128) * factor;
    factor *= 128;
    if (bytes[i] < 128) {
      numbers.push(value);
      [value, factor] = [0, 1];
    } else if (i + 1 === bytes.length || factor > 2 ** 35) return undefined;
  }
  const points: number[] = [];
  for (let i = 0, next = 0; i + 1 < numbers.length; i += 2) {
    const from = next + numbers[i];
    next = from + numbers[i + 1] + 1;
    if (next > count) return undefined;
    for (let point = from; point < next; ++point) points.push(point);
  }
  return numbers.length % 2 === 0 && points.length > 0 ? Uint32Array.from(points) : undefined;
}
