// Tells whether a build is older than its sources: by the files' sizes and times, and by their content when those moved.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './setup.mjs';

const SKIPPED = new Set(['node_modules', 'build', 'dist']);

export function* walk(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return void (yield path);
  for (const entry of readdirSync(path, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    if (!SKIPPED.has(entry.name)) yield* walk(join(path, entry.name));
}

/** What a build is made from: folders and files, and the paths in them that do not matter to it. */
export const parts = {
  server: {
    from: ['packages', 'modules', 'apps/server', 'package-lock.json', 'tools/build.mjs', 'tools/bundle.mjs'],
    without: /\.test\.tsx?$|\.tsx$|\.css$|\.md$/,
  },
  web: {
    from: [
      'packages/contract',
      'packages/ui',
      'packages/offline',
      'modules',
      'apps/web',
      'package-lock.json',
      'tools/build.mjs',
    ],
    without: /\.test\.tsx?$|\/server\.ts$|\/migrations\/|\.md$/,
  },
};

/** How the sources of `part` look now, against what was noted when it was last built. */
export function sourcesOf(part) {
  const { from, without } = parts[part];
  const files = from.flatMap((path) => [...walk(join(root, path))]).filter((file) => !without.test(file));
  const hash = (of) => {
    const sum = createHash('sha256');
    for (const file of files) sum.update(relative(root, file)).update('\0').update(of(file)).update('\0');
    return sum.digest('hex');
  };
  const looks = hash((file) => {
    const { size, mtimeMs } = statSync(file);
    return `${size} ${mtimeMs}`;
  });
  const note = join(root, 'build', `${part}.json`);
  const noted = existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')) : {};
  const write = (content) => {
    mkdirSync(dirname(note), { recursive: true });
    writeFileSync(note, JSON.stringify({ looks, content }));
  };
  const content = () => hash((file) => readFileSync(file));
  return {
    /** True when nothing has to be built. */
    fresh() {
      if (!existsSync(join(root, 'build', part))) return false;
      if (noted.looks === looks) return true;
      const now = content();
      if (noted.content === now) write(now);
      return noted.content === now;
    },
    /** To be called before building; gives what to call afterwards, so that what changed meanwhile is built next time. */
    taken() {
      const before = content();
      return () => write(before);
    },
  };
}
