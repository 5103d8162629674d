// Visits made before the system was in use, taken over from a table.
import type { Ctx } from '@anlan/kernel/ctx';
import { type ImportSpec, asHistory, dayIn, namesIn, oneIn, personNamed, unitNamed } from '@anlan/kernel/ingest';
import { act, needKind, show } from '@anlan/kernel/record';
import { MANNERS, visits } from '../contract.ts';

type Record = (ctx: Ctx, input: ReturnType<typeof visits.routes.record.input.parse>) => Promise<{ id: string }>;

/** One row, one visit. The table is what the leaders put their names to: they count as confirmed on paper. */
export const visitHistory = (record: () => Record): ImportSpec => ({
  title: '调研检查（历史补录）',
  access: 'visits.record',
  about: '系统启用以前领导下基层的记录，一行一次。导入后标明「历史补录」，不算逾期；领导按纸质签字确认计。',
  columns: [
    { key: 'unit', label: '领导所在单位', aliases: ['单位'], required: true, example: '平定县文旅局' },
    {
      key: 'leaders',
      label: '领导',
      aliases: ['姓名', '带队领导'],
      required: true,
      example: '康明远',
      help: '几位领导同去的，用顿号隔开',
    },
    { key: 'visitedOn', label: '日期', aliases: ['调研日期', '时间'], required: true, example: '2026-03-12' },
    { key: 'manner', label: '方式', example: '调研', help: '调研、服务指导、督导检查；不填为调研' },
    { key: 'place', label: '到了哪里', aliases: ['地点', '调研单位'], required: true, example: '平定县文化馆' },
    { key: 'companions', label: '随行人员', example: '宁定山' },
    {
      key: 'learnt',
      label: '了解到的情况',
      aliases: ['情况', '内容'],
      required: true,
      example: '查看了消防设施和值班情况。',
    },
    { key: 'requirements', label: '现场要求', example: '' },
  ],
  async take(ctx, row, batch) {
    const visitedOn = dayIn('日期', row['visitedOn']!);
    const past = await asHistory(ctx, visitedOn, batch);
    const unit = await unitNamed(ctx, '领导所在单位', row['unit']!, batch);
    const leaders = [];
    for (const name of namesIn(row['leaders']!)) {
      const { postId, personId } = await personNamed(ctx, '领导', name, unit, visitedOn, batch);
      leaders.push({ postId, how: personId === ctx.me.personId ? null : ('paper' as const) });
    }
    const place = await unitNamed(ctx, '到了哪里', row['place']!, batch).catch(() => null);
    const input = visits.routes.record.input.parse({
      visitedOn,
      manner: oneIn('方式', row['manner'] ?? '', MANNERS, 'research'),
      leaders,
      placeUnitIds: place ? [place.id] : [],
      elsewhere: place ? '' : row['place'],
      companions: namesIn(row['companions'] ?? ''),
      learnt: row['learnt'],
      requirements: row['requirements'] ?? '',
    });
    const made = await record()(past, input);
    return { how: 'new', what: `${row['leaders']}　${row['place']}`, made: made.id };
  },
  async undo(ctx, made, reason) {
    const { version, state } = await show(ctx, needKind('visits'), made as string);
    if (state !== 'void') await act(ctx, needKind('visits'), made as string, 'void', { version, reason });
  },
});
