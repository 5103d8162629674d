// What stands on the papers of a meeting: the minutes, the sheet to sign, and the brief of the month's risks from live data.
import { addDays, chineseDay, spanOf } from '@anlan/contract';
import type { Ctx } from '@anlan/kernel/ctx';
import { listPeriods } from '@anlan/kernel/duty';
import { needUnit } from '@anlan/kernel/org';
import type { FormPaper, OfficialPaper, PaperBlock } from '@anlan/kernel/paper';
import type { Full } from '@anlan/kernel/record';
import { KINDS, type meetings } from '../contract.ts';
import { decisionsOf } from './decisions.ts';
import { outlookOf } from './outlook.ts';

type Held = Full<typeof meetings.records.meetings>;

const N = '一二三四五六七八九十'.split('');
const heading = (n: number, text: string): PaperBlock => ({
  type: 'heading',
  level: 1,
  text: `${N[n] ?? n + 1}、${text}`,
});
const text = (said: string): PaperBlock => ({ type: 'text', text: said });
/** Paragraphs of what somebody wrote, numbered where they are several. */
const numbered = (lines: readonly string[]): PaperBlock[] =>
  lines.length > 1 ? lines.map((l, i) => text(`${i + 1}. ${l}`)) : lines.map(text);

/** Sections of a paper, numbered in their order; empty ones are left out. */
const sections = (parts: readonly (readonly [string, readonly PaperBlock[]])[]): PaperBlock[] =>
  parts.filter(([, blocks]) => blocks.length).flatMap(([title, blocks], n) => [heading(n, title), ...blocks]);

async function decisionTable(ctx: Ctx, meetingId: string): Promise<PaperBlock[]> {
  const decisions = (await decisionsOf(ctx, meetingId)).filter((d) => d.state !== 'void');
  if (!decisions.length) return [];
  return [
    {
      type: 'table',
      columns: [
        { label: '序号', width: 2, align: 'center' },
        { label: '议定事项', width: 8 },
        { label: '责任单位', width: 4 },
        { label: '责任人', width: 3, align: 'center' },
        { label: '完成时限', width: 4, align: 'center' },
      ],
      rows: decisions.map((d, i) => [
        String(i + 1),
        d.title,
        d.unitName,
        d.body.person ?? '',
        d.deadline ? chineseDay(d.deadline) : '',
      ]),
    },
  ];
}

/** 会议纪要. */
async function minutes(ctx: Ctx, m: Held): Promise<OfficialPaper> {
  const names = (label: string, list: readonly string[]) => (list.length ? [{ label, names: list }] : []);
  return {
    form: 'official',
    kind: '纪要',
    unitId: m.unitId,
    number: null,
    title: m.title.endsWith('纪要') ? m.title : `${m.title}纪要`,
    to: [],
    body: [
      text(
        `${chineseDay(m.heldOn)}，${m.chairName}（${m.chairAs}）在${m.place}主持召开${m.title}。${
          m.joint.length ? `会议与${m.joint.map((j) => j.unitName).join('、')}联合召开。` : ''
        }现将会议主要内容纪要如下：`,
      ),
      ...sections([
        ['会议议题', numbered(m.agenda.map((a) => a.title))],
        ['形势研判', m.outlook ? [text(situation(m.outlook))] : []],
        ['研判出的问题', numbered(m.problems)],
        ['会议内容', m.minutes.split('\n').filter(Boolean).map(text)],
        ['议定事项', await decisionTable(ctx, m.id)],
      ]),
    ],
    date: m.heldOn,
    present: [
      ...names('出席', [...m.attendees, ...m.joint.flatMap((j) => j.attendees)]),
      ...names(
        '请假',
        m.absent.map((a) => `${a.name}（${a.reason}）`),
      ),
      ...names('列席', m.observers),
      ...names('记录', m.recorder ? [m.recorder] : []),
    ],
  };
}

const situation = (o: NonNullable<Held['outlook']>) =>
  `截至${chineseDay(o.on)}，本单位及下级单位逾期任务 ${o.overdue} 项（其中 ${o.unexplained} 项未说明原因），将到期 ${o.soon} 项，未办结的议定事项 ${o.decisions} 项。`;

