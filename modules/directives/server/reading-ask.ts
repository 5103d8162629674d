// Asking for scans to be read, and the bytes that are read.
import type { Ctx } from '@anlan/kernel/ctx';
import { enqueue } from '@anlan/kernel/job';

export const JOB = 'directives.read';

/** Asks for the next page to be read. One page at a time for the whole server: reading never crowds out other work. */
export const resume = (ctx: Ctx): Promise<void> => enqueue(ctx, JOB, {}, { key: JOB });

/** All bytes of a stored file. */
export async function bytesOf(ctx: Ctx, sha256: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of ctx.store.read(sha256)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
