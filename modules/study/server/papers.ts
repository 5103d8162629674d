// What stands on the papers of a study: the sheet to sign, and the record of what was held.
import type { Ctx } from '@anlan/kernel/ctx';
import { chineseDay } from '@anlan/contract';
import { listPeople } from '@anlan/kernel/org';
import type { FormPaper, PaperBlock } from '@anlan/kernel/paper';
import { AGENDA, type Study } from '../contract.ts';

type Record = Study & { unitId: string; title: string; number: string | null };

/** Empty lines below the names, for whoever comes unexpected; at least one page of lines. */
const SPARE = 3;
const LINES = 15;

const facts = (s: Record): FormPaper['facts'] => [
  { label: '主题', value: s.title, wide: true },
  { label: '日期', value: chineseDay(s.heldOn) },
  { label: '主持人', value: s.host },
  { label: '地点', value: s.place, wide: true },
];

/** 签到表: the unit's people in advance, leaders first, and room for others. */
export async function signIn(ctx: Ctx, s: Record): Promise<FormPaper> {
  const people = await listPeople(ctx, { unitId: s.unitId, limit: 200 });
  const named = people.map((p) => [p.name, p.title]);
  const lines = Math.max(LINES, named.length + SPARE);
  return {
    form: 'plain',
    unitId: s.unitId,
    title: '安全生产学习签到表',
    number: s.number,
    facts: facts(s),
    body: [
      {
        type: 'table',
        columns: [
          { label: '序号', width: 1, align: 'center' },
          { label: '姓名', width: 2, align: 'center' },
          { label: '职务', width: 3 },
          { label: '签名', width: 3 },
          { label: '备注', width: 2 },
        ],
        rows: Array.from({ length: lines }, (_, i) => [String(i + 1), ...(named[i] ?? ['', '']), '', '']),
      },
    ],
  };
}

const text = (words: string): PaperBlock => ({ type: 'text', text: words });
const part = (words: string): PaperBlock => ({ type: 'heading', level: 1, text: words });

/** 学习记录: what was read, who came, who makes up, what was said. */
export async function minutes(_ctx: Ctx, s: Record): Promise<FormPaper> {
  const joint = s.joint.map((j) => text(`${j.unitName}：${j.confirmedOn ? j.attendees.join('、') : '待该单位确认。'}`));
  const absent = s.absent.map((a) =>
    text(`未参加：${a.name}（${a.reason}${a.madeUpOn ? `，已于${chineseDay(a.madeUpOn)}补学` : '，待补学'}）`),
  );
  const materials = s.materials.map((m, i) =>
    text(
      `${i + 1}.${m.title}${m.date ? `（${chineseDay(m.date)}）` : ''}${m.archiveNumber ? `，档号 ${m.archiveNumber}` : ''}`,
    ),
  );
  return {
    form: 'plain',
    unitId: s.unitId,
    title: '安全生产学习记录',
    number: s.number,
    facts: facts(s),
    body: [
      part('一、议题'),
      ...s.agenda.map((a, i) => text(`${i + 1}.（${AGENDA[a.kind]}）${a.title}`)),
      part('二、学习材料'),
      ...(materials.length ? materials : [text('无。')]),
      part(`三、参加人员（实到 ${s.attended} 人，应到 ${s.expected} 人）`),
      text(s.attendees.join('、')),
      ...joint,
      ...absent,
      part('四、摘录'),
      text(s.minutes || '（另附）'),
    ],
    sign: ['主持人', '记录人'],
  };
}