/** 签到表, with lines for those who are not known yet. */
async function sheet(_ctx: Ctx, m: Held): Promise<FormPaper> {
  const named = [...m.attendees, ...m.observers.map((n) => `${n}（列席）`)];
  const lines = Math.max(LINES, named.length + SPARE);
  return {
    form: 'plain',
    unitId: m.unitId,
    title: `${m.title}签到表`,
    number: m.number,
    facts: [
      { label: '会议种类', value: KINDS[m.kind] },
      { label: '日期', value: chineseDay(m.heldOn) },
      { label: '地点', value: m.place },
      { label: '主持人', value: `${m.chairName}（${m.chairAs}）` },
      { label: '议题', value: m.agenda.map((a, i) => `${i + 1}. ${a.title}`).join('；'), wide: true },
    ],
    body: [
      {
        type: 'table',
        columns: [
          { label: '序号', width: 2, align: 'center' },
          { label: '姓名', width: 4, align: 'center' },
          { label: '单位及职务', width: 7 },
          { label: '签名', width: 6 },
        ],
        rows: Array.from({ length: lines }, (_, i) => [String(i + 1), named[i] ?? '', '', '']),
      },
    ],
    sign: ['记录人'],
  };
}
/** As many lines as stand on one page with the place to sign; of more people, some lines more. */
const LINES = 11;
const SPARE = 3;

/** 风险研判简报 of the month of the meeting, as things stand now; a unit with others below it circulates, any other reports. */
async function brief(ctx: Ctx, m: Held): Promise<OfficialPaper> {
  const month = spanOf('month', m.heldOn);
  const unit = await needUnit(ctx, m.unitId);
  const outlook = await outlookOf(ctx, m.unitId);
  const { items } = await listPeriods(ctx, { under: m.unitId, only: 'all', limit: 1000 });
  const ofMonth = items.filter((p) => p.due >= month.from && p.due <= month.to && p.light !== 'none');
  const overdue = items.filter((p) => p.light === 'missed' && p.sign === '✕');
  const next = outlook.lines.filter((l) => l.what === 'soon');
  const leads = unit.type === 'bureau' || unit.type === 'county';
  return {
    form: 'official',
    kind: leads ? '通报' : '报告',
    unitId: m.unitId,
    number: null,
    ...(leads ? {} : { signer: m.chairName }),
    title: `${month.label}安全生产风险研判简报`,
    to: leads ? ['各有关单位'] : ['上级主管部门'],
    body: [
      text(`现将${month.label}安全生产形势研判情况简报如下，数据截至${chineseDay(ctx.today)}。`),
      ...sections([
        ['总体形势', [text(situation(outlook))]],
        ['本月到期任务进展', progressTable(ofMonth)],
        ['逾期情况', overdueTable(overdue)],
        ['研判出的问题', numbered(m.problems)],
        [
          '未办结的议定事项',
          outlook.lines
            .filter((l) => l.what === 'decision')
            .map((l) => text(`${l.title}（${l.units.map((u) => u.name).join('、')}，${chineseDay(l.due)}前）。`)),
        ],
        [
          '下一步',
          next.length
            ? next.map((l) =>
                text(`${l.title}：${l.units.map((u) => u.name).join('、')}，${chineseDay(l.due)}前完成。`),
              )
            : [text(`${chineseDay(addDays(month.to, 1))}前没有其他将到期任务，各单位继续落实日常要求。`)],
        ],
      ]),
    ],
    date: ctx.today,
  };
}

type Period = Awaited<ReturnType<typeof listPeriods>>['items'][number];

/** Periods under a name each, in the order in which the names first appear. */
function groupsOf(periods: readonly Period[], name: (p: Period) => string): Map<string, Period[]> {
  const groups = new Map<string, Period[]>();
  for (const p of periods) groups.set(name(p), [...(groups.get(name(p)) ?? []), p]);
  return groups;
}

function progressTable(periods: readonly Period[]): PaperBlock[] {
  const rules = groupsOf(periods, (p) => p.title);
  return [...rules].map(([title, list]) => {
    const done = list.filter((p) => p.light === 'done').length;
    const open = [...new Set(list.filter((p) => p.light !== 'done').map((p) => p.leaderName ?? p.unitName))];
    const who = open.length
      ? `，未完成：${open.slice(0, 10).join('、')}${open.length > 10 ? `等 ${open.length} 个` : ''}`
      : '';
    return text(`${title}：应完成 ${list.length} 项，已完成 ${done} 项${who}。`);
  });
}

function overdueTable(periods: readonly Period[]): PaperBlock[] {
  if (!periods.length) return [text('没有逾期未完成的任务。')];
  const units = groupsOf(periods, (p) => p.unitName);
  return [
    {
      type: 'table',
      columns: [
        { label: '单位', width: 5 },
        { label: '逾期', width: 2, align: 'center' },
        { label: '逾期最久的一项', width: 10 },
        { label: '应于', width: 5, align: 'center' },
      ],
      rows: [...units].map(([name, list]) => [name, String(list.length), list[0]!.title, chineseDay(list[0]!.due)]),
    },
  ];
}

export const papers = { minutes, sheet, brief };
