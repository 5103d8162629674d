// How fast a notice is read: in process, as a command from cold, and a megabyte of it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, readDocument } from '@anlan/modules/directives/notice/index.ts';
import { type Figure, median, notice, root, round, timed } from './lib/measure.ts';

const read = async (text: string) => parse(await readDocument(Buffer.from(text), 'notice.txt'));

export async function* figures(): AsyncGenerator<Figure> {
  const which = notice.real ? 'notice' : 'demoNotice';
  yield { name: `parse.${which}.first`, value: round(median(await timed(1, () => read(notice.text)))), unit: 'ms' };
  yield { name: `parse.${which}`, value: round(median(await timed(40, () => read(notice.text)))), unit: 'ms' };
  const body = notice.text.repeat(Math.ceil(1_000_000 / Buffer.byteLength(notice.text)));
  yield { name: 'parse.1MB', value: round(median(await timed(3, () => read(body)))), unit: 'ms' };
  const folder = mkdtempSync(join(tmpdir(), 'anlan-bench-'));
  try {
    const file = join(folder, 'notice.txt');
    writeFileSync(file, notice.text);
    const cold = await timed(5, () => {
      const { status } = spawnSync(process.execPath, [join(root, 'tools/anlan.mjs'), 'parse', file, '--json'], {
        cwd: root,
      });
      if (status !== 0) throw new Error(`anlan parse ended with ${status}`);
    });
    yield { name: 'parse.command', value: round(median(cold)), unit: 'ms' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
