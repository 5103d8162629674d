// On paper, after the notice: which units have not done what. Drawn for the printer only.
import { LIGHT_SIGN, type Light, chineseDay } from '@anlan/contract';
import { useToday } from '@anlan/ui';
import { useMatrix } from './data.ts';
import type { Matrix } from './matrix.ts';
import { open } from './strips.ts';

/** Those first who are late. */
const PRESSING: readonly Light[] = ['missed', 'soon', 'going', 'ahead'];

/** Rows with what is still open, each with its units; a county's units are counted in its name. */
export function owingRows(m: Pick<Matrix, 'rows' | 'columns' | 'cells'>) {
  const name = new Map(m.columns.map((c) => [c.unitId, c.name]));
  return m.rows.flatMap((row) => {
    const cells = m.cells.filter((c) => c.ruleId === row.ruleId);
    const owing = cells.filter(open).toSorted((a, b) => PRESSING.indexOf(a.light) - PRESSING.indexOf(b.light));
    if (!owing.length) return [];
    const done = cells.reduce((n, c) => n + c.done, 0);
    const total = cells.reduce((n, c) => n + c.total, 0);
    const who = owing.map(
      (c) =>
        `${LIGHT_SIGN[c.light]} ${name.get(c.unitId) ?? '其他单位'}${c.total > 1 ? `（${c.total - c.done}）` : ''}`,
    );
    return [{ row, done, total, who }];
  });
}

export function OwingTable({ id, on }: { id: string; on: string | undefined }) {
  const { data } = useMatrix(id, on);
  const today = useToday();
  if (!data) return null;
  const rows = owingRows(data);
  return (
    <section className="ln-owes">
      <h2>尚未完成的单位</h2>
      <p>
        {chineseDay(today)}打印，看{chineseDay(data.on)}那一期。● 已完成　◐ 进行中　○ 未到期　▲ 将到期　✕
        逾期；括号内为县区内未完成数。
      </p>
      {rows.length ? (
        <table>
          <thead>
            <tr>
              <th>任务</th>
              <th>要求</th>
              <th>期次</th>
              <th>完成</th>
              <th>尚未完成</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, done, total, who }) => (
              <tr key={row.ruleId}>
                <td>{row.taskNo ?? ''}</td>
                <td>{row.text}</td>
                <td>{row.periodLabel}</td>
                <td>
                  {done}/{total}
                </td>
                <td>
                  {who.map((w) => (
                    <span key={w}>{w}</span>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p>本期各项要求都已完成。</p>
      )}
    </section>
  );
}
