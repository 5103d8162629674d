// The bundler must understand import.meta.glob as Vite does, or the built server would miss migrations and modules.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundle } from './bundle.mjs';
import { root } from './setup.mjs';

let folder;
beforeEach(() => {
  mkdirSync(join(root, 'build'), { recursive: true });
  folder = mkdtempSync(join(root, 'build', 'bundle-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (file, text) => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};

async function run(main) {
  write('app/main.ts', main);
  await bundle([join(folder, 'app', 'main.ts')], join(folder, 'out'));
  return import(pathToFileURL(join(folder, 'out', 'main.js')).href);
}

test('files are found by pattern, at once or when asked for, and some left out', async () => {
  for (const name of ['a', 'b', 'c']) write(`modules/${name}/server.ts`, `export const name = '${name}';`);
  write('modules/a/deep/server.ts', 'export const name = "deep";');
  const { eager, lazy, load } = await run(`
    type Face = { name: string; up(db: (n: number) => void): Promise<void> };
    export const eager = import.meta.glob<{ up(db: never): Promise<Face> }>('../modules/*/server.ts', { eager: true });
    export const lazy = import.meta.glob(['../modules/**/server.ts', '!../modules/c/*']);
    export const load = (id: string) => import(\`../modules/\${id}/server.ts\`);`);
  expect(Object.keys(eager)).toEqual(['a', 'b', 'c'].map((name) => `../modules/${name}/server.ts`));
  expect(eager['../modules/b/server.ts'].name).toBe('b');
  expect(Object.keys(lazy)).toHaveLength(3);
  expect((await lazy['../modules/a/deep/server.ts']()).name).toBe('deep');
  expect((await load('c')).name).toBe('c');
});

test('our packages go inside, npm’s stay outside', async () => {
  write('app/words.ts', "export { Unready } from '@anlan/kernel/db';");
  const { Unready } = await run("export { Unready } from './words.ts'; export { sql } from 'kysely';");
  expect(new Unready('x').name).toBe('Unready');
});
