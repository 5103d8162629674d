// The one door through which a record changes its state.
import { Problem, type RecordView, conflict, invalid, leaves, missing, stateLabel } from '@anlan/contract';
import { z } from 'zod';
import { allow } from '../access/guard.ts';
import type { Ctx } from '../ctx/index.ts';
import { push } from '../audit/index.ts';
import { together } from '../db/index.ts';
import { attach, withoutPlace } from '../file/index.ts';
import { indexed, lineOf, wordsOf } from './create.ts';
import type { HeadPatch, Kind } from './module.ts';
import { type FullRow, fullOf, fullQuery, loadRow, presentRecord, show, standingOf } from './view.ts';

const Version = z.object({ version: z.int('请刷新页面后再试') });

/** Zod's complaints as fields with the sentences of the schema. */
export const faults = (error: z.ZodError) => error.issues.map((i) => ({ path: i.path.join('.'), message: i.message }));

/**
 * Does `action` on a record, in the transaction of `ctx`: permission, scope, version, state, condition, effect, head, timeline,
 * outbox and audit, in this order, all or nothing.
 * @throws 403 without the permission; 404 outside the scope; 400 with the fields at fault; 409 `version-conflict` with the record as
 * it is now, `wrong-state`, or `not-now` with the words of the condition.
 */
export async function act(ctx: Ctx, kind: Kind, id: string, name: string, body: unknown): Promise<RecordView> {
  const action = kind.type.life.actions[name];
  if (!action) throw missing();
  allow(ctx.me, action.by, action.label);
  const input = action.input.strict().extend(Version.shape).safeParse(body);
  if (!input.success) throw invalid(faults(input.error));
  const { version, ...said } = input.data as { version: number } & Record<string, unknown>;

  const row = await loadRow(ctx, kind, id, 'lock');
  if (row.version !== version) throw await overtaken(ctx, kind, id);
  refuse(ctx, kind, row, name);

  const known = wordsOf(kind.kind, row);
  const effect = kind.server.on?.[name];
  const patch: HeadPatch = (effect ? await effect(ctx, fullOf(kind, row) as never, said as never) : undefined) ?? {};
  const line = lineOf(
    ctx,
    { id, module: kind.module, kind: kind.kind, unitId: row.unit_id },
    { action: name, from: row.state, to: action.to, version: version + 1, said },
  );
  const [, , { rows }] = await together(
    ctx.db,
    ctx.db
      .updateTable('record')
      .set({ state: action.to, version: version + 1, updated_at: ctx.now, ...headOf(patch) })
      .where('id', '=', id)
      .where('version', '=', version),
    line.written,
    fullQuery(ctx.db, kind).where('record.id', '=', id),
  );
  if (Array.isArray(said.files) && said.files.length) {
    const files = said.files as string[];
    await attach(ctx, id, kind.type.placeless ? await withoutPlace(ctx, files) : files, line.id);
  }
  return presentRecord(ctx, kind, await indexed(ctx, kind.kind, rows[0] as FullRow, known));
}

/**
 * The record as it is now, for whoever came second. Read anew: a row that was waited for carries the head of after and the body of
 * before the other's deed.
 */
const overtaken = async (ctx: Ctx, kind: Kind, id: string) => conflict(await show(ctx, kind, id));

const headOf = (patch: HeadPatch) => ({
  ...(patch.title === undefined ? {} : { title: patch.title }),
  ...(patch.occurredOn === undefined ? {} : { occurred_on: patch.occurredOn }),
  ...(patch.deadline === undefined ? {} : { deadline: patch.deadline }),
  ...(patch.number === undefined ? {} : { number: patch.number }),
});

/** @throws 409 in a state the action does not leave, or with the condition's words; 403 for people of another unit. */
function refuse(ctx: Ctx, kind: Kind, row: FullRow, name: string) {
  const action = kind.type.life.actions[name]!;
  if (!leaves(action, row.state)) {
    const now = kind.type.life.states[row.state];
    throw new Problem(
      'wrong-state',
      409,
      `现在是「${now ? stateLabel(now) : row.state}」，不能${action.label}。请刷新后查看最新办理情况。`,
    );
  }
  if (action.own && !ctx.me.actor.own.includes(row.unit_id))
    throw new Problem('forbidden', 403, `「${action.label}」须由${row.unit_name}的人员办理。`);
  const verdict = action.when ? action.when(fullOf(kind, row), standingOf(ctx, row.deeds)) : true;
  if (verdict !== true)
    throw new Problem(
      'not-now',
      409,
      verdict || `这份${kind.type.title}不需要${action.label}。请刷新后查看最新办理情况。`,
    );
}

/**
 * Notes that the inside of a record changed outside its life (a working paper saved): checks scope, version and state, and counts the
 * version up. The caller writes its own tables in the same transaction.
 * @returns the new version. @throws 404, 409 as `act`.
 */
export async function touch(
  ctx: Ctx,
  kind: Kind,
  id: string,
  version: number,
  states: readonly string[],
  patch: HeadPatch = {},
): Promise<number> {
  const row = await loadRow(ctx, kind, id, 'lock');
  if (row.version !== version) throw await overtaken(ctx, kind, id);
  const state = kind.type.life.states[row.state];
  if (!states.includes(row.state))
    throw new Problem('wrong-state', 409, `现在是「${state ? stateLabel(state) : row.state}」，不能再修改。`);
  await ctx.db
    .updateTable('record')
    .set({ version: version + 1, updated_at: ctx.now, ...headOf(patch) })
    .where('id', '=', id)
    .execute();
  await push(ctx, `${kind.kind}.save`, id, { version: version + 1 });
  return version + 1;
}
