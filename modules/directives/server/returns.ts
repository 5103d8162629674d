// 报送情况: who sent what a directive wants, on the page, as a workbook, and all that was sent as one ZIP.
import { type Ctx, localIso } from '@anlan/kernel/ctx';
import { listPeriods } from '@anlan/kernel/duty';
import { filesOfMany } from '@anlan/kernel/file';
import { needKind, show } from '@anlan/kernel/record';
import { Problem, stateLabel } from '@anlan/contract';
import { submissionLife } from '../contract.ts';
import { own, paperOf } from './tables.ts';

/** A directive asks for few things, of every unit at most. */
const MOST_PERIODS = 10_000;

/** Who sent what a directive wants, which version, how late; within my scope. @throws 404 */
export async function returns(ctx: Ctx, { id }: { id: string }) {
  await show(ctx, needKind('directives'), id);
  const { breakdown } = await paperOf(ctx, id);
  const wanted = breakdown.clauses.filter((c) => c.binding === 'return');
  const [units, lists, sent] = await Promise.all([
    ctx.db.selectFrom('unit').select(['id', 'sort']).execute(),
    Promise.all(wanted.map((c) => listPeriods(ctx, { ruleId: c.id, only: 'all', limit: MOST_PERIODS }))),
    own(ctx)
      .selectFrom('submission')
      .innerJoin('record', 'record.id', 'submission.id')
      .selectAll('submission')
      .select(['record.number', 'record.state', 'record.version'])
      .where('directive_id', '=', id)
      .execute(),
  ]);
  const files = await filesOfMany(
    ctx,
    sent.map((s) => s.id),
  );
  const order = new Map(units.map((u) => [u.id, u.sort]));
  const inOrder = (a: { unitId: string; due: string }, b: typeof a) =>
    a.due.localeCompare(b.due) || (order.get(a.unitId) ?? 0) - (order.get(b.unitId) ?? 0);
  const byPeriod = new Map(sent.map((s) => [s.period_id, s]));
  return {
    clauses: wanted.map((c, i) => ({
      ruleId: c.id,
      taskNo: c.taskNo,
      text: c.text,
      rows: lists[i]!.items.toSorted(inOrder).map((p) => {
        const s = byPeriod.get(p.id);
        const latest = s?.versions.at(-1);
        const { id: periodId, unitId, unitName, label, due, light, sign, why } = p;
        return {
          periodId,
          unitId,
          unitName,
          label,
          due,
          light,
          sign,
          why,
          sent:
            s && latest
              ? {
                  id: s.id,
                  number: s.number,
                  state: s.state,
                  version: s.version,
                  no: latest.no,
                  text: latest.text,
                  sentOn: latest.sentOn,
                  daysLate: latest.daysLate,
                  receivedAt: s.received_at && localIso(s.received_at),
                  files: (files.get(s.id) ?? []).filter((f) => latest.files.includes(f.id)),
                }
              : null,
        };
      }),
    })),
  };
}

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
