// What particular acts of the office flow leave behind: who undertakes, what the office system did, number and seal.
import { Problem, shortDay } from '@anlan/contract';
import { grantTo } from '@anlan/kernel/access';
import type { Ctx } from '@anlan/kernel/ctx';
import { needUnit } from '@anlan/kernel/org';
import { nextDocumentNumber, setNextDocumentNumber, takeDocumentNumber } from '@anlan/kernel/paper';
import { tell } from '@anlan/kernel/notify';
import type { Directive } from '../contract.ts';
import { withdrawAll } from './cosign.ts';
import { issue } from './issue.ts';
import { own } from './tables.ts';

type Flowing = Directive & { id: string; title: string; unitId: string };
type Undertakers = { leadUnitId?: string | null | undefined; helpUnitIds?: string[] | undefined };

async function named(ctx: Ctx, unitId: string) {
  const { name } = await needUnit(ctx, unitId);
  return { unitId, name };
}

/** Writes down who undertakes it; what is left empty stays as it was proposed. @returns all units that undertake it */
export async function undertake(ctx: Ctx, d: Flowing, { leadUnitId, helpUnitIds }: Undertakers): Promise<string[]> {
  const lead = leadUnitId ? await named(ctx, leadUnitId) : d.lead;
  const helpers = helpUnitIds?.length ? await Promise.all(helpUnitIds.map((id) => named(ctx, id))) : d.helpers;
  const others = helpers.filter((h) => h.unitId !== lead?.unitId);
  await own(ctx)
    .updateTable('directive')
    .set({ lead: lead && JSON.stringify(lead), helpers: JSON.stringify(others) })
    .where('id', '=', d.id)
    .execute();
  return [...(lead ? [lead.unitId] : []), ...others.map((h) => h.unitId)];
}

/** The section that checks, numbers and seals sees the draft from now on. */
export async function toOffice(ctx: Ctx, d: Flowing) {
  const rows = await ctx.db
    .selectFrom('post')
    .innerJoin('role', 'role.key', 'post.role')
    .innerJoin('unit', 'unit.id', 'post.unit_id')
    .select(['unit.id', 'unit.type', 'role.permissions'])
    .where('post.from_day', '<=', ctx.today)
    .where((eb) => eb.or([eb('post.to_day', 'is', null), eb('post.to_day', '>=', ctx.today)]))
    .execute();
  const office = rows.filter(
    (r) => r.permissions.includes('directives.check') || r.permissions.includes('directives.number'),
  );
  await grantTo(
    ctx,
    d.id,
    office.filter((r) => r.type !== 'bureau').map((r) => r.id),
  );
}

/** Tells whoever does the drafts that theirs came back. */
export async function tellReturned(ctx: Ctx, d: Flowing, reason: string) {
  const drafts = await ctx.db
    .selectFrom('record')
    .select('created_by')
    .where('id', '=', d.id)
    .where('created_by', 'is not', null)
    .execute();
  await tell(ctx, {
    people: drafts.map((r) => r.created_by!).filter((id) => id !== ctx.me.personId),
    title: `已退回修改：${d.title}`,
    body: reason,
    record: { id: d.id, module: 'directives', kind: 'directives' },
    cause: `returned:${d.id}:${ctx.now.toISOString()}`,
  });
}

type InOa = { signedBy: string; signedOn: string; docNumber?: string | undefined };

/** The office system signed it: taken over as it was done there, and issued. @throws 400 for a day ahead or a number wanting; 409 for one in use */
export async function doneInOa(ctx: Ctx, d: Flowing, { signedBy, signedOn, docNumber }: InOa) {
  if (signedOn > ctx.today)
    throw new Problem('not-future', 400, '签发日期还没有到，请照办理单核对。', {
      fields: [{ path: 'signedOn', message: '不能晚于今天' }],
    });
  if (d.door === 'own' && !docNumber)
    throw new Problem('number-wanted', 400, '请照办理单填写文号，如阳文旅字〔2026〕42号。', {
      fields: [{ path: 'docNumber', message: '发文必填' }],
    });
  const taken = d.door === 'own' ? docNumber! : d.docNumber;
  if (d.door === 'own') {
    await refuseUsed(ctx, d.id, taken!);
    await passBy(ctx, d.unitId, taken!);
  }
  await withdrawAll(ctx, d.id);
  await own(ctx)
    .updateTable('directive')
    .set({
      doc_number: taken,
      issue_date: d.issueDate ?? signedOn,
      oa: JSON.stringify({ signedBy, signedOn, recordedBy: ctx.me.name }),
    })
    .where('id', '=', d.id)
    .execute();
  await toOffice(ctx, d);
  await issue(ctx, d, { docNumber: taken });
}

