// Runs one of our TypeScript programs with plain Node: `node tools/run.mjs tools/docs.ts …`.
import { mkdirSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureReady, refuse, root } from './setup.mjs';

/** Bundles the program and gives back its exports; the bundle lies in build/, where it finds the packages of npm. */
export async function load(file) {
  const { bundle } = await import('./bundle.mjs');
  const folder = join(root, 'build', `.run-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  await bundle([resolve(file)], folder);
  return import(pathToFileURL(join(folder, basename(file).replace(/\.ts$/, '.js'))).href);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  ensureReady();
  const [file] = process.argv.splice(2, 1);
  if (!file) refuse('请给出要运行的文件', 'Name the file to run', 2);
  process.setSourceMapsEnabled(true);
  await load(file);
}
