import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { assemblePage, contentPolicy } from '../build/one_file';
import { pages } from '../build/pages';

describe('assemblePage', () => {
  const template = '<meta content="{{policy}}"><style>{{style}}</style><script>{{script}}</script>';
  const kind = { title: '', noscript: '', before: '', after: '', connects: false };

  it('inserts script and style unchanged, whatever characters they contain', () => {
    const script = 'const a = "$& $1 $` {{x}}";'.replace('{{x}}', '');
    expect(assemblePage(template, kind, script, 'b { c: d }')).toContain(`<script>${script}</script>`);
  });

  it('allows just this script and this style', () => {
    const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    const policy = contentPolicy('run()', 'b {}', false);
    expect(policy).toContain(`script-src ${hash('run()')};`);
    expect(policy).toContain(`style-src ${hash('b {}')};`);
    expect(policy.startsWith("default-src 'none';")).toBe(true);
    expect(policy).not.toMatch(/unsafe|http|\*|connect/);
  });

  it('allows requests to its own server only for pages that need them', () => {
    expect(contentPolicy('run()', 'b {}', true)).toContain("; connect-src 'self';");
    expect(Object.entries(pages).filter(([, { connects }]) => connects).map(([name]) => name)).toEqual(['served']);
  });

  it('fills the real template once for every page, with the program’s placeholders in their places', () => {
    const real = readFileSync(new URL('../page.html', import.meta.url), 'utf8');
    for (const [name, page] of Object.entries(pages)) {
      const html = assemblePage(real, page, 'run()', 'b {}');
      expect(html).not.toMatch(/\{\{/);
      const slots = [...html.matchAll(/<!--proclens:(\w+)-->/g)].map(([, slot]) => slot);
      expect(slots).toEqual({ map: ['title', 'map', 'details'], audit: ['title', 'audit'], hunt: ['title', 'hunt'], compare: ['title', 'compare', 'details'], served: [], front: ['front'] }[name]);
    }
  });

  it('refuses what would end the script early', () => {
    for (const bad of ['a = "</script>"', 'a = "<!--"', 'a = "<SCRIPT>"']) expect(() => assemblePage(template, kind, bad, '')).toThrow(/end it early/);
    expect(() => assemblePage(template, kind, '', '</style>')).toThrow(/end it early/);
  });

  it('refuses a template that asks for something unknown', () => {
    expect(() => assemblePage('{{other}}', kind, '', '')).toThrow(/other/);
  });
});
