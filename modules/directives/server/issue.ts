// Signed: rules open, every unit concerned sees the notice, and those named sign for receipt.
import { Problem } from '@anlan/contract';
import { grantTo } from '@anlan/kernel/access';
import { workdaysAfter } from '@anlan/kernel/calendar';
import type { Ctx } from '@anlan/kernel/ctx';
import { type NewRule, openRules, reportKind } from '@anlan/kernel/duty';
import { peopleWith, tell } from '@anlan/kernel/notify';
import { unitsOfGroups } from '@anlan/kernel/org';
import { create } from '@anlan/kernel/record';
import { settings } from '@anlan/kernel/setting';
import { type Breakdown, type Clause, type Named, binding, inForce, ready } from '../breakdown.ts';
import { returnKind } from '../contract/submission.ts';
import { own, paperOf } from './tables.ts';

const namedIds = (names: readonly Named[]) => {
  const kept = names.filter((n) => !n.dropped);
  return { unitIds: kept.flatMap((n) => n.unitId ?? []), groupIds: kept.flatMap((n) => n.groupId ?? []) };
};

async function unitsOf(ctx: Ctx, names: readonly Named[]): Promise<string[]> {
  const { unitIds, groupIds } = namedIds(names);
  return [...new Set([...unitIds, ...(await unitsOfGroups(ctx.db, groupIds))])];
}

/** What the flow adds to the paper: units that undertake it by instruction, a number given elsewhere. */
type Instructed = { units?: readonly string[]; docNumber?: string | null };

/** Issues: called by the leader's signature or instruction, in its transaction. */
export async function issue(
  ctx: Ctx,
  directive: { id: string; title: string },
  { units = [], docNumber }: Instructed = {},
) {
  const paper = await paperOf(ctx, directive.id);
  const verdict = ready(paper.breakdown);
  if (verdict !== true) throw new Problem('not-ready', 409, verdict);
  const b = inForce(paper.breakdown, ctx.today);
  await openRules(
    ctx,
    binding(b).map((c) => ruleOf(c, b, directive.id, ctx.today)),
  );
  const named = [
    ...new Set([...(await unitsOf(ctx, [...b.head.recipients, ...b.tasks.flatMap((t) => t.responsible)])), ...units]),
  ];
  const concerned = [
    ...new Set([
      ...named,
      ...(await unitsOf(
        ctx,
        b.clauses.flatMap((c) => c.who),
      )),
    ]),
  ];
  const root = await ctx.db.selectFrom('unit').select('id').where('type', '=', 'bureau').executeTakeFirstOrThrow();
  await grantTo(
    ctx,
    directive.id,
    concerned.filter((u) => u !== root.id),
  );
  await askReceipts(
    ctx,
    directive,
    docNumber === undefined ? b.head.docNumber : docNumber,
    named.filter((u) => u !== root.id),
  );
}

/** A report and material sent settle the one clause they were made for. */
const factKindOf = (c: Clause) =>
  c.binding === 'report' ? reportKind(c.id) : c.binding === 'return' ? returnKind(c.id) : c.binding;

function ruleOf(c: Clause, b: Breakdown, directiveId: string, today: string): NewRule {
  const history = b.year === 'history';
  return {
    id: c.id,
    sourceId: directiveId,
    task: c.taskNo,
    title: c.text,
    factKind: factKindOf(c),
    repeat: c.repeat as NewRule['repeat'],
    need: c.count,
    supersedes: c.supersedes ?? null,
    due: c.repeat === 'once' ? c.due : null,
    about: c.about,
    fromDay: today,
    toDay: b.window.to,
    listFrom:
      history || b.openEarlier
        ? b.window.from
        : `${today.slice(0, 4)}-01-01` < b.window.from
          ? b.window.from
          : `${today.slice(0, 4)}-01-01`,
    debtors: namedIds(c.who),
    history: history || b.openEarlier,
  };
}

async function askReceipts(
  ctx: Ctx,
  directive: { id: string; title: string },
  docNumber: string | null,
  units: readonly string[],
) {
  const deadline = await workdaysAfter(ctx, ctx.today, (await settings(ctx.db))['duty.receiptWorkdays']);
  for (const unitId of units)
    await create(
      ctx,
      'receipts',
      { unitId, title: directive.title, deadline },
      {
        directive_id: directive.id,
        directive_title: directive.title,
        doc_number: docNumber,
        received_by_name: null,
        received_on: null,
      },
    );
  await own(ctx)
    .updateTable('directive')
    .set({ receipts_total: units.length })
    .where('id', '=', directive.id)
    .execute();
  const people = await peopleWith(ctx, [...units], 'directives.receive');
  await tell(ctx, {
    people,
    title: `新下达：${directive.title}`,
    body: '请签收，并查看本单位要完成的任务。',
    record: { id: directive.id, module: 'directives', kind: 'directives' },
    cause: `issued:${directive.id}`,
  });
}
