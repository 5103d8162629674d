// Reads the sources for SQL whose text is put together: each such place is known here, with the reason why it may be.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from '../root.ts';

/** How often each file may, and why no value of a request can come there. */
const KNOWN: Readonly<Record<string, { times: number; why: string }>> = {
  'packages/kernel/db/actor.ts': { times: 1, why: 'a constant comment' },
  'packages/kernel/db/apply.ts': { times: 1, why: 'statements of the policy table, names checked by policy.name' },
  'packages/kernel/db/roles.ts': { times: 1, why: 'names and secrets of our own making, quoted' },
  'packages/kernel/db/store.ts': { times: 1, why: 'names of databases of our own making' },
  'packages/kernel/db/together.ts': { times: 2, why: 'an empty statement for its type' },
  'packages/kernel/db/testing.ts': { times: 1, why: 'names of databases of tests' },
  'packages/kernel/db/walk.ts': { times: 1, why: 'constants of its own list of keys' },
  'packages/kernel/duty/owed.ts': { times: 2, why: 'numbers of our own' },
  'packages/kernel/http/todo.ts': { times: 3, why: 'kinds and states of contracts, a number' },
  'packages/kernel/job/migrate.ts': { times: 1, why: 'statements of the queue library' },
  'packages/kernel/record/list.ts': { times: 6, why: 'constants of ORDER and KEYS, kinds of contracts, numbers' },
  'modules/directives/server/living.ts': { times: 1, why: 'a constant' },
  'apps/server/city/bare.ts': { times: 1, why: 'statements of the made-up city, at the command line' },
};

const RAW = /\bsql\.raw\(|\bCompiledQuery\.raw\(|\bsql\.lit\(|\braw\(`/g;

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      // A migration is frozen and meets no request.
      if (!['node_modules', 'migrations'].includes(entry.name)) yield* sources(path);
    } else if (/(?<!\.test)\.ts$/.test(entry.name)) yield path;
  }
}

/** Places that are not known, each in a few words. */
export function unbound(): string[] {
  return ['packages', 'modules', 'apps'].flatMap((folder) =>
    [...sources(join(root, folder))].flatMap((path) => {
      const name = relative(root, path);
      const times = readFileSync(path, 'utf8').match(RAW)?.length ?? 0;
      return times > (KNOWN[name]?.times ?? 0) ? [`${name}: ${times} statements put together as text`] : [];
    }),
  );
}
