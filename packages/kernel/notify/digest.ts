// One digest a workday for each person who owes or is waited for; for nobody else, and never twice.
import { type Todo, addDays, shortDay } from '@anlan/contract';
import { resolveMember } from '../access/index.ts';
import { workdaysAfter } from '../calendar/index.ts';
import { type Clock, type Ctx, type KernelTables, localDay, makeCtx } from '../ctx/index.ts';
import type { Database } from '../db/index.ts';
import type { FileStore } from '../file/index.ts';
import { enqueue } from '../job/enqueue.ts';
import type { Nightly, Task } from '../job/tasks.ts';
import { settings } from '../setting/index.ts';
import { tell } from './tell.ts';
import { DIGEST } from './types.ts';

const TASK = 'notify.digest';
/** So many people are looked at in one transaction. */
const TOGETHER = 50;
/** So many duties are named; the rest is counted. */
const NAMED = 3;

/** At the beginning of a workday: asks for the digests of its set hour. */
export const planDigest: Nightly = {
  name: TASK,
  async run(ctx) {
    if ((await workdaysAfter(ctx, addDays(ctx.today, -1), 1)) !== ctx.today) return;
    const { 'notify.digestAt': at } = await settings(ctx.db);
    const rows = await ctx.db
      .selectFrom('account')
      .select('person_id')
      .where('disabled', '=', false)
      .orderBy('person_id')
      .execute();
    for (let from = 0; from < rows.length; from += TOGETHER)
      await enqueue(
        ctx,
        TASK,
        { day: ctx.today, people: rows.slice(from, from + TOGETHER).map((r) => r.person_id) },
        { runAt: new Date(`${ctx.today}T${at}:00+08:00`), key: `${TASK}:${ctx.today}:${from}` },
      );
  },
};

type Batch = { day: string; people: string[] };
type Eyes = {
  app: Database<KernelTables>;
  clock: Clock;
  store: FileStore;
  /** What a person owes and is waited for, asked under his own row security. */
  todo: (ctx: Ctx) => Promise<Todo>;
};

/** Looks at each person's day with his own eyes; the day of a digest that comes too late is let go. */
export const digestTask = ({ app, clock, store, todo }: Eyes): Task => ({
  name: TASK,
  async run(ctx, payload) {
    const { day, people } = payload as Batch;
    if (localDay(clock.now()) !== day) return;
    for (const id of people) {
      const me = await resolveMember(ctx.db, id, '', day);
      if (!me.held.length) continue;
      const said = digestOf(await todo(makeCtx(app.as(me.actor), me, clock, store)), day);
      if (said) await tell(ctx, { ...said, people: [id], type: DIGEST, cause: `${DIGEST}:${day}` });
    }
  },
});

/** The digest in words; null on a day without anything. */
export function digestOf(todo: Todo, day: string): { title: string; body: string } | null {
  const late = todo.owed.filter((p) => p.light === 'missed');
  const soon = todo.owed.filter((p) => p.light === 'soon');
  const waiting = todo.waiting.length + todo.more.waiting;
  const parts = [
    late.length ? `逾期 ${late.length} 项` : '',
    soon.length ? `将到期 ${soon.length} 项` : '',
    waiting ? `等您办 ${waiting} 件` : '',
  ].filter(Boolean);
  if (!parts.length) return null;
  const named = [...late, ...soon]
    .slice(0, NAMED)
    .map((p) => `${p.title}（${p.label}，${p.due < day ? '应于' : ''}${shortDay(p.due, day)}）`);
  return { title: `今日：${parts.join('，')}`, body: named.join('；') };
}
