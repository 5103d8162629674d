// Studies held before the system was in use, taken over from a table.
import { type Ctx } from '@anlan/kernel/ctx';
import { type ImportSpec, asHistory, dayIn, namesIn, unitNamed } from '@anlan/kernel/ingest';
import { act, needKind, show } from '@anlan/kernel/record';
import { type Study, study } from '../contract.ts';

type Record = (
  ctx: Ctx,
  input: ReturnType<typeof study.routes.record.input.parse>,
) => Promise<{ id: string; number: string | null }>;

/** One row, one sitting; the same rules as the form, by the form's own way in. */
export const studyHistory = (record: () => Record): ImportSpec => ({
  title: '学习（历史补录）',
  access: 'study.record',
  about: '系统启用以前办过的学习，一行一次。导入后标明「历史补录」，不算逾期。',
  columns: [
    { key: 'unit', label: '单位', required: true, example: '平定县文旅局' },
    { key: 'heldOn', label: '学习日期', aliases: ['日期', '时间'], required: true, example: '2026-03-18' },
    { key: 'title', label: '主题', aliases: ['学习主题'], required: true, example: '节后复工安全专题学习' },
    { key: 'place', label: '地点', required: true, example: '三楼会议室' },
    { key: 'host', label: '主持人', required: true, example: '康明远' },
    {
      key: 'attendees',
      label: '参加人员',
      aliases: ['参会人员'],
      required: true,
      example: '康明远、宁定山',
      help: '姓名之间用顿号隔开',
    },
    { key: 'materials', label: '学习材料', example: '安全生产法；消防法', help: '几份材料用分号隔开' },
    { key: 'minutes', label: '摘录', aliases: ['学习内容', '内容'], example: '学习了……' },
  ],
  async take(ctx, row, batch) {
    const heldOn = dayIn('学习日期', row['heldOn']!);
    const past = await asHistory(ctx, heldOn, batch);
    const unit = await unitNamed(ctx, '单位', row['unit']!, batch);
    const input = study.routes.record.input.parse({
      unitId: unit.id,
      title: row['title'],
      heldOn,
      place: row['place'],
      host: row['host'],
      agenda: [{ title: row['title'], kind: 'study' }],
      materials: (row['materials'] ?? '')
        .split(/[；;\n]/)
        .map((t) => t.trim())
        .filter(Boolean)
        .map((title) => ({ title })),
      attendees: namesIn(row['attendees']!),
      minutes: row['minutes'] ?? '',
    });
    const made = await record()(past, input);
    return { how: 'new', what: `${unit.shortName}　${row['title']}`, made: made.id };
  },
  async undo(ctx, made, reason) {
    const { version, state } = await show<Study>(ctx, needKind('study'), made as string);
    if (state !== 'void') await act(ctx, needKind('study'), made as string, 'void', { version, reason });
  },
});
