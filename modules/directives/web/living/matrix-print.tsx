// The matrix on paper: all rows and columns, cut into sheets that an A4 page holds across. Drawn only while printing.
import { chineseDay } from '@anlan/contract';
import { Fragment, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Sheet, cellText, pages, startsTask } from './matrix.ts';

/** Columns that remain legible across a landscape A4. */
const ACROSS = 24;

export function MatrixPrint({ title, on, sheet }: { title: string; on: string; sheet: Sheet }) {
  const printing = usePrinting();
  if (!printing) return null;
  return (
    <div className="mx-print">
      {pages(sheet.columns, ACROSS).map((columns, p, all) => (
        <section key={p}>
          <h1>{title}</h1>
          <p>
            任务矩阵 · {chineseDay(on)}
            {all.length > 1 ? ` · 第 ${p + 1} 张，共 ${all.length} 张` : ''}　● 已完成　◐ 进行中　○ 未到期　▲ 将到期　✕
            逾期　— 不适用
          </p>
          <table>
            <thead>
              <tr>
                <th>任务</th>
                <th>要求</th>
                {columns.map((c) => (
                  <th key={c.unitId}>
                    <span>{c.name}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {sheet.rows.map((r, i) => (
                <tr key={r.ruleId}>
                  <td>{startsTask(sheet.rows, i) ? (r.taskNo ?? '结尾') : ''}</td>
                  <td>
                    {r.text}
                    <small>{r.periodLabel}</small>
                  </td>
                  {columns.map((c) => {
                    const cell = sheet.at(r, c);
                    const [sign, count] = cellText(cell).split(' ');
                    return (
                      <td key={c.unitId} className={cell ? `al-light--${cell.light}` : undefined}>
                        {sign}
                        {count ? (
                          <Fragment>
                            <br />
                            {count}
                          </Fragment>
                        ) : null}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}

/** True from the moment at which the browser is about to print, until it has. */
function usePrinting() {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
  return printing;
}
