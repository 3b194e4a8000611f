import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { libraryAliases, textInsteadOfMarkup, withoutDebuggerDownload } from './build/inert_libraries';
import { oneFile } from './build/one_file';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [textInsteadOfMarkup(), withoutDebuggerDownload(), oneFile(here('page.html'))],
  resolve: { alias: libraryAliases },
  build: {
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 1_000_000,
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
    rollupOptions: {
      input: here('src/main.ts'),
      output: { format: 'iife', inlineDynamicImports: true },
    },
  },
  test: { include: ['tests/**/*.test.ts'] },
});
