import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { assemblePage, contentPolicy } from '../build/one_file';

describe('assemblePage', () => {
  const template = '<meta content="{{policy}}"><style>{{style}}</style><script>{{script}}</script>';

  it('puts script and style in as they are, whatever signs they hold', () => {
    const script = 'const a = "$& $1 $` {{x}}";'.replace('{{x}}', '');
    expect(assemblePage(template, script, 'b { c: d }')).toContain(`<script>${script}</script>`);
  });

  it('allows just this script and this style', () => {
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const policy = contentPolicy('run()', 'b {}');
    expect(policy).toContain(`script-src ${hash('run()')};`);
    expect(policy).toContain(`style-src ${hash('b {}')};`);
    expect(policy.startsWith("default-src 'none';")).toBe(true);
    expect(policy).not.toMatch(/unsafe|http|\*/);
  });

  it('refuses what would end the script early', () => {
    for (const bad of ['a = "</script>"', 'a = "<!--"', 'a = "<SCRIPT>"']) expect(() => assemblePage(template, bad, '')).toThrow(/end it early/);
    expect(() => assemblePage(template, '', '</style>')).toThrow(/end it early/);
  });

  it('refuses a template that asks for something unknown', () => {
    expect(() => assemblePage('{{other}}', '', '')).toThrow(/other/);
  });
});
