// Puts a fault into the product: builds its server and a trial from sources in which a guard has been taken away.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { root } from './setup.mjs';

/** Builds the trials, and the server where `server` says so, into `folder`, with the patches of a planted fault. */
export async function buildWith(patches, folder, { server }) {
  const plugins = [plantIn(patches)];
  await bundle(['test/assure/run.ts'], folder, { plugins });
  if (server) await bundle(['apps/server/main.ts', 'apps/server/cli.ts'], `${folder}-server`, { plugins });
}

/** The esbuild plugin of the patches. @throws when a text does not stand exactly once in its file */
function plantIn(patches) {
  const spoilt = new Map();
  for (const { file, find, replace } of patches) {
    const path = join(root, file);
    const source = spoilt.get(path) ?? readFileSync(path, 'utf8');
    const times = source.split(find).length - 1;
    if (times !== 1) throw new Error(`the fault does not fit: «${find}» stands ${times} times in ${file}`);
    spoilt.set(
      path,
      source.replace(find, () => replace),
    );
  }
  return {
    name: 'planted-fault',
    setup: (build) => {
      build.onLoad({ filter: /\.tsx?$/ }, ({ path }) =>
        spoilt.has(path) ? { contents: spoilt.get(path), loader: path.endsWith('x') ? 'tsx' : 'ts' } : undefined,
      );
    },
  };
}