/** Signed here: the day of signing is the day of the document where the draft left it open. */
export async function sign(ctx: Ctx, d: Flowing) {
  await own(ctx)
    .updateTable('directive')
    .set({ issue_date: d.issueDate ?? ctx.today })
    .where('id', '=', d.id)
    .execute();
  await issue(ctx, d, {});
}

/**
 * Gives the number of our own document: the next of the series, or one said by hand, to which the series then moves on.
 * @throws 409 `number-taken` for a number in use or left behind by the series
 */
export async function number(ctx: Ctx, d: Flowing, said: string | undefined) {
  const next = await nextDocumentNumber(ctx, d.unitId);
  const taken = !said || said === next ? await takeDocumentNumber(ctx, d.unitId) : said;
  if (taken === said && said !== next) {
    await refuseUsed(ctx, d.id, said);
    if ((await passBy(ctx, d.unitId, said)) === 'behind')
      throw numberTaken(`${said}已经编过，现在的下一个是${next}。请核对后重新填写。`);
  }
  await own(ctx).updateTable('directive').set({ doc_number: taken }).where('id', '=', d.id).execute();
}

/** Whoever numbers sees no receipts of other units: they get the number after the deed, from the system. */
export const numberReceipts = (ctx: Ctx, directiveId: string) =>
  own(ctx)
    .updateTable('receipt')
    .from('directive')
    .set((eb) => ({ doc_number: eb.ref('directive.doc_number') }))
    .whereRef('directive.id', '=', 'receipt.directive_id')
    .where('receipt.directive_id', '=', directiveId)
    .execute();

const numberTaken = (message: string) =>
  new Problem('number-taken', 409, message, { fields: [{ path: 'docNumber', message: '请换一个文号' }] });

async function refuseUsed(ctx: Ctx, id: string, docNumber: string) {
  const used = await own(ctx)
    .selectFrom('directive')
    .innerJoin('record', 'record.id', 'directive.id')
    .select('record.title')
    .where('door', '=', 'own')
    .where('doc_number', '=', docNumber)
    .where('directive.id', '<>', id)
    .executeTakeFirst();
  if (used) throw numberTaken(`${docNumber}已用于「${used.title}」，请核对后重新填写。`);
}

const NUMBER = /^(.+〔\d{4}〕)(\d+)号$/;

/** Moves the series past a number given elsewhere. @returns whether it lay ahead of the series, behind it, or in another one */
async function passBy(ctx: Ctx, unitId: string, docNumber: string): Promise<'ahead' | 'behind' | 'other'> {
  const [, series, count] = NUMBER.exec(docNumber) ?? [];
  const [, ours, next] = NUMBER.exec((await nextDocumentNumber(ctx, unitId)) ?? '') ?? [];
  if (!series || series !== ours) return 'other';
  if (Number(count) < Number(next)) return 'behind';
  await setNextDocumentNumber(ctx, unitId, Number(count) + 1);
  return 'ahead';
}

type Seal = { by?: string | undefined; on?: string | undefined; copies: number };

/** @throws 400 for a day ahead */
export async function seal(ctx: Ctx, d: Flowing, { by, on = ctx.today, copies }: Seal) {
  if (on > ctx.today)
    throw new Problem('not-future', 400, `用印日期${shortDay(on, ctx.today)}还没有到，请核对。`, {
      fields: [{ path: 'on', message: '不能晚于今天' }],
    });
  await own(ctx)
    .updateTable('directive')
    .set({ seal: JSON.stringify({ by: by || ctx.me.name, on, copies }) })
    .where('id', '=', d.id)
    .execute();
}

export const nextNumber = async (ctx: Ctx, d: { unitId: string }) => ({
  docNumber: await nextDocumentNumber(ctx, d.unitId),
});
