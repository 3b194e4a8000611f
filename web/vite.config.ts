import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { libraryAliases, textInsteadOfMarkup, withoutDebuggerDownload, withoutOwnStyle } from './build/inert_libraries';
import { oneFile } from './build/one_file';
import { pages } from './build/pages';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Each page is built by itself: `vite build --mode NAME`, one of build/pages.ts. */
export default defineConfig(({ mode }) => ({
  plugins: [textInsteadOfMarkup(), withoutDebuggerDownload(), withoutOwnStyle(), pages[mode] && oneFile(here('page.html'), mode, pages[mode])],
  resolve: { alias: libraryAliases },
  build: {
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 1_000_000,
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
    rollupOptions: {
      input: here(pages[mode]?.entry ?? pages.map.entry),
      output: { format: 'iife', inlineDynamicImports: true },
    },
  },
  test: { include: ['tests/**/*.test.ts'] },
}));
