// Between two backups: files that have come are copied and the log that has arrived is packed, every ten seconds.
import { join } from 'node:path';
import { type Log } from '../db/index.ts';
import { loop } from '../job/loop.ts';
import { mirrorFiles, type Seen } from './files.ts';
import { packLog } from './log.ts';

const EVERY = 10_000;

/** When it last went well, and what it said when it did not. */
export type KeptUp = { at: Date | null; trouble: string | null };

/** Keeps `folder` up with the store in `dir` until stopped. */
export function keepUp(dir: string, folder: string, log: Log): { state: KeptUp; stop(): Promise<void> } {
  const state: KeptUp = { at: null, trouble: null };
  const seen: Seen = new Map();
  const work = async () => {
    await mirrorFiles(join(dir, 'files'), join(folder, 'files'), seen);
    await packLog(join(folder, 'wal'));
    Object.assign(state, { at: new Date(), trouble: null });
    return EVERY;
  };
  const { stop } = loop(
    () =>
      work().catch((error: unknown) => {
        const trouble = String(error);
        if (trouble !== state.trouble) log.warn(`backup: ${trouble}`);
        state.trouble = trouble;
        return EVERY;
      }),
    () => {},
    () => {},
  );
  return {
    state,
    async stop() {
      await stop();
      await work().catch((error: unknown) => log.warn(`backup: ${String(error)}`));
    },
  };
}
