// How the desk is built: pages of modules in pieces of their own, everything compressed beside its original.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { type Plugin, defineConfig } from 'vite';

const SERVER = 'http://127.0.0.1:3000';
const WORTH = 1024;

/** Writes `.gz` and `.br` beside every text of the build, so that the server need not compress while people wait. */
function compressed(): Plugin {
  let folder = '';
  return {
    name: 'anlan-compressed',
    apply: 'build',
    configResolved: ({ build, root }) => {
      folder = join(root.length && !build.outDir.startsWith('/') ? join(root, build.outDir) : build.outDir, 'assets');
    },
    closeBundle() {
      for (const name of readdirSync(folder)) {
        if (!/\.(js|css|svg)$/.test(name)) continue;
        const text = readFileSync(join(folder, name));
        if (text.length < WORTH) continue;
        writeFileSync(join(folder, `${name}.gz`), gzipSync(text, { level: 9 }));
        writeFileSync(
          join(folder, `${name}.br`),
          brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
        );
      }
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressed()],
  build: {
    outDir: '../../build/web',
    emptyOutDir: true,
    target: 'es2022',
    // The content policy allows no inline script; browsers of this target preload by themselves.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: { host: '127.0.0.1', proxy: { '/api': SERVER } },
  preview: { host: '127.0.0.1', proxy: { '/api': SERVER } },
});
