// Checkpoints in folders: one file a day, one line a head, only ever added to; the disk confirms before anything counts on it.
import { mkdir, open, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TreeHead } from './head.ts';

const FILE = /^checkpoints-\d{4}-\d{2}-\d{2}\.jsonl$/;

/** Adds a line to the file of its day. @throws what the file system says */
export async function appendTo(folder: string, head: TreeHead): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = await open(join(folder, `checkpoints-${head.at.slice(0, 10)}.jsonl`), 'a', 0o640);
  try {
    await file.writeFile(`${JSON.stringify(head)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Heads kept outside with where each stands, and lines that are no heads. */
export type Kept = { heads: { head: TreeHead; where: string }[]; unreadable: string[] };

/** Everything that a folder keeps, oldest first; a folder that is not there keeps nothing. */
export async function readFolder(folder: string): Promise<Kept> {
  const names = await readdir(folder).catch(() => []);
  const kept: Kept = { heads: [], unreadable: [] };
  for (const name of names.filter((n) => FILE.test(n)).toSorted()) {
    const lines = (await readFile(join(folder, name), 'utf8')).split('\n');
    for (const [index, line] of lines.entries()) {
      if (!line) continue;
      const where = `${name} 第 ${index + 1} 行`;
      const head = parsed(line);
      if (head) kept.heads.push({ head, where });
      // A line that a failing disk cut off at the very end was never relied on.
      else if (index < lines.length - 1) kept.unreadable.push(where);
    }
  }
  return kept;
}

/** What several folders keep, in the order of time. */
export const joined = (kept: readonly Kept[]): Kept => ({
  heads: kept
    .flatMap((k) => k.heads)
    .toSorted((a, b) => a.head.at.localeCompare(b.head.at) || a.head.size - b.head.size),
  unreadable: kept.flatMap((k) => k.unreadable),
});

function parsed(line: string): TreeHead | null {
  try {
    return TreeHead.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
