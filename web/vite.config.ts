import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { libraryAliases, textInsteadOfMarkup, withoutDebuggerDownload, withoutOwnStyle } from './build/inert_libraries';
import { oneFile } from './build/one_file';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Each page is built by itself: `vite build --mode map`, `vite build --mode audit`. */
const pages: Record<string, string> = { map: 'src/main.ts', audit: 'src/audit/main.ts' };

export default defineConfig(({ mode }) => ({
  plugins: [textInsteadOfMarkup(), withoutDebuggerDownload(), withoutOwnStyle(), oneFile(here(`${mode}.html`))],
  resolve: { alias: libraryAliases },
  build: {
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 1_000_000,
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
    rollupOptions: {
      input: here(pages[mode] ?? pages.map),
      output: { format: 'iife', inlineDynamicImports: true },
    },
  },
  test: { include: ['tests/**/*.test.ts'] },
}));
