// 报送情况 as a workbook, one row per unit and clause; and all that was sent as one ZIP.
import type { Ctx } from '@anlan/kernel/ctx';
import { Problem, stateLabel } from '@anlan/contract';
import { submissionLife } from '../contract.ts';
import { returns } from './submission.ts';

/** @throws 404 */
export async function returnsSheet(ctx: Ctx, input: Record<string, string>) {
  const { clauses } = await returns(ctx, { id: input.id! });
  const states: Record<string, Parameters<typeof stateLabel>[0]> = submissionLife.states;
  return {
    title: '报送情况',
    columns: [
      { header: '报送要求', key: 'clause', width: 48 },
      { header: '单位', key: 'unit', width: 20 },
      { header: '报送期限', key: 'due', width: 12 },
      { header: '完成情况', key: 'sign', width: 10 },
      { header: '版次', key: 'no', width: 8 },
      { header: '报送日期', key: 'sentOn', width: 12 },
      { header: '晚报天数', key: 'late', width: 10 },
      { header: '状态', key: 'state', width: 10 },
      { header: '接收时间', key: 'received', width: 18 },
      { header: '材料', key: 'files', width: 40 },
    ],
    rows: clauses.flatMap((c) =>
      c.rows.map(({ unitName, due, sign, sent }) => ({
        clause: c.text,
        unit: unitName,
        due,
        sign,
        no: sent?.no ?? null,
        sentOn: sent?.sentOn ?? null,
        late: sent?.daysLate || null,
        state: sent ? stateLabel(states[sent.state] ?? sent.state) : '未报',
        received: sent?.receivedAt?.slice(0, 16).replace('T', ' ') ?? null,
        files: sent?.files.map((f) => f.name).join('；') ?? null,
      })),
    ),
  };
}

/** The latest version of everything sent, a folder per unit. @throws 404; 404 `nothing-sent` */
export async function returnsBundle(ctx: Ctx, input: Record<string, string>) {
  const { clauses } = await returns(ctx, { id: input.id! });
  const files = clauses.flatMap((c) =>
    c.rows.flatMap(({ unitName, sent }) =>
      (sent?.files ?? []).map(({ name, sha256 }) => ({ folder: unitName, name, sha256 })),
    ),
  );
  if (!files.length) throw new Problem('nothing-sent', 404, '还没有单位报送材料，没有可以下载的文件。');
  return { title: '报送材料', files };
}
