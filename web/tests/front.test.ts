import { describe, expect, it } from 'vitest';
import { staysBelow } from '../src/front/link';

describe('staysBelow', () => {
  it('takes addresses below the page', () => {
    for (const address of ['images/', 'images/map.html', 'audit/', 'files/images/points.parquet', 'files/a%20b/%3Cscript%3E.csv', 'files/..hidden', 'files/a..b']) expect(staysBelow(address), address).toBe(true);
  });

  it('refuses what could lead elsewhere or run', () => {
    const others = ['', '/', '/files/x', '//attacker.example', 'http://attacker.example/', 'javascript:window.pwned=1', 'JaVaScRiPt:x', 'data:text/html,x', '../x', 'a/../../x', './x', 'a/./b', '..', 'a/..', '\\\\server\\x', 'a b', 'a\tb', 'a?b', 'a#b', '<x>', ' images/'];
    for (const address of others) expect(staysBelow(address), address).toBe(false);
  });
});
