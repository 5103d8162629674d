// What reading needs of the server: the job asked for.
import type { Ctx } from '@anlan/kernel/ctx';
import { enqueue } from '@anlan/kernel/job';

export const JOB = 'directives.read';
/** Asks for the next page to be read. One page at a time for the whole server: reading never crowds out other work. */
export const resume = (ctx: Ctx): Promise<void> => enqueue(ctx, JOB, {}, { key: JOB });
