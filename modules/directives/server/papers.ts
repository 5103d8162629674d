// What stands on the papers of a document: the notice itself, its tasks as a table, and the slip that tells who said what on its way.
import { Problem, REPEAT_LABEL, chineseDay } from '@anlan/contract';
import { type Ctx, localDay } from '@anlan/kernel/ctx';
import type { FormPaper, OfficialPaper, PaperBlock } from '@anlan/kernel/paper';
import { needKind, timeline } from '@anlan/kernel/record';
import { stateLabel } from '@anlan/contract';
import { type Breakdown, type Clause, type Named, inForce } from '../breakdown.ts';
import type { Block, Directive } from '../contract.ts';
import type { z } from 'zod';
import { all as cosignsOf } from './cosign.ts';
import { bindingLabel } from './facts.ts';
import { paperOf } from './tables.ts';

type Full = Directive & { id: string; title: string; unitId: string; state: string };
type TextBlock = z.infer<typeof Block>;

const TASK_LIST = '重点工作任务清单';
const names = (who: readonly Named[]) =>
  who
    .filter((n) => !n.dropped)
    .map((n) => n.name)
    .join('、');

/** Where a numbered item's own title ends, for items that run on. */
const LONGEST_TITLE = 30;

/** The body of a draft as it is set: numbered items as headings, all else as text. */
export function bodyOf(text: string, blocks: readonly TextBlock[]): PaperBlock[] {
  return blocks.flatMap((b): PaperBlock[] => {
    const said = text.slice(...b.source).trim();
    if (!said) return [];
    if (b.kind === 'paragraph') return [{ type: 'text', text: said }];
    if (b.kind !== 'heading' && b.kind !== 'item') return [];
    const level = Math.min(4, Math.max(1, b.level ?? 1)) as 1 | 2 | 3 | 4;
    const stop = said.indexOf('。') + 1;
    if (b.kind === 'item' && level > 2) return [{ type: 'text', text: said }];
    return stop > 0 && stop <= LONGEST_TITLE && stop < said.length
      ? [{ type: 'heading', level, text: said.slice(0, stop), run: said.slice(stop) }]
      : stop > LONGEST_TITLE || (stop === 0 && said.length > 2 * LONGEST_TITLE)
        ? [{ type: 'text', text: said }]
        : [{ type: 'heading', level, text: said }];
  });
}

/** Where a task names nobody itself: who owes its requirements. */
const owing = (b: Breakdown, no: string) =>
  [...new Set(b.clauses.flatMap((c) => (c.taskNo === no ? [names(c.who)] : [])))].join('、');

const taskTable = (b: Breakdown): PaperBlock => ({
  type: 'table',
  columns: [
    { label: '序号', width: 1, align: 'center' },
    { label: '任务', width: 3 },
    { label: '责任单位', width: 4 },
    { label: '完成时限', width: 2, align: 'center' },
  ],
  rows: b.tasks.map((t) => [t.no, t.title, names(t.responsible) || owing(b, t.no), t.deadlineText]),
});

/** 通知 of our own, from its draft. @throws 409 for a document received: its original is on file */
async function notice(ctx: Ctx, d: Full): Promise<OfficialPaper> {
  if (d.door !== 'own') throw new Problem('not-own', 409, '收文已有原文件，请在附件中打开原文件。');
  const { text, blocks, breakdown } = await paperOf(ctx, d.id);
  return {
    form: 'official',
    kind: '通知',
    unitId: d.unitId,
    number: d.docNumber,
    title: d.title,
    to: breakdown.head.recipients.map((n) => n.name),
    body: bodyOf(text, blocks),
    date: d.issueDate,
    ...(breakdown.tasks.length ? { annexes: [{ title: TASK_LIST, body: [taskTable(breakdown)] }] } : {}),
  };
}

const rhythm = (c: Clause) =>
  c.repeat === 'standing'
    ? '长期'
    : c.repeat === 'once'
      ? c.due
        ? `${chineseDay(c.due)}前`
        : '限期未定'
      : `${REPEAT_LABEL[c.repeat]} ${c.count} 次`;

/** Who owes; where each leader does, that is said once. */
const ofEach = (c: Clause) =>
  `${names(c.who)}${c.about === 'person' && !names(c.who).includes('班子成员') ? '的每位班子成员' : ''}`;

