// Builds what is older than its sources: the server and its command line with esbuild, the desk with Vite, side by side.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ASIDE, ensureReady, refuse, root, say } from './setup.mjs';
import { sourcesOf } from './sources.mjs';

const builders = {
  async server(outdir) {
    const { bundle } = await import('./bundle.mjs');
    await bundle(['apps/server/main.ts', 'apps/server/cli.ts'], outdir);
  },
  web(outdir) {
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    const args = [vite, 'build', join(root, 'apps', 'web'), '--outDir', outdir, '--emptyOutDir', '--logLevel', 'warn'];
    return new Promise((done, fail) => {
      spawn(process.execPath, args, { cwd: root, stdio: ASIDE }).on('exit', (code) =>
        code === 0 ? done() : fail(new Error(`vite ended with ${code}`)),
      );
    });
  },
};

/** Builds the parts named that are not fresh; each appears whole in build/<part>, or stays as it was. */
export async function build(names = Object.keys(builders)) {
  const stale = names.map((name) => [name, sourcesOf(name)]).filter(([, sources]) => !sources.fresh());
  if (stale.length === 0) return;
  say(`正在构建 ${stale.map(([name]) => name).join('、')}……`, `Building ${stale.map(([name]) => name).join(', ')}…`);
  await Promise.all(
    stale.map(async ([name, sources]) => {
      const half = join(root, 'build', `.${name}.${process.pid}`);
      const note = sources.taken();
      mkdirSync(half, { recursive: true });
      try {
        await builders[name](half);
        replace(half, join(root, 'build', name));
        note();
      } finally {
        rmSync(half, { recursive: true, force: true });
      }
    }),
  );
}

function replace(half, place) {
  const old = `${half}.old`;
  if (existsSync(place)) renameSync(place, old);
  renameSync(half, place);
  rmSync(old, { recursive: true, force: true });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureReady();
  await build(process.argv.length > 2 ? process.argv.slice(2) : undefined).catch((error) =>
    refuse(`构建没有成功：${error.message}`, 'The build failed'),
  );
}
