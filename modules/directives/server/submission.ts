// 报送材料: a unit sends what a clause wants by a date; every version stays, what is sent back owes again.
import { Problem, type RecordedFor, type RecordView, chineseDay, daysBetween } from '@anlan/contract';
import { type Ctx, localIso } from '@anlan/kernel/ctx';
import { periodOwed, recordFact, withdrawFacts } from '@anlan/kernel/duty';
import { peopleWith, tell } from '@anlan/kernel/notify';
import { act, create, needKind, show } from '@anlan/kernel/record';
import type { Submission, Version } from '../contract.ts';
import { isReturn } from '../contract/submission.ts';
import { own } from './tables.ts';

export type Sent = { text: string; files: string[]; sentOn?: string | undefined; recordedFor: RecordedFor | null };
type Full = Submission & { id: string; unitId: string; title: string };

/** From the module's row to what readers get; the latest version speaks. */
export function presentSubmission(r: Record<string, never>) {
  const versions: Version[] = r.versions!;
  const { no, text, sentOn, daysLate } = versions.at(-1)!;
  return {
    periodId: r.period_id!,
    periodLabel: r.period_label!,
    clause: r.clause!,
    directiveId: r.directive_id!,
    ruleId: r.rule_id!,
    due: r.due!,
    no,
    text,
    sentOn,
    daysLate,
    receivedByName: r.received_by_name!,
    receivedAt: r.received_at ? localIso(new Date(r.received_at)) : null,
    versions,
    recordedFor: r.recorded_for!,
  };
}

/**
 * Sends material for one period: the first version, or one more.
 * @throws 404; 409 `settled-by-work` for a period that wants no material; 400 for a day outside, for nothing attached, or for
 * another unit without saying who told it
 */
export async function submit(
  ctx: Ctx,
  { id, periodId, ...sent }: Sent & { id?: string | undefined; periodId: string },
): Promise<RecordView<Submission>> {
  const kind = needKind('submissions');
  const before = await own(ctx)
    .selectFrom('submission')
    .select('id')
    .where('period_id', '=', periodId)
    .executeTakeFirst();
  if (before) {
    const { version } = await show(ctx, kind, before.id);
    return (await act(ctx, kind, before.id, 'resend', { ...sent, version })) as RecordView<Submission>;
  }
  const { period } = await periodOwed(ctx, periodId);
  if (!isReturn(period.factKind))
    throw new Problem('settled-by-work', 409, '这项任务不用报送材料，请在对应的业务里登记，或报告进展。');
  const first = versionOf(ctx, sent, { ...period, clauseUnit: period.unitName }, 1);
  const made = await create(
    ctx,
    'submissions',
    {
      id,
      unitId: period.unitId,
      title: `${period.unitName}报送：${period.title}`,
      occurredOn: first.sentOn,
      deadline: period.due,
      files: sent.files,
      said: { text: sent.text, sentOn: first.sentOn, recordedFor: sent.recordedFor },
    },
    {
      period_id: period.id,
      period_label: period.label,
      clause: period.title,
      directive_id: period.sourceId === period.ruleId ? null : period.sourceId,
      rule_id: period.ruleId,
      due: period.due,
      versions: JSON.stringify([first]),
      recorded_for: sent.recordedFor && JSON.stringify(sent.recordedFor),
    },
  );
  await settle(ctx, { id: made, unitId: period.unitId, periodId, ruleKind: period.factKind, due: period.due }, first);
  return show<Submission>(ctx, kind, made);
}

type Wanted = { unitId: string; from: string; due: string; clauseUnit: string };

function versionOf(ctx: Ctx, sent: Sent, wanted: Wanted, no: number): Version {
  const { text, files, recordedFor, sentOn = ctx.today } = sent;
  const at = (path: string, message: string) => ({ fields: [{ path, message }] });
  if (sentOn > ctx.today)
    throw new Problem('not-future', 400, '报送日期还没有到，请核对。', at('sentOn', '不能晚于今天'));
  if (sentOn < wanted.from)
    throw new Problem(
      'too-early',
      400,
      `这一期从${chineseDay(wanted.from)}开始，报送日期不能早于这一天。`,
      at('sentOn', `不早于${chineseDay(wanted.from)}`),
    );
  if (sentOn < ctx.today && !recordedFor)
    throw new Problem(
      'on-the-day',
      400,
      '在这里报送的，报送日期就是今天。以前以纸质报来的，请由接收科室代录。',
      at('sentOn', '请改为今天'),
    );
  if (!ctx.me.actor.own.includes(wanted.unitId) && !recordedFor)
    throw new Problem(
      'recorded-for',
      400,
      `您在替${wanted.clauseUnit}登记，请写明由谁、以什么方式报来。`,
      at('recordedFor', '请填写代录信息'),
    );
  if (!files.length && !recordedFor)
    throw new Problem('no-material', 400, '请附上要报送的材料。', at('files', '请选择文件'));
  return {
    no,
    text,
    files,
    sentOn,
    sentByName: ctx.me.name,
    daysLate: Math.max(0, daysBetween(wanted.due, sentOn)),
    returned: null,
  };
}

type Settled = { id: string; unitId: string; periodId: string; ruleKind: string; due: string };

const settle = (ctx: Ctx, s: Settled, { sentOn }: Version) =>
  recordFact(ctx, {
    kind: s.ruleKind,
    recordId: s.id,
    unitIds: [s.unitId],
    occurredOn: sentOn,
    makesGood: sentOn > s.due ? s.periodId : null,
  });

const keep = (ctx: Ctx, id: string, versions: Version[], more: { received_by_name?: null; received_at?: null } = {}) =>
  own(ctx)
    .updateTable('submission')
    .set({ versions: JSON.stringify(versions), ...more })
    .where('id', '=', id)
    .execute();

/** One more version. After a return it counts from its own day; a version nobody sent back leaves the first day standing. */
export async function resend(ctx: Ctx, s: Full, sent: Sent) {
  const { period } = await periodOwed(ctx, s.periodId);
  const next = versionOf(ctx, sent, { ...period, clauseUnit: period.unitName }, s.no + 1);
  const last = s.versions.at(-1)!;
  const counted = last.returned ? next : { ...next, daysLate: last.daysLate };
  await keep(ctx, s.id, [...s.versions, counted], { received_by_name: null, received_at: null });
  if (last.returned)
    await settle(
      ctx,
      { id: s.id, unitId: s.unitId, periodId: s.periodId, ruleKind: period.factKind, due: s.due },
      next,
    );
  return { occurredOn: next.sentOn };
}

export const receive = (ctx: Ctx, s: Full) =>
  own(ctx)
    .updateTable('submission')
    .set({ received_by_name: ctx.me.name, received_at: ctx.now })
    .where('id', '=', s.id)
    .execute();

/** Sent back: what it had settled is owed again. */
export async function giveBack(ctx: Ctx, s: Full, reason: string) {
  const returned = { reason, on: ctx.today, byName: ctx.me.name };
  await keep(
    ctx,
    s.id,
    s.versions.map((v) => (v.no === s.no ? { ...v, returned } : v)),
    { received_by_name: null, received_at: null },
  );
  await withdrawFacts(ctx, s.id);
  await tell(ctx, {
    people: await peopleWith(ctx, [s.unitId], 'directives.report'),
    title: `报送的材料已退回：${s.clause}`,
    body: reason,
    record: { id: s.id, module: 'directives', kind: 'submissions' },
    cause: `return:${s.id}:${s.no}`,
  });
}
