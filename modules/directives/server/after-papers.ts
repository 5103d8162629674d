// What stands on the papers of relief and of breakdowns: the form of decision, the table of shares, the letter to townships.
import { Problem, chineseDay } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import type { FormPaper, OfficialPaper } from '@anlan/kernel/paper';
import type { Full } from '@anlan/kernel/record';
import type { directives } from '../contract.ts';
import { RELIEF } from '../contract/relief.ts';

type Records = (typeof directives)['records'];
const day = (d: string | null) => (d ? chineseDay(d) : '');

/** 审批表: to be filled by hand where it is not decided yet. */
export async function decision(_ctx: Ctx, r: Full<Records['reliefs']>): Promise<FormPaper> {
  return {
    form: 'plain',
    unitId: r.unitId,
    title: `任务${RELIEF[r.sort]}审批表`,
    number: r.number,
    facts: [
      { label: '责任单位', value: r.who },
      { label: '申请日期', value: day(r.occurredOn) },
      { label: '任务要求', value: r.clause, wide: true },
      { label: '期次', value: r.periodLabel },
      { label: '原期限', value: day(r.dueBefore) },
      ...(r.sort === 'extension' ? [{ label: '延至', value: day(r.due) }] : []),
      { label: '理由', value: r.reason, wide: true },
      {
        label: '审批意见',
        value: r.decidedByName ? (r.state === 'agreed' ? '同意。' : '不同意。') + (r.decision ?? '') : '',
        wide: true,
      },
      { label: '审批人', value: r.decidedByName ?? '' },
      { label: '审批日期', value: day(r.decidedOn) },
    ],
    sign: ['申请单位（盖章）', '审批人'],
  };
}

/** 任务分解表. */
export async function breakdown(ctx: Ctx, a: Full<Records['assignments']>): Promise<FormPaper> {
  const units = a.unitIds.length
    ? await ctx.db.selectFrom('unit').select('name').where('id', 'in', a.unitIds).orderBy('sort').execute()
    : [];
  return {
    form: 'plain',
    unitId: a.unitId,
    title: '任务分解表',
    number: a.number,
    facts: [
      { label: '上级要求', value: a.clause, wide: true },
      { label: '具体要求', value: a.wanted, wide: true },
      { label: '分解日期', value: day(a.occurredOn) },
      { label: '完成时限', value: a.dueWords },
    ],
    body: [
      {
        type: 'table',
        columns: [
          { label: '序号', width: 1, align: 'center' },
          { label: '单位', width: 5 },
          { label: '承担方式', width: 2, align: 'center' },
          { label: '完成时限', width: 4 },
          { label: '签收', width: 2 },
        ],
        rows: [
          ...units.map((u) => [u.name, '承办', a.dueWords]),
          ...a.cooperators.map((c) => [c.name, '协助', c.answeredOn ? `${day(c.answeredOn)}答复` : '']),
        ].map((row, i) => [String(i + 1), ...row, '']),
      },
    ],
    sign: ['分解单位（盖章）'],
  };
}

/** 函: townships cooperate and are not ordered. @throws 409 where nobody is asked for help. */
export async function letter(ctx: Ctx, a: Full<Records['assignments']>): Promise<OfficialPaper> {
  if (!a.cooperators.length) throw new Problem('no-cooperators', 409, '这份分解没有请乡镇（街道）协助，不需要出函。');
  const unit = await ctx.db
    .selectFrom('unit')
    .select(['name', 'county_id'])
    .where('id', '=', a.unitId)
    .executeTakeFirstOrThrow();
  const names = a.cooperators.map((c) => c.name);
  // 平定县文化和旅游局 → 平定县安全生产委员会办公室
  const place = /^.{1,6}?[县区市]/.exec(unit.name)?.[0] ?? '';
  const through = a.via === 'committee';
  return {
    form: 'official',
    kind: '函',
    unitId: a.unitId,
    number: null,
    title: `${unit.name}关于请协助做好文旅安全工作的函`,
    to: through ? [`${place}安全生产委员会办公室`] : [names.join('、')],
    body: [
      {
        type: 'text',
        text: `根据上级“${a.clause.replace(/[。；]$/, '')}”的要求，我局正在组织落实。现商请${through ? `转请${names.join('、')}` : '贵单位'}予以协助，具体事项如下：`,
      },
      { type: 'text', text: `${a.wanted.replace(/[。；]$/, '')}。完成时限：${a.dueWords}。` },
      { type: 'text', text: '请将协助情况函复我局，以便汇总。专此函达，请予支持为盼。' },
    ],
    date: null,
  };
}
