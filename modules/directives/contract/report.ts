// 进展：没有业务记录可以认定的任务，由单位报告一句话。
import { Day, Files, Id, Reason, RecordedFor, lifecycle } from '@anlan/contract';
import { z } from 'zod';

/** 进展：一期任务的一句话报告，需要时附文件。 */
export const Report = z.object({
  periodId: Id,
  periodLabel: z.string().describe('期次'),
  clause: z.string().describe('任务要求'),
  directiveId: Id.nullable(),
  ruleId: Id,
  text: z.string().trim().min(4, '请用一句话写明做了什么').max(2000).describe('进展'),
  happenedOn: Day.describe('办理日期'),
  recordedFor: RecordedFor.nullable().describe('代录'),
});
export const reportLife = lifecycle({
  made: { label: '已报告', tone: 'ok' },
  void: { label: '已作废', final: true },
}).of<z.infer<typeof Report>>()('made', {
  amend: {
    label: '更正',
    from: 'made',
    to: 'made',
    by: 'directives.report',
    input: Report.pick({ text: true }).extend({ reason: Reason.shape.reason.describe('更正原因') }),
  },
  attach: {
    label: '补充附件',
    from: 'made',
    to: 'made',
    by: 'directives.report',
    input: z.object({ files: Files.min(1, '请选择附件').describe('附件') }),
  },
  void: {
    label: '作废',
    from: 'made',
    to: 'void',
    by: 'directives.report',
    input: Reason,
    confirm: '作废后，这一期任务会重新变为未完成。',
  },
});
