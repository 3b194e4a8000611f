// Removes from third-party code what this page must not be able to do: write HTML from text, and load from the network.
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** deck.gl loads data from addresses through loaders.gl; here it only receives arrays, and that library is left out. */
export const libraryAliases = [
  { find: /^@loaders\.gl\/(core|images)$/, replacement: fileURLToPath(new URL('./no_loaders.ts', import.meta.url)) },
];

/** Where a library would set markup (tooltips, shader errors), it sets text instead. */
export function textInsteadOfMarkup(): Plugin {
  return {
    name: 'proclens:text-instead-of-markup',
    transform(code, id) {
      if (!id.includes('node_modules') || !code.includes('innerHTML')) return null;
      return { code: code.replaceAll('.innerHTML', '.textContent'), map: null };
    },
  };
}

/** Observable Plot puts a style sheet into every chart, which the page's policy forbids: its rules are in charts.css. */
export function withoutOwnStyle(): Plugin {
  return {
    name: 'proclens:without-own-style',
    transform(code, id) {
      if (!id.includes('@observablehq/plot')) return null;
      return { code: code.replaceAll('append("style")', 'append("desc")').replace(/\.text\(\s*`:where[^`]*`/g, '.text(""'), map: null };
    },
  };
}

/** luma.gl can fetch a debugging tool from a CDN; that address is removed from the page. */
export function withoutDebuggerDownload(): Plugin {
  return {
    name: 'proclens:without-debugger-download',
    transform(code, id) {
      if (!id.includes('webgl-developer-tools')) return null;
      return { code: code.replace(/'https:\/\/unpkg\.com[^']*'/, "''"), map: null };
    },
  };
}
