// A handover sheet: filled from what waits for the person today, and what follows once both sides have agreed.
import { type Day, Problem, addDays, chineseDay, recordPath } from '@anlan/contract';
import { grantTo, resolveMember } from '@anlan/kernel/access';
import type { Ctx } from '@anlan/kernel/ctx';
import { todo } from '@anlan/kernel/http';
import { peopleAs, tell } from '@anlan/kernel/notify';
import { endPost, givePost, keepsPeople, needPost } from '@anlan/kernel/org';
import { create } from '@anlan/kernel/record';
import type { ColumnType } from 'kysely';
import type { Handover, HandoverItem } from '../contract/handover.ts';
import { needRow } from './units.ts';

type Row = {
  id: string;
  post_id: string;
  person_id: string;
  person_name: string;
  post_title: string;
  successor_id: string;
  successor_name: string;
  last_day: Day;
  succeeds: boolean;
  note: string;
  items: ColumnType<HandoverItem[], string, string>;
  confirmed_by: string | null;
};

const own = (ctx: Ctx) => ctx.db.withTables<{ handover: Row }>();

/** From the row to the body that readers get. */
export function present(row: Record<string, unknown>): Handover {
  const r = row as Omit<Row, 'items'> & { items: HandoverItem[] };
  return {
    postId: r.post_id,
    personId: r.person_id,
    personName: r.person_name,
    postTitle: r.post_title,
    successorId: r.successor_id,
    successorName: r.successor_name,
    lastDay: r.last_day,
    succeeds: r.succeeds,
    note: r.note,
    items: r.items,
    itemCount: r.items.length,
    confirmedBy: r.confirmed_by,
  };
}

/** What waits for a person today, and what is asked of him by name: his own 今日, as far as the reader sees it too. */
async function itemsOf(ctx: Ctx, personId: string): Promise<HandoverItem[]> {
  const me = await resolveMember(ctx.db, personId, '', ctx.today);
  const his = await todo({ ...ctx, me });
  return [
    ...his.waiting.map((w): HandoverItem => ({
      what: 'record',
      title: w.number ? `${w.title}（${w.number}）` : w.title,
      path: `${recordPath(w.module, w.kind).replace('/api', '')}/${w.id}`,
      due: w.deadline,
      state: w.actionLabel,
    })),
    ...his.owed
      .filter((p) => p.leaderName === me.name)
      .map((p): HandoverItem => ({
        what: 'duty',
        title: `${p.title}（${p.label}）`,
        path: `/?period=${p.id}`,
        due: p.due,
        state: '本人承担',
      })),
  ];
}

type Opening = { postId: string; successorPersonId: string; lastDay: Day; succeeds: boolean; note: string };

const fault = (code: string, message: string, path: string) =>
  new Problem(code, 400, message, { fields: [{ path, message }] });

/**
 * Opens a handover of a post and tells both.
 * @throws 400 `successor`, `last-day`; 403 `out-of-scope`; 409 `handover-there`.
 */
