// The server face of directives: what is particular about documents, receipts and reports of progress.
import { withdrawFacts, closeRules } from '@anlan/kernel/duty';
import { needKind, serve, show } from '@anlan/kernel/record';
import { directives as contract } from './contract.ts';
import { after } from './server/after.ts';
import { breakdown, decision, letter } from './server/after-papers.ts';
import { amend, changes, rebind } from './server/amend.ts';
import { assign, assignable, assignmentRecords, countReceipt } from './server/assignment.ts';
import { draft, register, rewrite, save } from './server/intake.ts';
import { earlier } from './server/earlier.ts';
import { all as cosigns, answer, ask, reply, withdraw, withdrawAll } from './server/cosign.ts';
import {
  doneInOa,
  nextNumber,
  number,
  numberReceipts,
  seal,
  sign,
  tellReturned,
  toOffice,
  undertake,
} from './server/flow.ts';
import { issue } from './server/issue.ts';
import { clause, living, matrix, matrixSheet } from './server/living.ts';
import { papers } from './server/papers.ts';
import { reliefRecords } from './server/relief.ts';
import { ask as askRelief, askCancel } from './server/relief-ask.ts';
import { proposeExemptions } from './server/relief-propose.ts';
import { picture, readNext, readingOf, settle } from './server/reading.ts';
import { resume } from './server/reading-ask.ts';
import { report } from './server/report.ts';
import { returns, returnsBundle, returnsSheet } from './server/returns.ts';
import { giveBack, presentSubmission, receive, resend, submit } from './server/submission.ts';
import { own } from './server/tables.ts';

type Row = Record<string, never>;
const child = (table: string) =>
  ({ table, shape: 'child', of: 'record', by: 'id', app: ['select', 'insert', 'update'] }) as const;

export const server = serve<typeof contract>({
  contract,
  migrations: import.meta.glob('./migrations/*.ts', { eager: true }),
  policies: [
    child('directive'),
    child('directive_paper'),
    { ...child('directive_page'), by: 'directive_id' },
    child('receipt'),
    child('report'),
    child('cosign'),
    child('submission'),
    child('relief'),
    child('assignment'),
  ],
  records: {
    reliefs: reliefRecords,
    assignments: assignmentRecords,
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
        reading: readingOf(r),
        receipts: { signed: r.receipts_signed!, total: r.receipts_total! },
        cosigns: { total: r.cosign_total!, waiting: r.cosign_waiting!, objected: r.cosign_objected! },
        lead: r.lead!,
        helpers: r.helpers!,
        seal: r.seal!,
        oa: r.oa!,
      }),
      words: (d) => [d.docNumber, d.issuer].filter(Boolean).join(' '),
      on: {
        finishReading: async (ctx, d) => settle(ctx, d.id),
        stopReading: async (ctx, d) => settle(ctx, d.id),
        readOn: async (ctx) => resume(ctx),
        async propose(ctx, d, said) {
          await undertake(ctx, d, said);
        },
        instruct: async (ctx, d, said) => issue(ctx, d, { units: await undertake(ctx, d, said) }),
        cosign: async (ctx, d, said) => ask(ctx, d, said),
        submit: async (ctx, d) => toOffice(ctx, d),
        sign: async (ctx, d) => sign(ctx, d),
        doneInOa: async (ctx, d, said) => doneInOa(ctx, d, said),
        return: async (ctx, d, { reason }) => tellReturned(ctx, d, reason),
        sendBack: async (ctx, d, { reason }) => tellReturned(ctx, d, reason),
        number: async (ctx, d, { docNumber }) => number(ctx, d, docNumber),
        seal: async (ctx, d, said) => seal(ctx, d, said),
        close: async (ctx, d) => closeRules(ctx, d.id),
        void: async (ctx, d) => withdrawAll(ctx, d.id),
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
        sourceKind: r.source_kind!,
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
          if (receipt.sourceKind === 'assignments') await countReceipt(ctx, receipt.directiveId);
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
    cosigns: {
      table: 'cosign',
      present: (r: Row) => ({
        directiveId: r.directive_id!,
        directiveTitle: r.directive_title!,
        ask: r.ask!,
        opinion: r.opinion!,
        answeredByName: r.answered_by_name!,
        answeredOn: r.answered_on!,
        reply: r.reply!,
        repliedByName: r.replied_by_name!,
      }),
      on: {
        agree: async (ctx, c, { opinion }) => answer(ctx, c, opinion, true),
        object: async (ctx, c, { opinion }) => answer(ctx, c, opinion, false),
        reply: async (ctx, c, said) => reply(ctx, c, said.reply),
        withdraw: async (ctx, c) => withdraw(ctx, c),
      },
    },
    submissions: {
      table: 'submission',
      present: (r: Row) => presentSubmission(r),
      words: (s) => `${s.clause} ${s.text}`,
      on: {
        async receive(ctx, s) {
          await receive(ctx, s);
        },
        return: async (ctx, s, { reason }) => giveBack(ctx, s, reason),
        resend: async (ctx, s, sent) => resend(ctx, s, sent),
      },
    },
  },
  papers: { directives: papers, reliefs: { decision }, assignments: { breakdown, letter } },
  routes: {
    askRelief,
    askCancel,
    assign,
    assignable,
    after,
    changes,
    rebind,
    amend,
    register,
    draft: (ctx, { id }) => draft(ctx, id),
    save,
    rewrite,
    living,
    clause,
    matrix,
    report,
    nextNumber: async (ctx, { id }) => nextNumber(ctx, await show(ctx, needKind('directives'), id)),
    cosigned: async (ctx, { id }) => ({ items: await cosigns(ctx, id) }),
    submit,
    returns,
    page: picture,
    earlier,
  },
  bundles: {
    returns: {
      path: '/api/directives/:id/returns.zip',
      access: 'directives.read',
      summary: '打包下载报送材料',
      run: returnsBundle,
    },
  },
  sheets: {
    returns: {
      path: '/api/directives/:id/returns.xlsx',
      access: 'directives.read',
      summary: '导出报送情况',
      run: returnsSheet,
    },
    matrix: {
      path: '/api/directives/:id/matrix.xlsx',
      access: 'directives.read',
      summary: '导出任务矩阵',
      run: matrixSheet,
    },
  },
  // Periods open at the issue and each night; leaders who are away for all of one are proposed for exemption at once.
  reacts: {
    'directives.number': async (ctx, deed) => {
      await numberReceipts(ctx, deed.recordId);
    },
    'directives.sign': proposeExemptions,
    'directives.instruct': proposeExemptions,
    'directives.doneInOa': proposeExemptions,
  },
  nightly: { exemptions: proposeExemptions },
  jobs: { read: readNext },
});
