import { describe, expect, it } from 'vitest';
import { lastPathPart, start, visibleString } from '../src/text/visible';

describe('visibleString', () => {
  it('escapes what hides, moves or reorders', () => {
    expect(visibleString('nul\0in')).toBe('nul\\0in');
    expect(visibleString('\u001b[2J')).toBe('\\x1B[2J');
    expect(visibleString('a\r\n\tb')).toBe('a\\r\\n\\tb');
    expect(visibleString('exe\u202egpj')).toBe('exe\\u{202E}gpj');
    expect(visibleString('\u2066x\u2069\u200f\u061c\ufeff')).toBe('\\u{2066}x\\u{2069}\\u{200F}\\u{061C}\\u{FEFF}');
    expect(visibleString('cmd\u00a0.exe\u3164')).toBe('cmd\\xA0.exe\\u{3164}');
    expect(visibleString('\u2028\u{e0041}')).toBe('\\u{2028}\\u{E0041}');
    expect(visibleString('lone \ud800 half')).toBe('lone \\u{D800} half');
  });

  it('leaves other text alone, whatever its script', () => {
    for (const text of ['', 'c:\\windows\\x.dll', '<script>&amp;</script>', 'héllo 文字 שלום \u{1f4a3}', 'a b']) {
      expect(visibleString(text)).toBe(text);
    }
  });

  it('leaves no deceptive character of the first planes behind', () => {
    const all = Array.from({ length: 0x30000 }, (_, code) => String.fromCodePoint(code)).filter((c) => !/[\ud800-\udfff]/u.test(c));
    expect(visibleString(all.join(''))).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/u);
  });
});

describe('start', () => {
  it('never cuts a character in two', () => {
    expect(start('ab\u{1f4a3}', 3)).toBe('ab');
    expect(start('ab\u{1f4a3}', 4)).toBe('ab\u{1f4a3}');
    expect(start('abc', 2)).toBe('ab');
  });
});

describe('lastPathPart', () => {
  it('knows both slashes', () => {
    expect(lastPathPart('c:\\windows\\ntdll.dll')).toBe('ntdll.dll');
    expect(lastPathPart('/usr/lib/libc.so')).toBe('libc.so');
    expect(lastPathPart('plain')).toBe('plain');
    expect(lastPathPart('ends\\')).toBe('ends\\');
  });
});