export async function openHandover(
  ctx: Ctx,
  { postId, successorPersonId, lastDay, succeeds, note }: Opening,
): Promise<string> {
  const post = await needPost(ctx, postId);
  const unit = await needRow(ctx, post.unit_id);
  if (!keepsPeople(ctx, unit))
    throw new Problem('out-of-scope', 403, '这个岗位不在您的管理范围内，请由其所在单位发起交接。');
  if (post.to_day && post.to_day < ctx.today) throw new Problem('post-ended', 409, '这个岗位已经结束，不用再交接。');
  if (successorPersonId === post.person_id)
    throw fault('successor', '接收人不能是移交人自己，请另选一位。', 'successorPersonId');
  if (lastDay < ctx.today || lastDay < post.from_day)
    throw fault('last-day', '最后任职日不能早于今天；已经离岗的，填今天。', 'lastDay');
  const held = await ctx.db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select(['person.name', 'post.unit_id'])
    .where('post.person_id', '=', successorPersonId)
    .where((eb) => eb.or([eb('post.to_day', 'is', null), eb('post.to_day', '>=', ctx.today)]))
    .execute();
  const [successor] = held;
  if (!successor) throw fault('successor', '接收人没有在任岗位，请先登记岗位，或另选一位。', 'successorPersonId');
  const there = await own(ctx)
    .selectFrom('handover')
    .innerJoin('record', 'record.id', 'handover.id')
    .select('record.number')
    .where('handover.post_id', '=', postId)
    .where('record.state', 'in', ['open', 'given'])
    .executeTakeFirst();
  if (there) throw new Problem('handover-there', 409, `这个岗位正在交接（${there.number}），请办完或取消后再发起。`);
  const title = `${post.name}离任${post.unit_name}${post.title}交接`;
  const id = await create(
    ctx,
    'handovers',
    { unitId: post.unit_id, title, deadline: lastDay, said: { note } },
    {
      post_id: postId,
      person_id: post.person_id,
      person_name: post.name,
      post_title: `${post.unit_name}${post.title}`,
      successor_id: successorPersonId,
      successor_name: successor.name,
      last_day: lastDay,
      succeeds,
      note,
      items: JSON.stringify(await itemsOf(ctx, post.person_id)),
      confirmed_by: null,
    },
  );
  const foreign = held.map((h) => h.unit_id).filter((u) => u !== post.unit_id);
  await grantTo(ctx, id, foreign);
  await tell(ctx, {
    people: [post.person_id, successorPersonId],
    title,
    body: `${post.name}先核对事项并确认移交，${successor.name}再确认接收；最后任职日${chineseDay(lastDay)}。`,
    record: { id, module: 'people', kind: 'handovers' },
    cause: `handover:${id}:open`,
  });
  return id;
}

/** A matter that no query knows of. */
export async function addItem(ctx: Ctx, id: string, items: readonly HandoverItem[], text: string) {
  const more: HandoverItem = { what: 'note', title: text, path: null, due: null, state: '待办' };
  await own(ctx)
    .updateTable('handover')
    .set({ items: JSON.stringify([...items, more]) })
    .where('id', '=', id)
    .execute();
}

export const confirmedBy = (ctx: Ctx, id: string) =>
  own(ctx).updateTable('handover').set({ confirmed_by: ctx.me.name }).where('id', '=', id).execute();

export async function tellTaker(ctx: Ctx, h: Handover & { id: string; title: string }) {
  await tell(ctx, {
    people: [h.successorId],
    title: `${h.personName}已确认移交，请您核对后确认接收`,
    body: `共 ${h.itemCount} 项，最后任职日${chineseDay(h.lastDay)}。`,
    record: { id: h.id, module: 'people', kind: 'handovers' },
    cause: `handover:${h.id}:given`,
  });
}

/** After the agreement: the post ends, the successor takes it where that was meant. Doing it twice changes nothing. */
export async function finish(ctx: Ctx, id: string) {
  const h = await own(ctx).selectFrom('handover').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const post = await needPost(ctx, h.post_id);
  if (post.to_day === null || post.to_day > h.last_day) await endPost(ctx, h.post_id, h.last_day);
  if (!h.succeeds) return;
  const fromDay = addDays(h.last_day, 1);
  const there = await ctx.db
    .selectFrom('post')
    .select('id')
    .where('person_id', '=', h.successor_id)
    .where('unit_id', '=', post.unit_id)
    .where('title', '=', post.title)
    .where((eb) => eb.or([eb('to_day', 'is', null), eb('to_day', '>=', fromDay)]))
    .executeTakeFirst();
  if (there) return;
  await givePost(ctx, {
    personId: h.successor_id,
    unitId: post.unit_id,
    title: post.title,
    leader: post.leader,
    fromDay,
  });
  await tell(ctx, {
    people: await peopleAs(ctx, ['securityAdmin']),
    title: `${h.successor_name}接任${h.post_title}，请授予权限`,
    body: `自${chineseDay(fromDay)}起。前任${h.person_name}的权限在人员页可以参照。`,
    cause: `handover:${id}:rights`,
  });
}
