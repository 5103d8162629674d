// Secrets of this installation: one random text per file, readable by the program's user alone.
import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The secret called `name` in `folder`, made on first use; `fresh` tells that it was made just now. Of two servers that come
 * at the same moment one makes it, and the other finds it whole.
 */
export function secret(folder: string, name: string): { value: string; fresh: boolean } {
  const file = join(folder, name);
  const there = () => ({ value: readFileSync(file, 'utf8').trim(), fresh: false });
  if (existsSync(file)) return there();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const value = randomBytes(24).toString('hex');
  const own = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(own, `${value}\n`, { mode: 0o600 });
  try {
    linkSync(own, file);
    return { value, fresh: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return there();
  } finally {
    unlinkSync(own);
  }
}
