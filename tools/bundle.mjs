// Turns our TypeScript into JavaScript that plain Node runs: our own packages inside, those from npm outside.
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import * as esbuild from 'esbuild';
import { root } from './setup.mjs';
import { walk } from './sources.mjs';

/**
 * Bundles the programs `entries` into `outdir`. `import.meta.glob` means what it means to Vite, so that the same source
 * runs under tests and here.
 */
export function bundle(entries, outdir, { plugins = [], ...options } = {}) {
  return esbuild.build({
    entryPoints: entries,
    outdir,
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    mainFields: ['module', 'main'],
    sourcemap: true,
    logLevel: 'warning',
    plugins: [npmStaysOutside, ...plugins, viteGlob],
    ...options,
  });
}

/** Their CommonJS entry hides its named exports from Node; their ES build is taken inside instead. */
const INSIDE = new Set(['chinese-days']);

const npmStaysOutside = {
  name: 'npm-stays-outside',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@anlan/') || INSIDE.has(path) ? undefined : { path, external: true },
    );
  },
};

const CALL = /import\.meta\.glob(?:<[^;]*?>)?\(\s*('[^']*'|\[[^\]]*\])\s*(?:,\s*(\{[^}]*\})\s*)?,?\s*\)/g;

const viteGlob = {
  name: 'vite-glob',
  setup(build) {
    build.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      if (!source.includes('import.meta.glob')) return undefined;
      const imports = [];
      const contents = source.replace(CALL, (_, patterns, options = '') => {
        const files = expand(
          dirname(path),
          [...patterns.matchAll(/'([^']*)'/g)].map((match) => match[1]),
        );
        const entries = files.map((file) => {
          const quoted = JSON.stringify(file);
          if (!/eager:\s*true/.test(options)) return `${quoted}: () => import(${quoted})`;
          imports.push(`import * as __glob${imports.length} from ${quoted};`);
          return `${quoted}: __glob${imports.length - 1}`;
        });
        return `{${entries.join(', ')}}`;
      });
      return { contents: `${imports.join('')}${contents}`, loader: path.endsWith('x') ? 'tsx' : 'ts' };
    });
  },
};

/** The files that the patterns name, as paths relative to `folder`; a pattern that begins with `!` takes some away. */
function expand(folder, patterns) {
  const matcher = (pattern) =>
    new RegExp(
      `^${pattern.replace(/[.+^$()|{}[\]\\]/g, '\\$&').replace(/\*\*\/|\*\*|\*/g, (stars) => ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*' })[stars])}$`,
    );
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!'));
  const unwanted = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => matcher(pattern.slice(1)));
  return wanted.flatMap((pattern) => {
    const fixed = pattern.slice(0, pattern.search(/[*]/)).replace(/[^/]*$/, '');
    return [...walk(join(folder, fixed))]
      .map((file) =>
        relative(folder, file)
          .replaceAll('\\', '/')
          .replace(/^(?!\.)/, './'),
      )
      .filter((file) => matcher(pattern).test(file) && !unwanted.some((no) => no.test(file)));
  });
}
