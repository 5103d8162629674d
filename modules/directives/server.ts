// The server face of directives: what is particular about documents, receipts and reports of progress.
import { withdrawFacts, closeRules } from '@anlan/kernel/duty';
import { peopleWith, tell } from '@anlan/kernel/notify';
import { serve } from '@anlan/kernel/record';
import type { Ctx } from '@anlan/kernel/ctx';
import { directives as contract } from './contract.ts';
import { draft, register, rewrite, save } from './server/intake.ts';
import { issue } from './server/issue.ts';
import { clause, living, matrix, matrixSheet } from './server/living.ts';
import { report } from './server/report.ts';
import { own } from './server/tables.ts';

type Row = Record<string, never>;
const child = (table: string) =>
  ({ table, shape: 'child', of: 'record', by: 'id', app: ['select', 'insert', 'update'] }) as const;

/** Reminds exactly the units that owe: a message to whoever answers for their duties. */
async function remind(
  ctx: Ctx,
  directive: { id: string; title: string },
  { ruleId, unitIds }: { ruleId: string; unitIds: string[] },
) {
  const rule = await ctx.db
    .selectFrom('rule')
    .select('title')
    .where('id', '=', ruleId)
    .where('source_id', '=', directive.id)
    .executeTakeFirstOrThrow();
  const people = await peopleWith(ctx, unitIds, 'duty.answer');
  await tell(ctx, {
    people,
    title: `催办：${rule.title}`,
    body: `${directive.title}，请尽快办理。`,
    record: { id: directive.id, module: 'directives', kind: 'directives' },
    cause: `remind:${ruleId}:${ctx.today}`,
  });
}

export const server = serve<typeof contract>({
  contract,
  migrations: import.meta.glob('./migrations/*.ts', { eager: true }),
  policies: [child('directive'), child('directive_paper'), child('receipt'), child('report')],
  records: {
    directives: {
      table: 'directive',
      present: (r: Row) => ({
        door: r.door!,
        docNumber: r.doc_number!,
        issuer: r.issuer!,
        issueDate: r.issue_date!,
        format: r.format!,
        taskCount: r.task_count!,
        dutyCount: r.duty_count!,
        doubtCount: r.doubt_count!,
        notReady: r.not_ready!,
        fileId: r.file_id!,
        receipts: { signed: r.receipts_signed!, total: r.receipts_total! },
      }),
      words: (d) => [d.docNumber, d.issuer].filter(Boolean).join(' '),
      on: {
        sign: async (ctx, d) => issue(ctx, d),
        remind: async (ctx, d, input) => remind(ctx, d, input),
        close: async (ctx, d) => closeRules(ctx, d.id),
        async number(ctx, d, { docNumber }) {
          await own(ctx).updateTable('directive').set({ doc_number: docNumber }).where('id', '=', d.id).execute();
          await own(ctx)
            .updateTable('receipt')
            .set({ doc_number: docNumber })
            .where('directive_id', '=', d.id)
            .execute();
        },
      },
    },
    receipts: {
      table: 'receipt',
      present: (r: Row) => ({
        directiveId: r.directive_id!,
        directiveTitle: r.directive_title!,
        docNumber: r.doc_number!,
        receivedByName: r.received_by_name!,
        receivedOn: r.received_on!,
      }),
      on: {
        async receive(ctx, receipt) {
          await own(ctx)
            .updateTable('receipt')
            .set({ received_by_name: ctx.me.name, received_on: ctx.today })
            .where('id', '=', receipt.id)
            .execute();
          await own(ctx)
            .updateTable('directive')
            .set((eb) => ({ receipts_signed: eb('receipts_signed', '+', 1) }))
            .where('id', '=', receipt.directiveId)
            .execute();
        },
      },
    },
    reports: {
      table: 'report',
      present: (r: Row) => ({
        periodId: r.period_id!,
        periodLabel: r.period_label!,
        clause: r.clause!,
        directiveId: r.directive_id!,
        ruleId: r.rule_id!,
        text: r.text!,
        happenedOn: r.happened_on!,
        recordedFor: r.recorded_for!,
      }),
      words: (r) => r.text,
      on: {
        amend: async (ctx, r, { text }) => {
          await ctx.db
            .withTables<{ report: { id: string; text: string } }>()
            .updateTable('report')
            .set({ text })
            .where('id', '=', r.id)
            .execute();
        },
        void: async (ctx, r) => withdrawFacts(ctx, r.id),
      },
    },
  },
  routes: { register, draft: (ctx, { id }) => draft(ctx, id), save, rewrite, living, clause, matrix, report },
  sheets: {
    matrix: {
      path: '/api/directives/:id/matrix.xlsx',
      access: 'directives.read',
      summary: '导出任务矩阵',
      run: matrixSheet,
    },
  },
});
