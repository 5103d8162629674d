// What a job does: a reaction exactly once, the nightly pass of a day, or a task of a module.
import { sql } from 'kysely';
import { type Clock, type Ctx, type KernelTables, makeCtx, systemMember } from '../ctx/index.ts';
import type { Database } from '../db/index.ts';
import type { FileStore } from '../file/store.ts';
import type { Deed } from './outbox.ts';

/** `on` is `module.action` or `module.*`; `run` acts as `system:<name>` in a transaction of its own. */
export type Reaction = { name: string; on: string; run(ctx: Ctx, event: Deed): Promise<void> };
/** Done once per local day; must be idempotent. */
export type Nightly = { name: string; run(ctx: Ctx): Promise<void> };
/**
 * Done when `enqueue` asks for it, at least once; must be idempotent. One that is `long` has no transaction: each of its statements
 * stands alone.
 */
export type Task = { name: string; run(ctx: Ctx, payload: unknown): Promise<void>; long?: true };

export type Duties = {
  system: Database<KernelTables>;
  store: FileStore;
  clock: Clock;
  reactions: readonly Reaction[];
  nightly: readonly Nightly[];
  tasks?: readonly Task[];
};

/** Days for which it is remembered that a deed has been reacted to: far longer than a job can wait for its last attempt. */
const REMEMBERED = 90;

/** Does one job; throws what went wrong, so that it is done again later. */
export function doer(duties: Duties) {
  return async (job: unknown): Promise<void> => {
    const { task, payload } = job as { task: string; payload: unknown };
    if (task === 'react')
      return react(duties, payload as { reaction: string; deed: Omit<Deed, 'at'> & { at: string } });
    if (task === 'nightly') return passNight(duties, (payload as { day: string }).day);
    const found = duties.tasks?.find(({ name }) => name === task);
    if (!found) throw new Error(`no task is called ${task}`);
    if (found.long) return found.run(alone(duties, task), payload);
    return inTurn(duties, task, (ctx) => found.run(ctx, payload));
  };
}

const alone = ({ system, clock, store }: Duties, name: string): Ctx => {
  const me = systemMember(name);
  return makeCtx(system.as(me.actor), me, clock, store);
};

/** Runs `work` as `system:<name>` in one transaction. */
const inTurn = ({ system, clock, store }: Duties, name: string, work: (ctx: Ctx) => Promise<void>): Promise<void> => {
  const me = systemMember(name);
  return system
    .as(me.actor)
    .transaction()
    .execute((trx) => work(makeCtx(trx, me, clock, store)));
};

/** The mark and the effect are one transaction: a second run finds the mark and changes nothing. */
async function react(
  duties: Duties,
  { reaction: name, deed }: { reaction: string; deed: Omit<Deed, 'at'> & { at: string } },
) {
  const reaction = duties.reactions.find((each) => each.name === name);
  if (!reaction) throw new Error(`no reaction is called ${name}`);
  await inTurn(duties, name, async (ctx) => {
    const marked = await ctx.db
      .insertInto('reaction_done')
      .values({ timeline_id: deed.timelineId, reaction: name, at: ctx.now })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (marked.numInsertedOrUpdatedRows === 0n) return;
    await reaction.run(ctx, { ...deed, at: new Date(deed.at) });
  });
}

/** Every pass gets its turn, in order, each in its own transaction; one that fails keeps none of the others back. */
async function passNight(duties: Duties, day: string) {
  const failed: unknown[] = [];
  for (const { name, run } of duties.nightly)
    await inTurn(duties, name, (ctx) => run({ ...ctx, today: day })).catch((error: unknown) => {
      failed.push(new Error(`the nightly pass ${name} failed: ${String(error)}`, { cause: error }));
    });
  await inTurn(duties, 'nightly', async ({ db, now }) => {
    await db
      .deleteFrom('reaction_done')
      .where('at', '<', new Date(now.getTime() - REMEMBERED * 86_400_000))
      .execute();
  });
  if (failed.length > 0) throw new AggregateError(failed, failed.map(String).join('; '));
}

/** Asks for the pass of `day` unless that was done, by this server or another; tells whether it was asked for now. */
export function claimNight({ system, clock }: Pick<Duties, 'system' | 'clock'>, day: string): Promise<boolean> {
  return system
    .as(systemMember('nightly').actor)
    .transaction()
    .execute(async (trx) => {
      const claimed = await trx
        .insertInto('nightly_run')
        .values({ day, at: clock.now() })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (claimed.numInsertedOrUpdatedRows === 0n) return false;
      await sql`select job_push('nightly', ${JSON.stringify({ day })}::jsonb, null, ${`nightly:${day}`}::text)`.execute(
        trx,
      );
      return true;
    });
}
