// Plans sent in as files, as a notice wants them by a date, and received by the safety office the same afternoon.
import { Readable } from 'node:stream';
import type { RecordView } from '@anlan/contract';
import { upload } from '@anlan/kernel/file';
import type { Cast, Doer } from './cast.ts';
import type { Report } from './data/acts.ts';

/** The day on which something was done, at half past five in the afternoon. */
const afternoon = (day: string) => new Date(`${day}T17:30:00+08:00`);

export async function sendMaterial(cast: Cast, by: Doer, r: Report & { on: string }, periodId: string) {
  const name = (r.file ?? '材料').replace(/\.\w+$/, '.txt');
  const file = await cast.as(by, (ctx) =>
    upload(ctx, ctx.store, { stream: Readable.from([Buffer.from(`${name}\n\n${r.text}\n`)]), name }),
  );
  const { id } = await cast.call<RecordView>(by, 'directives', 'submit', { periodId, text: r.text, files: [file.id] });
  await cast.act({ account: 'anjian', at: afternoon(r.on) }, 'submissions', id, 'receive');
}
