// Answers with their headers, and the folder of a world: what the worlds of stories keep to themselves.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from '@anlan/kernel/testing';
import { PASSWORD, world } from '../../world.ts';

/** GETs as one person, with the whole answer. */
export async function rawGets(w: World, account: string) {
  const signed = await w.app.inject({ method: 'POST', url: '/api/session', payload: { account, password: PASSWORD } });
  const cookie = signed.cookies.map((c) => `${c.name}=${c.value}`).join('; ');
  return (url: string) => w.app.inject({ method: 'GET', url, headers: { cookie } });
}

/** A world whose folders all lie in `dir`. */
export async function worldIn(dir: string): Promise<World> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = dir;
  try {
    return await world();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** Every file in a folder, whole paths. */
export const filesIn = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
