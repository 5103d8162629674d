// A clause in force is followed by one of a new document, or settled by another kind of work from its next period on.
import { Problem, type Repeat, addDays, missing, spanOf } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { childCounts, rebind as rebindRule, reportKind } from '@anlan/kernel/duty';
import { needKind, show, touch } from '@anlan/kernel/record';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Changes, Linked } from '../contract/after.ts';
import { assignmentLines, reliefLines } from './after.ts';
import { bindingLabel, factKinds } from './facts.ts';
import { own, paperOf } from './tables.ts';

type Clause = { id: string; ruleId: string };

/** The rule of an issued directive's clause; null for one that only stands. @throws 404 */
async function ruleOf(ctx: Ctx, { id, ruleId }: Clause) {
  const rule = await ctx.db
    .selectFrom('rule')
    .selectAll()
    .where('id', '=', ruleId)
    .where('source_id', '=', id)
    .executeTakeFirst();
  if (!rule) throw missing();
  return rule;
}

/** A clause that goes before (`down`) or after (`up`) a rule, with its document. */
async function linked(
  ctx: Ctx,
  rule: { id: string; supersedes: string | null; from_day: string },
  way: 'before' | 'after',
) {
  if (way === 'before' && !rule.supersedes) return null;
  const row = await own(ctx)
    .selectFrom('rule')
    .innerJoin('record', 'record.id', 'rule.source_id')
    .innerJoin('directive', 'directive.id', 'record.id')
    .select([
      'record.id as directiveId',
      'record.title',
      'directive.doc_number as docNumber',
      'rule.id as ruleId',
      'rule.title as text',
      'rule.from_day as from',
    ])
    .where(way === 'before' ? 'rule.id' : 'rule.supersedes', '=', way === 'before' ? rule.supersedes! : rule.id)
    .orderBy('rule.from_day')
    .limit(1)
    .executeTakeFirst();
  return row ? ({ ...row, from: way === 'before' ? rule.from_day : row.from } satisfies z.input<typeof Linked>) : null;
}

/** A document being drafted that names this rule as the one it follows. */
const plannedFor = (ctx: Ctx, ruleId: string) =>
  own(ctx)
    .selectFrom('directive_paper')
    .innerJoin('record', 'record.id', 'directive_paper.id')
    .select(['record.id as directiveId', 'record.title'])
    .where('record.state', 'not in', ['issued', 'closed', 'void'])
    .where(sql<boolean>`breakdown @> ${JSON.stringify({ clauses: [{ supersedes: ruleId }] })}::jsonb`)
    .limit(1)
    .executeTakeFirst();

/** What became of a clause since the issue, and what this reader may change. @throws 404 */
export async function changes(ctx: Ctx, where: Clause): Promise<z.input<typeof Changes>> {
  const directive = await show(ctx, needKind('directives'), where.id);
  const rule = await ruleOf(ctx, where);
  const drafts = ctx.me.may.has('directives.draft');
  const [followedBy, follows, planned, children, asked, handed, latest] = await Promise.all([
    linked(ctx, rule, 'after'),
    linked(ctx, rule, 'before'),
    drafts ? plannedFor(ctx, rule.id) : null,
    childCounts(ctx, rule.id),
    reliefLines(ctx).where('relief.rule_id', '=', rule.id).execute(),
    assignmentLines(ctx, rule.id).execute(),
    ctx.db
      .selectFrom('period')
      .select('fact_kind')
      .where('rule_id', '=', rule.id)
      .orderBy('from_day', 'desc')
      .limit(1)
      .executeTakeFirst(),
  ]);
  const running = directive.state === 'issued' && !rule.closed_on && !followedBy;
  const rebinds = running && rule.repeat !== 'once' && ctx.me.may.has('directives.rebind');
  return {
    followedBy,
    follows,
    planned: planned ?? null,
    closedOn: rule.closed_on,
    nextBinding: latest && latest.fact_kind !== rule.fact_kind ? bindingLabel(rule.fact_kind) : null,
    children,
    reliefs: asked,
    assignments: handed,
    can: {
      cancel: running && drafts,
      rebind: rebinds,
      amend: running && drafts && !planned,
      bindings: rebinds ? bindingsFor(rule) : [],
    },
  };
}

/** What a rule can be bound to instead: work about the same kind of debtor, or a report. */
const bindingsFor = (rule: { about: string; fact_kind: string }) =>
  [
    { kind: 'report', label: bindingLabel('report') },
    ...Object.entries(factKinds())
      .filter(([, fact]) => fact.about === rule.about)
      .map(([kind]) => ({ kind, label: bindingLabel(kind) })),
  ].filter((b) => b.kind !== rule.fact_kind.split(':')[0]);

/**
 * Lets other work settle a clause from its next period on.
 * @returns the day on which that begins. @throws 404; 409 `ended`, `dated`; 400 `binding`.
 */
export async function rebind(ctx: Ctx, input: Clause & { binding: string }) {
  await show(ctx, needKind('directives'), input.id);
  const rule = await ruleOf(ctx, input);
  if (rule.closed_on) throw new Problem('ended', 409, '这项要求已经停止，不再产生新的期次。');
  if (rule.repeat === 'once')
    throw new Problem('dated', 409, '一次性要求只有一期，不能改变认定方式；需要改的，请用新文件调整。');
  if (!bindingsFor(rule).some((b) => b.kind === input.binding))
    throw new Problem('binding', 400, '请选择另一种认定方式。', {
      fields: [{ path: 'binding', message: '请重新选择' }],
    });
  await rebindRule(ctx, rule.id, input.binding === 'report' ? reportKind(rule.id) : input.binding);
  return { from: addDays(spanOf(rule.repeat as Exclude<Repeat, 'once'>, ctx.today).to, 1) };
}

/**
 * Notes in the working paper of a new document which clause of it takes the place of this one. It does so with the issue.
 * @returns the paper's new version. @throws 404; 409 `ended`, `planned`, `wrong-state`; 400 `clause`.
 */
export async function amend(ctx: Ctx, input: Clause & { byId: string; clauseId: string }) {
  const rule = await ruleOf(ctx, input);
  const by = await show(ctx, needKind('directives'), input.byId);
  if (await linked(ctx, rule, 'after')) throw new Problem('ended', 409, '这项要求已经由别的文件调整。');
  const planned = await plannedFor(ctx, rule.id);
  if (planned) throw new Problem('planned', 409, `《${planned.title}》里已经写明代替这项要求。`);
  const { breakdown } = await paperOf(ctx, by.id);
  if (!breakdown.clauses.some((c) => c.id === input.clauseId && c.repeat !== 'standing' && c.binding !== 'none'))
    throw new Problem('clause', 400, '请选择新文件里一项会计期的要求。', {
      fields: [{ path: 'clauseId', message: '请重新选择' }],
    });
  const version = await touch(ctx, needKind('directives'), by.id, by.version, ['draft']);
  const clauses = breakdown.clauses.map((c) => (c.id === input.clauseId ? { ...c, supersedes: rule.id } : c));
  await own(ctx)
    .updateTable('directive_paper')
    .set({ breakdown: JSON.stringify({ ...breakdown, clauses }) })
    .where('id', '=', by.id)
    .execute();
  return { version };
}
