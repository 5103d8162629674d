// 公文：收文登记、拟办、批示，发文拟稿、会签、核稿、签发、编号、用印，直到办结。
import { Day, Files, Id, Reason, type Verdict, lifecycle } from '@anlan/contract';
import { z } from 'zod';
import { Reading, readingActions } from './reading.ts';

const UnitName = z.object({ unitId: Id, name: z.string() });

/** 公文本身；正文与核对稿另取。 */
export const Directive = z.object({
  door: z.enum(['received', 'own']).describe('来源'),
  docNumber: z.string().nullable().describe('文号'),
  issuer: z.string().nullable().describe('发文机关'),
  issueDate: Day.nullable().describe('成文日期'),
  format: z.string().describe('原文格式'),
  taskCount: z.int().describe('任务'),
  dutyCount: z.int().describe('可核查要求'),
  doubtCount: z.int().describe('待答疑问'),
  /** Why it cannot be sent for signature yet; null when it can. */
  notReady: z.string().nullable(),
  fileId: Id.nullable(),
  receipts: z.object({ signed: z.int(), total: z.int() }).describe('签收'),
  /** Null for what is no scan. */
  reading: Reading.nullable(),
  /** Of those asked: who has not answered, and whose objection waits for an answer in words. */
  cosigns: z.object({ total: z.int(), waiting: z.int(), objected: z.int() }).describe('会签'),
  lead: UnitName.nullable().describe('牵头承办单位'),
  helpers: z.array(UnitName).describe('协办单位'),
  seal: z.object({ by: z.string(), on: Day, copies: z.int() }).nullable().describe('用印'),
  /** Signed in the office system instead of here. */
  oa: z.object({ signedBy: z.string(), signedOn: Day, recordedBy: z.string() }).nullable().describe('办公系统办理结果'),
});
export type Directive = z.infer<typeof Directive>;

export const DOOR = { received: '收文', own: '发文' } as const;

const DocNumber = z
  .string()
  .trim()
  .regex(/^.{2,20}〔\d{4}〕[1-9]\d*号$/, '文号写法如：阳文旅字〔2026〕42号，年份用六角括号〔〕');
const words = (label: string) => z.string().trim().max(500).optional().describe(label);
const undertakers = {
  leadUnitId: Id.nullish().describe('牵头承办单位'),
  helpUnitIds: z.array(Id).max(50).optional().describe('协办单位'),
};

/** A condition of one door; through the other the act does not belong to the document. */
const only =
  <S>(door: Directive['door'], when: (d: Directive, standing: S) => Verdict = () => true) =>
  (d: Directive, standing: S): Verdict =>
    d.door === door && when(d, standing);

function cosigned({ cosigns: { waiting, objected } }: Directive): Verdict {
  if (waiting) return `还有 ${waiting} 个单位没有答复会签，请等答复，或撤回会签。`;
  return objected ? `还有 ${objected} 条会签意见没有答复，请先逐条写明采纳情况。` : true;
}

