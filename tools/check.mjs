// `npm run check`: types, lint, format, walls, and what must not stand in the repository. The last line says
// `N passed, N failed`.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureReady, root, run } from './setup.mjs';
import { walls } from './walls/walls.mjs';

ensureReady();
const bin = (...path) => join(root, 'node_modules', ...path);
const tracked = () =>
  execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);

/** Each gives back the complaints it has not printed itself; an exit status other than 0 is one. */
const checks = {
  types: () => ended(run(bin('.bin', 'tsc'), ['-p', '.', '--noEmit'])),
  lint: () => ended(run(bin('.bin', 'oxlint'), ['--deny-warnings'])),
  format: () => ended(run(bin('.bin', 'oxfmt'), ['--list-different', '.'])),
  walls,
  'lock files': () =>
    tracked()
      .filter(
        (file) =>
          file.endsWith('package-lock.json') && readFileSync(join(root, file), 'utf8').includes('"resolved": "http'),
      )
      .map((file) => `${file} records download addresses: set omit-lockfile-registry-resolved=true and write it anew`),
  'closed network': () =>
    tracked()
      .filter((file) => /\.(ts|tsx|html|css)$/.test(file))
      .filter((file) =>
        /https?:\/\/(cdn|unpkg|fonts\.g|ajax\.g|esm\.sh|cdnjs)/.test(readFileSync(join(root, file), 'utf8')),
      )
      .map((file) => `${file} fetches something from outside while running`),
};
const ended = (status) => (status === 0 ? [] : [`ended with ${status}`]);

const failed = [];
for (const [name, check] of Object.entries(checks)) {
  const began = Date.now();
  const complaints = check();
  for (const complaint of complaints) console.log(`  ${complaint}`);
  console.log(`${complaints.length === 0 ? '✓' : '✗'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (complaints.length > 0) failed.push(name);
}
console.log(`${Object.keys(checks).length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length > 0 ? 1 : 0);
