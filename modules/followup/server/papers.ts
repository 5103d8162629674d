// What stands on the papers of this module: the slip, the order, and the official notice and circular.
import { type Day, chineseDay } from '@anlan/contract';
import { type Ctx, localDay } from '@anlan/kernel/ctx';
import type { FormPaper, OfficialPaper } from '@anlan/kernel/paper';
import { timeline } from '@anlan/kernel/record';
import { CALL } from '../contract/reminder.ts';
import type { Circular, Order, Reminder } from '../contract.ts';
import type { Owed } from '../contract/shared.ts';
import { textForAll } from '../words.ts';

type Head = { id: string; title: string; number: string | null; unitId: string; occurredOn: string };

const owedColumns = [
  { label: '序号', width: 1, align: 'center' as const },
  { label: '任务', width: 5 },
  { label: '期次', width: 3 },
  { label: '应完成日期', width: 3 },
];
const debtor = (i: Owed) => (i.leaderName ? `${i.unitName} ${i.leaderName}` : i.unitName);
const owedRows = (items: readonly Owed[]) => items.map((i, n) => [String(n + 1), i.title, i.label, chineseDay(i.due)]);

/** 成文日期 is the day on which a leader signed; none before. */
async function signedOn(ctx: Ctx, id: string, action: 'approve' | 'sign'): Promise<Day | null> {
  const deed = (await timeline(ctx, id)).findLast((e) => e.action === action);
  return deed ? localDay(new Date(deed.at)) : null;
}

/** A reminder is about one clause, which is named above its table. */
export async function slip(_ctx: Ctx, r: Reminder & Head): Promise<FormPaper> {
  const call = (unitId: string) => {
    const last = r.calls.findLast((c) => c.unitId === unitId);
    return last
      ? `${CALL[last.result]}${last.promisedOn ? `（${chineseDay(last.promisedOn)}前）` : ''}${last.note}`
      : '';
  };
  return {
    form: 'plain',
    unitId: r.unitId,
    title: '催办单',
    number: r.number,
    facts: [
      { label: '催办事项', value: r.clause, wide: true },
      { label: '期次', value: r.label },
      { label: '催办日期', value: chineseDay(r.occurredOn) },
      { label: '通知内容', value: textForAll(r.items, r.note, r.occurredOn), wide: true },
    ],
    body: [
      {
        type: 'table',
        columns: [
          { label: '单位', width: 3 },
          { label: '应完成日期', width: 3 },
          { label: '电话结果', width: 4 },
        ],
        rows: r.items.map((i) => [debtor(i), chineseDay(i.due), call(i.unitId)]),
      },
    ],
    sign: ['经办人'],
  };
}

export async function orderForm(_ctx: Ctx, o: Order & Head): Promise<FormPaper> {
  return {
    form: 'plain',
    unitId: o.unitId,
    title: '督办通知单',
    number: o.number,
    facts: [
      { label: '承办单位', value: o.toUnitName },
      { label: '回复期限', value: chineseDay(o.replyOn) },
      { label: '事由', value: o.title, wide: true },
      { label: '督办要求', value: o.wanted, wide: true },
      ...o.replies.map((r) => ({ label: `办理情况（${chineseDay(r.on)}）`, value: r.text, wide: true })),
    ],
    body: o.items.length ? [{ type: 'table', caption: '涉及任务', columns: owedColumns, rows: owedRows(o.items) }] : [],
    sign: ['批准人', '承办单位（盖章）', '签收人'],
  };
}

export async function orderNotice(ctx: Ctx, o: Order & Head): Promise<OfficialPaper> {
  return {
    form: 'official',
    kind: '通知',
    unitId: o.unitId,
    number: o.docNumber,
    title: `关于${o.title.replace(/^关于/, '')}的通知`,
    to: [o.toUnitName],
    body: [
      { type: 'text', text: '经研究，决定对下列事项进行督办，现将有关要求通知如下：' },
      ...(o.items.length
        ? [
            { type: 'heading' as const, level: 1 as const, text: '一、督办事项' },
            { type: 'table' as const, columns: owedColumns, rows: owedRows(o.items) },
            { type: 'heading' as const, level: 1 as const, text: '二、督办要求' },
          ]
        : []),
      { type: 'text', text: o.wanted },
      { type: 'text', text: `请于${chineseDay(o.replyOn)}前书面回复办理情况。` },
    ],
    date: await signedOn(ctx, o.id, 'approve'),
  };
}

export async function circularPaper(ctx: Ctx, c: Circular & Head): Promise<OfficialPaper> {
  const units = [
    ...new Map([...c.facts.map((f) => f.unitName), ...c.toUnits.map((u) => u.name)].map((n) => [n, n])).values(),
  ];
  return {
    form: 'official',
    kind: '通报',
    unitId: c.unitId,
    number: c.docNumber,
    title: c.title,
    to: [units.join('、')],
    body: [
      { type: 'text', text: c.opening },
      { type: 'heading', level: 1, text: '一、未完成任务' },
      {
        type: 'table',
        columns: [
          { label: '单位', width: 3 },
          { label: '任务', width: 5 },
          { label: '期次', width: 2 },
          { label: '单位说明', width: 4 },
        ],
        rows: c.facts.map((f) => [f.unitName, f.title, f.label, f.explanation ?? '没有说明']),
      },
      { type: 'heading', level: 1, text: '二、下一步要求' },
      { type: 'text', text: c.wanted },
    ],
    date: await signedOn(ctx, c.id, 'sign'),
  };
}
