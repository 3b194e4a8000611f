// Puts a page's script and style into its template and writes the policy that lets the browser run just these.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Plugin } from 'vite';

/** What a Content-Security-Policy calls a script or style by. */
function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;
}

/** Everything is forbidden but this very script, this very style and what they hold as data: URLs. */
export function contentPolicy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashSource(script)}`,
    `style-src ${hashSource(style)}`,
    'font-src data:',
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** Inside an element of its name, text ends at its closing tag; a comment's opening changes how a script is read. */
function assertInert(text: string, element: 'script' | 'style'): void {
  const unsafe = /<!--|<\/?script|<\/style/i.exec(text);
  if (unsafe) throw new Error(`one_file: the ${element} holds ${unsafe[0]}, which would end it early`);
}

export function assemblePage(template: string, script: string, style: string): string {
  assertInert(script, 'script');
  assertInert(style, 'style');
  const parts: Record<string, string> = { policy: contentPolicy(script, style), script, style };
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`one_file: the template asks for {{${name}}}`);
    return part;
  });
}

/** Replaces the bundle's files by a single one, named like the template. */
export function oneFile(templatePath: string): Plugin {
  return {
    name: 'proclens:one-file',
    enforce: 'post',
    buildStart() {
      this.addWatchFile(templatePath);
    },
    generateBundle(_options, bundle) {
      let script = '';
      let style = '';
      for (const [name, file] of Object.entries(bundle)) {
        if (file.type === 'chunk') script += file.code;
        else if (name.endsWith('.css')) style += String(file.source);
        else throw new Error(`one_file: ${name} would be a second file`);
        delete bundle[name];
      }
      const page = assemblePage(readFileSync(templatePath, 'utf8'), script.trimEnd(), style.trimEnd());
      this.emitFile({ type: 'asset', fileName: basename(templatePath), source: page });
    },
  };
}