export const directiveLife = lifecycle({
  reading: { label: '识别中', tone: 'busy' },
  draft: { label: '核对中', tone: 'busy' },
  checking: { label: '核稿中', tone: 'busy' },
  signing: { label: '待签批', tone: 'warn' },
  issued: { label: '执行中', tone: 'ok' },
  closed: { label: '已办结', final: true },
  void: { label: '已作废', final: true },
}).of<Directive>()('draft', {
  ...readingActions,
  propose: {
    label: '拟办送批',
    from: 'draft',
    to: 'signing',
    by: 'directives.draft',
    main: true,
    input: z.object({ note: words('拟办意见'), ...undertakers }),
    when: only('received', (d) => d.notReady ?? true),
  },
  instruct: {
    label: '批示',
    from: 'signing',
    to: 'issued',
    by: 'directives.sign',
    main: true,
    input: z.object({ note: words('批示意见'), ...undertakers }),
    when: only('received'),
    confirm: '批示后，任务立即下达到各责任单位，开始计期。承办单位留空的，按拟办意见办。',
  },
  submit: {
    label: '送核',
    from: 'draft',
    to: 'checking',
    by: 'directives.draft',
    main: true,
    input: z.object({ note: words('送核说明') }),
    when: only('own', (d) => d.notReady ?? cosigned(d)),
  },
  cosign: {
    label: '会签',
    from: 'draft',
    to: 'draft',
    by: 'directives.draft',
    input: z.object({
      unitIds: z.array(Id).min(1, '请选择要会签的科室或单位').max(50).describe('会签单位'),
      note: words('会签说明'),
    }),
    when: only('own'),
  },
  check: {
    label: '核稿通过',
    from: 'checking',
    to: 'signing',
    by: 'directives.check',
    main: true,
    input: z.object({ note: words('核稿意见') }),
    when: (d, { me, deeds }) =>
      d.door === 'own' &&
      ([...deeds.by('create'), ...deeds.by('submit')].includes(me.personId)
        ? '核稿须由拟稿人以外的人办理，请局办公室其他同志核稿。'
        : true),
  },
  sendBack: {
    label: '退回修改',
    from: 'checking',
    to: 'draft',
    by: 'directives.check',
    input: Reason,
  },
  sign: {
    label: '签发',
    from: 'signing',
    to: 'issued',
    by: 'directives.sign',
    main: true,
    input: z.object({ note: words('签发意见') }),
    when: only('own'),
    confirm: '签发后，任务立即下达到各责任单位，开始计期。',
  },
  return: { label: '退回修改', from: 'signing', to: 'draft', by: 'directives.sign', input: Reason },
  doneInOa: {
    label: '登记OA办理结果',
    from: ['draft', 'checking', 'signing'],
    to: 'issued',
    by: 'directives.draft',
    input: z.object({
      signedBy: z.string().trim().min(2, '请填写签发或批示的领导').max(40).describe('签发（批示）人'),
      signedOn: Day.describe('签发（批示）日期'),
      docNumber: DocNumber.optional().describe('文号').meta({ help: '发文必填；收文用来文文号，可不填' }),
      note: words('签发（批示）意见'),
      files: Files.default([]).describe('办理单或正式文件'),
    }),
    when: (d) => d.notReady === null,
    confirm: '已在办公系统签批的公文，照办理单登记。登记后，任务立即下达到各责任单位，开始计期。',
  },
  number: {
    label: '编文号',
    from: 'issued',
    to: 'issued',
    by: 'directives.number',
    main: true,
    input: z.object({
      docNumber: DocNumber.optional().describe('文号').meta({ help: '留空则按本局字号顺序编下一个' }),
    }),
    when: only('own', (d) => d.docNumber === null || '文号已经编好。'),
  },
  seal: {
    label: '用印登记',
    from: 'issued',
    to: 'issued',
    by: 'directives.number',
    main: true,
    input: z.object({
      by: z.string().trim().max(40).optional().describe('监印人').meta({ help: '留空即本人' }),
      on: Day.optional().describe('用印日期').meta({ help: '留空即今天' }),
      copies: z.int('份数填整数').min(1, '至少 1 份').max(10_000, '份数过多，请核对').describe('用印份数'),
    }),
    when: only('own', (d) =>
      d.docNumber === null ? '请先编文号，再用印。' : d.seal ? `已于${d.seal.on}用印 ${d.seal.copies} 份。` : true,
    ),
  },
  close: {
    label: '办结归档',
    from: 'issued',
    to: 'closed',
    by: 'directives.draft',
    input: Reason,
    confirm: '办结后不再产生新的期次，已有的期次和缺期都会保留。',
  },
  void: {
    label: '作废',
    from: ['reading', 'draft', 'checking', 'signing'],
    to: 'void',
    by: 'directives.draft',
    input: Reason,
    confirm: '作废后不能恢复，原文件和核对记录会保留。',
  },
});
