// 会签：发文送核之前，请有关科室、单位各自答复；有不同意见的，拟稿方写明采纳情况。
import { Day, Id, lifecycle } from '@anlan/contract';
import { z } from 'zod';

/** 会签：每个被请的科室或单位一张。 */
export const Cosign = z.object({
  directiveId: Id,
  directiveTitle: z.string().describe('会签文稿'),
  ask: z.string().describe('会签说明'),
  opinion: z.string().describe('会签意见'),
  answeredByName: z.string().nullable().describe('会签人'),
  answeredOn: Day.nullable().describe('会签日期'),
  reply: z.string().describe('采纳情况'),
  repliedByName: z.string().nullable().describe('答复人'),
});
export type Cosign = z.infer<typeof Cosign>;

export const cosignLife = lifecycle({
  asked: { label: '待会签', tone: 'warn' },
  agreed: { label: '已会签', final: true, tone: 'ok' },
  objected: { label: '有不同意见', tone: 'bad' },
  settled: { label: '意见已答复', final: true, tone: 'ok' },
  withdrawn: { label: '已撤回', final: true },
}).of<Cosign>()('asked', {
  agree: {
    label: '同意',
    from: 'asked',
    to: 'agreed',
    by: 'directives.cosign',
    own: true,
    main: true,
    input: z.object({ opinion: z.string().trim().max(500).default('').describe('会签意见') }),
  },
  object: {
    label: '有不同意见',
    from: 'asked',
    to: 'objected',
    by: 'directives.cosign',
    own: true,
    input: z.object({ opinion: z.string().trim().min(4, '请写明哪里要改、怎样改').max(1000).describe('会签意见') }),
  },
  reply: {
    label: '答复意见',
    from: 'objected',
    to: 'settled',
    by: 'directives.draft',
    main: true,
    input: z.object({ reply: z.string().trim().min(4, '请写明是否采纳、怎样修改').max(1000).describe('采纳情况') }),
  },
  withdraw: {
    label: '撤回会签',
    from: 'asked',
    to: 'withdrawn',
    by: 'directives.draft',
    input: z.object({}),
    confirm: '撤回后，这个单位不再需要答复。',
  },
});
