// The made-up province that the large measurements ask: built once for a generator, and used again by later runs.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './measure.ts';
import { PASSWORD } from './server.ts';

const sources = join(root, 'apps/server/city');

/** A folder for each generator: what it would write otherwise today is written anew. */
function folder(): string {
  const sum = createHash('sha256');
  for (const name of readdirSync(sources).toSorted())
    if (!name.endsWith('.test.ts')) sum.update(readFileSync(join(sources, name)));
  return join(root, `build/.province-${sum.digest('hex').slice(0, 12)}`);
}

/**
 * The data folder with a province of three thousand units, a million studies and a million periods, its server stopped. Loads it
 * where there is none yet, which takes minutes; ANLAN_PROVINCE names one that is there already. Accounts have the password of the
 * measurements (ANLAN_DEMO_PASSWORD, where the one that is there was loaded with another).
 */
export async function openProvince(): Promise<string> {
  if (process.env.ANLAN_PROVINCE) return process.env.ANLAN_PROVINCE;
  const dir = folder();
  if (existsSync(dir)) return dir;
  const half = `${dir}.half`;
  rmSync(half, { recursive: true, force: true });
  await load(half);
  renameSync(half, dir);
  return dir;
}

function load(dir: string): Promise<void> {
  const command = [join(root, 'tools/anlan.mjs'), 'city', '--scale', 'province', '--seed', '1'];
  const env = { ...process.env, ANLAN_DATA: dir, ANLAN_DEMO_PASSWORD: PASSWORD };
  // Figures alone go to standard output.
  const child = spawn(process.execPath, command, { cwd: root, env, stdio: ['ignore', process.stderr, 'inherit'] });
  return new Promise((done, fail) => {
    child.once('exit', (code) => (code === 0 ? done() : fail(new Error(`the province was not loaded (${code})`))));
  });
}