/** 任务分解表: every clause with who, by when, and how it is taken as done. */
async function breakdownTable(ctx: Ctx, d: Full): Promise<FormPaper> {
  const b = inForce((await paperOf(ctx, d.id)).breakdown, ctx.today);
  const title = new Map(b.tasks.map((t) => [t.no, t.title]));
  return {
    form: 'plain',
    unitId: d.unitId,
    title: '任务分解表',
    number: d.docNumber,
    landscape: true,
    facts: [
      { label: '公文', value: d.title, wide: true },
      { label: '成文日期', value: d.issueDate ? chineseDay(d.issueDate) : '' },
      { label: '起止', value: `${chineseDay(b.window.from)}至${chineseDay(b.window.to)}` },
    ],
    body: [
      {
        type: 'table',
        columns: [
          { label: '序号', width: 1, align: 'center' },
          { label: '任务', width: 3 },
          { label: '要求', width: 5 },
          { label: '责任单位', width: 4 },
          { label: '时限', width: 3, align: 'center' },
          { label: '认定方式', width: 3 },
        ],
        rows: b.clauses.map((c) => [
          c.taskNo ?? '',
          c.taskNo ? (title.get(c.taskNo) ?? '') : '结尾要求',
          c.text,
          ofEach(c),
          rhythm(c),
          bindingLabel(c.binding),
        ]),
      },
    ],
  };
}

/** The acts that leave a line on the slip, in the order of the form. */
const LINES = {
  received: { propose: '拟办意见', instruct: '领导批示' },
  own: { submit: '拟稿', check: '核稿', sign: '签发' },
} as const;

/** 收文处理笺 or 发文稿纸: who said what, and when. */
async function handling(ctx: Ctx, d: Full): Promise<FormPaper> {
  const [life, cosigns] = await Promise.all([timeline(ctx, d.id), cosignsOf(ctx, d.id)]);
  const own = d.door === 'own';
  const lineOf = ([action, label]: [string, string]) => {
    const deed = life.findLast((e) => e.action === action);
    if (!deed) return [];
    const said = deed.said.map((s) => s.value).join('；');
    return [
      {
        label,
        value: [said, deed.actorName, chineseDay(localDay(new Date(deed.at)))].filter(Boolean).join('　'),
        wide: true,
      },
    ];
  };
  const cosignLines = cosigns
    .filter((c) => c.body.answeredByName)
    .map(({ unitName, body: c }) => ({
      label: `会签 ${unitName}`,
      value: [
        c.opinion || '同意',
        c.answeredByName,
        c.answeredOn && chineseDay(c.answeredOn),
        c.reply && `（采纳情况：${c.reply}）`,
      ]
        .filter(Boolean)
        .join('　'),
      wide: true,
    }));
  const drafted = life[0];
  const lines = Object.entries(LINES[d.door]).map(lineOf);
  const state = needKind('directives').type.life.states[d.state];
  return {
    form: 'plain',
    unitId: d.unitId,
    title: own ? '发文稿纸' : '收文处理笺',
    number: d.docNumber,
    facts: [
      { label: '标题', value: d.title, wide: true },
      { label: own ? '拟稿人' : '登记人', value: drafted?.actorName ?? '' },
      { label: own ? '拟稿日期' : '收文日期', value: drafted ? chineseDay(drafted.at.slice(0, 10)) : '' },
      ...(own ? [] : [{ label: '来文机关', value: d.issuer ?? '' }]),
      { label: '办理状态', value: state ? stateLabel(state) : d.state },
      ...(own ? [...lines.slice(0, 1), cosignLines, ...lines.slice(1)].flat() : lines.flat()),
      ...(d.lead ? [{ label: '牵头承办', value: d.lead.name }] : []),
      ...(d.helpers.length ? [{ label: '协办', value: d.helpers.map((h) => h.name).join('、') }] : []),
      ...(d.oa
        ? [
            {
              label: '办公系统办理',
              value: `${d.oa.signedBy}　${chineseDay(d.oa.signedOn)}签批，${d.oa.recordedBy}登记`,
              wide: true,
            },
          ]
        : []),
      ...(d.seal ? [{ label: '用印', value: `${d.seal.by}　${chineseDay(d.seal.on)}　${d.seal.copies} 份` }] : []),
    ],
    sign: own ? ['签发', '核稿', '拟稿'] : ['批示', '拟办', '承办'],
  };
}

export const papers = { notice, breakdown: breakdownTable, handling };
