// 会签: one paper per section or unit asked; the draft counts who has answered and whose objection still stands.
import { grantTo, revokeGrants } from '@anlan/kernel/access';
import { workdaysAfter } from '@anlan/kernel/calendar';
import { Problem, type RecordView } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { peopleWith, tell } from '@anlan/kernel/notify';
import { needUnit } from '@anlan/kernel/org';
import { act, create, needKind, show } from '@anlan/kernel/record';
import type { Cosign } from '../contract.ts';
import { own } from './tables.ts';

/** Workdays within which a section or unit answers [setting]. */
const ANSWER_WITHIN = 2;

/** Asks units; whoever was asked and has not answered is not asked again. @throws 409 `asked-already` */
export async function ask(
  ctx: Ctx,
  d: { id: string; title: string; unitId: string },
  { unitIds, note = '' }: { unitIds: string[]; note?: string | undefined },
) {
  const asked = [...new Set(unitIds)];
  const waiting = (await all(ctx, d.id)).filter((c) => c.state === 'asked' && asked.includes(c.unitId));
  if (waiting.length)
    throw new Problem(
      'asked-already',
      409,
      `${waiting.map((c) => c.unitName).join('、')}已经送会签，还没有答复，不用再送。`,
    );
  const deadline = await workdaysAfter(ctx, ctx.today, ANSWER_WITHIN);
  for (const unitId of asked) {
    await needUnit(ctx, unitId);
    await create(
      ctx,
      'cosigns',
      { unitId, title: d.title, deadline },
      { directive_id: d.id, directive_title: d.title, ask: note },
    );
  }
  await grantTo(
    ctx,
    d.id,
    asked.filter((id) => id !== d.unitId),
  );
  await count(ctx, d.id, { total: asked.length, waiting: asked.length });
  await tell(ctx, {
    people: await peopleWith(ctx, asked, 'directives.cosign'),
    title: `请会签：${d.title}`,
    body: note,
    record: { id: d.id, module: 'directives', kind: 'directives' },
    cause: `cosign:${d.id}:${ctx.now.toISOString()}`,
  });
}

type Counts = { total?: number; waiting?: number; objected?: number };

const count = (ctx: Ctx, directiveId: string, { total = 0, waiting = 0, objected = 0 }: Counts) =>
  own(ctx)
    .updateTable('directive')
    .set((eb) => ({
      cosign_total: eb('cosign_total', '+', total),
      cosign_waiting: eb('cosign_waiting', '+', waiting),
      cosign_objected: eb('cosign_objected', '+', objected),
    }))
    .where('id', '=', directiveId)
    .execute();

type Asked = { id: string; directiveId: string; unitId: string };

/** The unit's answer, agreeing or not. */
export async function answer(ctx: Ctx, c: Asked, opinion: string, agrees: boolean) {
  await own(ctx)
    .updateTable('cosign')
    .set({ opinion, answered_by_name: ctx.me.name, answered_on: ctx.today })
    .where('id', '=', c.id)
    .execute();
  await count(ctx, c.directiveId, { waiting: -1, objected: agrees ? 0 : 1 });
}

/** The drafter's answer to an objection. */
export async function reply(ctx: Ctx, c: Asked, text: string) {
  await own(ctx)
    .updateTable('cosign')
    .set({ reply: text, replied_by_name: ctx.me.name })
    .where('id', '=', c.id)
    .execute();
  await count(ctx, c.directiveId, { objected: -1 });
}

/** Nobody asked sees the draft any longer for having been asked. */
export async function withdraw(ctx: Ctx, c: Asked) {
  await count(ctx, c.directiveId, { total: -1, waiting: -1 });
  await revokeGrants(ctx, c.directiveId, [c.unitId]);
}

/** Whoever has not answered need not: the document was signed elsewhere, or is void. */
export async function withdrawAll(ctx: Ctx, directiveId: string) {
  for (const c of await all(ctx, directiveId))
    if (c.state === 'asked') await act(ctx, needKind('cosigns'), c.id, 'withdraw', { version: c.version });
}

/** Every cosigning of a draft that I may see, in the order of asking. */
export async function all(ctx: Ctx, directiveId: string): Promise<RecordView<Cosign>[]> {
  const rows = await own(ctx)
    .selectFrom('cosign')
    .innerJoin('record', 'record.id', 'cosign.id')
    .select('cosign.id')
    .where('directive_id', '=', directiveId)
    .innerJoin('unit', 'unit.id', 'record.unit_id')
    .orderBy('record.created_at')
    .orderBy('unit.sort')
    .execute();
  return Promise.all(rows.map(({ id }) => show<Cosign>(ctx, needKind('cosigns'), id)));
}
