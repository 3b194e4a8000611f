import { describe, expect, test } from 'vitest';
import { decodedTexts } from '../src/text/decoded';

const utf16 = (text: string): string => Buffer.from(text, 'utf16le').toString('base64');
const utf8 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const texts = (line: string): string[] => decodedTexts(line).map(({ text }) => text);

describe('decoded command lines', () => {
  test('the encoded command, however the option is written', () => {
    for (const option of ['-EncodedCommand', '-enc', '-e', '-ec', '/en', '–enc', '-ENCO']) {
      expect(texts(`-nop ${option} ${utf16('whoami /all')}`)).toEqual(['whoami /all']);
      expect(texts(`-w hidden ${option} "${utf16('iex $x')}"`)).toEqual(['iex $x']);
    }
    expect(texts(`-encodedarguments ${utf16('whoami')}`)).toEqual([]);
  });

  test('base64 within base64, three levels deep', () => {
    const inner = `iex ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('${utf8('Get-Process lsass')}')))`;
    const middle = `powershell -enc ${utf16(inner)}`;
    expect(texts(`-e ${utf16(middle)}`)).toEqual([middle, inner, 'Get-Process lsass']);
    const deeper = `powershell -enc ${utf16(middle)}`;
    expect(texts(`-e ${utf16(deeper)}`)).toHaveLength(3);
  });

  test('carets, backticks and joined literals', () => {
    expect(texts('/c p^o^w^e^r^shell -c w^h^oami')).toEqual(['/c powershell -c whoami']);
    expect(texts("-c I`E`X (New-Object Net.WebClient).('Down'+'load'+'String')")).toEqual(["-c IEX (New-Object Net.WebClient).('DownloadString')"]);
    expect(texts(`-enc ${utf16("&('i'+'e'+'x') $a")}`)).toEqual(["&('i'+'e'+'x') $a", "&('iex') $a"]);
  });

  test('what hides nothing is left alone', () => {
    for (const line of [
      '', '/c echo a ^& b', '-e AAAAAAAAAAAAAAAA', '--type=renderer -enable-features=abcdefghijkl', '-k netsvcs -p',
      '/e /v:on', '-E 0123456789abcdef0123456789abcdef', "Write-Host `n 'a' + 'b'", '-e C:/Windows/System32/drivers',
      "FromBase64String('not base64')", '-encoding utf8', 'a -e ////////////////',
    ]) {
      expect(texts(line), line).toEqual([]);
    }
  });

  test('hostile lines give few parts', () => {
    expect(decodedTexts(`-e ${'A'.repeat(1e6)}`)).toEqual([]);
    expect(decodedTexts('^a'.repeat(1e6)).length).toBeLessThan(2);
    expect(decodedTexts(`${`-e ${utf16('whoami')}x `.repeat(2000)}`).length).toBeLessThanOrEqual(20);
    expect(decodedTexts("'+'".repeat(1e5)).length).toBeLessThan(2);
    expect(texts(`-e ${utf16('echo \u202Egpj.exe and more')}`)).toEqual(['echo \u202Egpj.exe and more']);
  });
});
