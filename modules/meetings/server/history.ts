// Meetings held before the system was in use, taken over from a table.
import type { Ctx } from '@anlan/kernel/ctx';
import { type ImportSpec, asHistory, dayIn, namesIn, oneIn, personNamed, unitNamed } from '@anlan/kernel/ingest';
import { act, needKind, show } from '@anlan/kernel/record';
import { KINDS, meetings } from '../contract.ts';

type Record = (ctx: Ctx, input: ReturnType<typeof meetings.routes.record.input.parse>) => Promise<{ id: string }>;
const parts = (text: string | undefined) =>
  (text ?? '')
    .split(/[；;\n]/)
    .map((t) => t.trim())
    .filter(Boolean);

/** One row, one meeting; decisions of the past are told in its minutes, they oblige nobody any more. */
export const meetingHistory = (record: () => Record): ImportSpec => ({
  title: '会议（历史补录）',
  access: 'meetings.record',
  about: '系统启用以前开过的安全生产会议，一行一次。导入后标明「历史补录」，不算逾期；当时议定的事项写在纪要里。',
  columns: [
    { key: 'unit', label: '单位', required: true, example: '平定县文旅局' },
    { key: 'heldOn', label: '会议日期', aliases: ['日期', '时间'], required: true, example: '2026-03-05' },
    { key: 'title', label: '会议名称', aliases: ['会议主题', '主题'], required: true, example: '三月份安全生产例会' },
    { key: 'kind', label: '会议种类', example: '例会', help: '例会、专题、研判、调度；不填为例会' },
    { key: 'place', label: '地点', required: true, example: '二楼会议室' },
    { key: 'chair', label: '主持人', required: true, example: '康明远', help: '须是当日的班子成员' },
    { key: 'attendees', label: '参加人员', aliases: ['参会人员'], required: true, example: '康明远、宁定山' },
    {
      key: 'problems',
      label: '研判出的问题',
      aliases: ['问题'],
      example: '部分场所疏散标志不亮；值班记录不全',
      help: '几个问题用分号隔开',
    },
    { key: 'minutes', label: '纪要', aliases: ['会议内容', '议定事项'], example: '会议议定……' },
  ],
  async take(ctx, row, batch) {
    const heldOn = dayIn('会议日期', row['heldOn']!);
    const past = await asHistory(ctx, heldOn, batch);
    const unit = await unitNamed(ctx, '单位', row['unit']!, batch);
    const chair = await personNamed(ctx, '主持人', row['chair']!, unit, heldOn, batch);
    const input = meetings.routes.record.input.parse({
      unitId: unit.id,
      title: row['title'],
      kind: oneIn('会议种类', row['kind'] ?? '', KINDS, 'regular'),
      heldOn,
      place: row['place'],
      chairId: chair.personId,
      agenda: [{ title: '研判安全生产形势', kind: 'analysis' }],
      attendees: namesIn(row['attendees']!),
      problems: parts(row['problems']),
      minutes: row['minutes'] ?? '',
    });
    const made = await record()(past, input);
    return { how: 'new', what: `${unit.shortName}　${row['title']}`, made: made.id };
  },
  async undo(ctx, made, reason) {
    const { version, state } = await show(ctx, needKind('meetings'), made as string);
    if (state !== 'void') await act(ctx, needKind('meetings'), made as string, 'void', { version, reason });
  },
});
