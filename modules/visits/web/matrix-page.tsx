// 领导下基层: leaders by month, each light leads to its proof; for the screen, the printer and Excel. Nobody is ranked.
import { LIGHTS, LIGHT_LABEL, LIGHT_SIGN, chineseDay } from '@anlan/contract';
import { DutyLight, Empty, Loading, Trouble, UnitSelect, useCall, useMe, usePrintFoot, useUrlState } from '@anlan/ui';
import { Select } from 'antd';
import { Fragment, type KeyboardEvent } from 'react';
import { type Line, type Matrix, visits } from '../contract.ts';
import './matrix.css';

export function MatrixPage() {
  const me = useMe();
  const [url, setUrl] = useUrlState();
  const year = url['year'] ? Number(url['year']) : undefined;
  const under = url['under'];
  const query = { ...(year ? { year } : {}), ...(under ? { under } : {}) };
  const { data, error, refetch } = useCall(visits.routes.matrix, query, { keep: true });
  usePrintFoot(`${me.unit?.name ?? ''}　${chineseDay(me.today)}`);
  if (error) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={12} />;
  const years = data.years.includes(data.year) ? data.years : [data.year, ...data.years];
  const excel = new URLSearchParams({ year: String(data.year), ...(under ? { under } : {}) });
  return (
    <article className="vs-matrix">
      <header className="vs-matrix__head">
        <h1>领导下基层（{data.year}年）</h1>
        <div className="vs-matrix__bar al-noprint">
          <Select
            value={data.year}
            options={years.map((y) => ({ value: y, label: `${y}年` }))}
            onChange={(y) => setUrl({ year: String(y) })}
            aria-label="年份"
          />
          <div className="vs-matrix__unit">
            <UnitSelect value={under ?? null} onChange={(id) => setUrl({ under: id })} placeholder="全部单位" />
          </div>
          <a className="al-way" href={`/api/visits/matrix.xlsx?${excel.toString()}`} download>
            导出 Excel
          </a>
          <button type="button" className="al-way" onClick={() => print()}>
            打印
          </button>
        </div>
      </header>
      {data.lines.length ? (
        <Sheet data={data} />
      ) : (
        <Empty title="这一年没有要求领导每月下基层的任务。通知签发并对应到「领导下基层」后，这里按月显示。" />
      )}
      <p className="vs-matrix__legend">
        {LIGHTS.map((l) => (
          <span key={l}>
            <span className={`al-light--${l}`}>{LIGHT_SIGN[l]}</span> {l === 'missed' ? '缺' : LIGHT_LABEL[l]}
          </span>
        ))}
        <span>请假、空缺经批准免除的，显示为「—」。</span>
      </p>
    </article>
  );
}

/** Moves between lights; cells without one are passed over. */
function walk(e: KeyboardEvent<HTMLTableElement>) {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[e.key];
  const from = e.target instanceof Element ? e.target.closest<HTMLElement>('[data-y]') : null;
  if (!step || !from) return;
  const at = { y: Number(from.dataset['y']), x: Number(from.dataset['x']) };
  for (let next: HTMLElement | null = from; next;) {
    at.y += step[0]!;
    at.x += step[1]!;
    next = e.currentTarget.querySelector<HTMLElement>(`[data-y="${at.y}"][data-x="${at.x}"]`);
    const light = next?.querySelector('button');
    if (!light) continue;
    light.focus();
    break;
  }
  e.preventDefault();
}

function Sheet({ data }: { data: Matrix }) {
  const { lines, months, today } = data;
  const now = today.slice(0, 7);
  return (
    <div className="vs-matrix__frame">
      <table
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table that keys walk is a grid
        role="grid"
        aria-label="领导按月下基层情况，方向键移动，回车打开"
        onKeyDown={walk}
      >
        <thead>
          <tr>
            <th scope="col">领导</th>
            {months.map((m) => (
              <th key={m.key} scope="col" className={m.key === now ? 'vs-now' : undefined}>
                {m.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, y) => (
            <Fragment key={line.postId}>
              {lines[y - 1]?.unitId === line.unitId ? null : (
                <tr className="vs-matrix__unitrow">
                  <th scope="rowgroup" colSpan={months.length + 1}>
                    <span>{line.unitName}</span>
                  </th>
                </tr>
              )}
              <LineRow line={line} y={y} now={now} months={months} />
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = { line: Line; y: number; now: string; months: Matrix['months'] };

function LineRow({ line, y, now, months }: RowProps) {
  return (
    <tr>
      <th scope="row">
        {line.name}
        <small>{line.title}</small>
        {line.note ? <small className="vs-matrix__note">{line.note}</small> : null}
      </th>
      {line.cells.map((c, x) => (
        <td key={c.key} data-y={y} data-x={x} className={c.key === now ? 'vs-now' : undefined}>
          {c.period ? (
            <DutyLight
              light={c.period.light}
              sign={c.period.sign}
              why={c.more ? `${c.why}；本月另有 ${c.more} 项同类要求` : c.why}
              periodId={c.period.id}
              of={`${line.name} ${months[x]?.label ?? ''}`}
            />
          ) : (
            <span className="vs-none" data-why={c.why}>
              {c.key > now ? '' : '—'}
              <span className="al-hidden">{c.why}</span>
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}
