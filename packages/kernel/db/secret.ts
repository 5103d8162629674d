// Secrets of this installation: one random text per file, readable by the program's user alone.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The secret called `name` in `folder`, made on first use; `fresh` tells that it was made just now. */
export function secret(folder: string, name: string): { value: string; fresh: boolean } {
  const file = join(folder, name);
  if (existsSync(file)) return { value: readFileSync(file, 'utf8').trim(), fresh: false };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const value = randomBytes(24).toString('hex');
  writeFileSync(file, `${value}\n`, { mode: 0o600, flag: 'wx' });
  return { value, fresh: true };
}
