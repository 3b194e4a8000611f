// Inlines a page's script and style into the template and writes the policy that allows the browser to run only these.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import type { PageKind } from './pages';

/** How a Content-Security-Policy refers to a script or style. */
function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

/**
 * Forbids everything except this script, this style, the data: URLs in them, and, if it `connects`, requests to its own
 * server.
 */
export function contentPolicy(script: string, style: string, connects: boolean): string {
  return [
    "default-src 'none'",
    `script-src ${hashSource(script)}`,
    `style-src ${hashSource(style)}`,
    'font-src data:',
    'img-src data:',
    ...(connects ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** An inline element ends at its closing tag, and the start of a comment changes how a script is parsed. */
function assertInert(text: string, element: 'script' | 'style'): void {
  const unsafe = /<!--|<\/?script|<\/style/i.exec(text);
  if (unsafe) throw new Error(`one_file: the ${element} holds ${unsafe[0]}, which would end it early`);
}

export function assemblePage(template: string, kind: Omit<PageKind, 'entry'>, script: string, style: string): string {
  assertInert(script, 'script');
  assertInert(style, 'style');
  const { title, noscript, before, after } = kind;
  const parts: Record<string, string> = { policy: contentPolicy(script, style, kind.connects), script, style, title, noscript, before, after };
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`one_file: the template asks for {{${name}}}`);
    return part;
  });
}

/** Replaces the bundle's files by a single one. */
export function oneFile(templatePath: string, name: string, kind: PageKind): Plugin {
  return {
    name: 'proclens:one-file',
    enforce: 'post',
    buildStart() {
      this.addWatchFile(templatePath);
    },
    generateBundle(_options, bundle) {
      let script = '';
      let style = '';
      for (const [file, content] of Object.entries(bundle)) {
        if (content.type === 'chunk') script += content.code;
        else if (file.endsWith('.css')) style += String(content.source);
        else throw new Error(`one_file: ${file} would be a second file`);
        delete bundle[file];
      }
      const page = assemblePage(readFileSync(templatePath, 'utf8'), kind, script.trimEnd(), style.trimEnd());
      this.emitFile({ type: 'asset', fileName: `${name}.html`, source: page });
    },
  };
}
