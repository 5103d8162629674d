// 延期与豁免：任务下达之后，期限和去留的每一次改变都有申请、有理由、有批准人。
import { Day, Id, Reason, RecordedFor, type Standing, lifecycle } from '@anlan/contract';
import { z } from 'zod';

export const RELIEF = { extension: '延期', waiver: '豁免', exemption: '免除', cancel: '取消要求' } as const;
export type ReliefSort = keyof typeof RELIEF;

/** 一份申请：给谁的哪几期更多时间，或者不再要求。 */
export const Relief = z.object({
  sort: z.enum(['extension', 'waiver', 'exemption', 'cancel']).describe('类别').meta({ labels: RELIEF }),
  clause: z.string().describe('任务要求'),
  who: z.string().describe('责任单位'),
  periodLabel: z.string().describe('期次'),
  dueBefore: Day.nullable().describe('原期限'),
  due: Day.nullable().describe('延至'),
  reason: z.string().describe('理由'),
  /** Asked when the period was overdue already. */
  late: z.boolean().describe('逾期后申请'),
  decidedByName: z.string().nullable().describe('审批人'),
  decidedOn: Day.nullable().describe('审批日期'),
  decision: z.string().nullable().describe('审批意见'),
  recordedFor: RecordedFor.nullable().describe('代录'),
  ruleId: Id,
  /** The directive or the breakdown whose requirement it is. */
  sourceId: Id.nullable(),
  periodIds: z.array(Id),
  /** The unit that handed the share down and decides; null where the issuer of the document does. */
  assignedBy: Id.nullable(),
});
export type Relief = z.infer<typeof Relief>;

const Opinion = z.object({ decision: z.string().trim().max(200).optional().describe('审批意见') });
const ExtendTo = Opinion.extend({ due: Day.optional().describe('批准延至').meta({ help: '不改就是申请的日期' }) });

type Full = Relief & { unitId: string };

/** Who asked never decides, nor does the unit that would gain by it. */
const decides = (sorts: readonly ReliefSort[], shared: boolean) => (r: Full, s: Standing) => {
  if (!sorts.includes(r.sort) || (r.assignedBy !== null) !== shared) return false;
  if (s.deeds.by('create').includes(s.me.personId)) return '申请人不能自己审批，请由其他负责人办理。';
  if (shared) return s.me.unitIds.includes(r.assignedBy!) || '须由分解任务的单位审批。';
  return r.sort === 'cancel' || !s.me.unitIds.includes(r.unitId) || '本单位的申请，须由下达任务的单位审批。';
};

const extension = decides(['extension'], false);
const waiver = decides(['waiver', 'cancel'], false);
const exemption = decides(['exemption'], false);
const share = decides(['extension', 'waiver'], true);

export const reliefLife = lifecycle({
  asked: { label: '待审批', tone: 'warn' },
  agreed: { label: '已同意', tone: 'ok' },
  refused: { label: '未同意', final: true, tone: 'bad' },
  withdrawn: { label: '已撤回', final: true },
  revoked: { label: '已撤销', final: true },
}).of<Relief>()('asked', {
  extend: {
    label: '同意延期',
    from: 'asked',
    to: 'agreed',
    by: 'directives.extend',
    main: true,
    input: ExtendTo,
    when: extension,
  },
  keep: { label: '不同意延期', from: 'asked', to: 'refused', by: 'directives.extend', input: Reason, when: extension },
  waive: {
    label: '批准',
    from: 'asked',
    to: 'agreed',
    by: 'directives.waive',
    main: true,
    input: Opinion,
    when: waiver,
    confirm: '批准后，这几期不再要求，显示为「—」并注明理由和批准人。',
  },
  insist: { label: '不批准', from: 'asked', to: 'refused', by: 'directives.waive', input: Reason, when: waiver },
  exempt: {
    label: '同意免除',
    from: 'asked',
    to: 'agreed',
    by: 'directives.exempt',
    main: true,
    input: Opinion,
    when: exemption,
  },
  require: { label: '不予免除', from: 'asked', to: 'refused', by: 'directives.exempt', input: Reason, when: exemption },
  agree: {
    label: '同意',
    from: 'asked',
    to: 'agreed',
    by: 'directives.assign',
    main: true,
    input: ExtendTo,
    when: share,
  },
  refuse: { label: '不同意', from: 'asked', to: 'refused', by: 'directives.assign', input: Reason, when: share },
  withdraw: {
    label: '撤回',
    from: 'asked',
    to: 'withdrawn',
    by: 'directives.relief',
    input: Reason,
    when: (r, { me, deeds }) =>
      r.sort !== 'exemption' &&
      (me.unitIds.includes(r.unitId) || deeds.by('create').includes(me.personId) || '须由申请单位撤回。'),
  },
  revoke: {
    label: '撤销',
    from: 'agreed',
    to: 'revoked',
    by: 'directives.exempt',
    input: Reason,
    when: (r) => r.assignedBy === null && (r.sort === 'waiver' || r.sort === 'exemption'),
    confirm: '撤销后，这几期重新计入。',
  },
});

/** 申请延期或豁免：由责任单位提出。 */
export const AskRelief = z.object({
  id: Id.optional(),
  periodId: Id,
  sort: z
    .enum(['extension', 'waiver'])
    .describe('申请')
    .meta({ labels: { extension: '延期', waiver: '豁免' } }),
  due: Day.nullable().default(null).describe('延至'),
  all: z.boolean().default(false).describe('本单位这项要求未办的各期一并申请'),
  reason: Reason.shape.reason.describe('理由'),
  files: z.array(Id).max(50, '一次最多附 50 个文件').default([]).describe('附件'),
  recordedFor: RecordedFor.nullable().default(null).describe('代录'),
});

/** 取消一项要求，或其中几个单位的这项要求：由主管科室提出，局领导批准。 */
export const AskCancel = z.object({
  id: Id,
  ruleId: Id,
  unitIds: z.array(Id).max(1000).default([]).describe('只取消这些单位').meta({ help: '不选就是取消整项要求' }),
  reason: Reason.shape.reason.describe('理由'),
  files: z.array(Id).max(50, '一次最多附 50 个文件').default([]).describe('附件'),
});
