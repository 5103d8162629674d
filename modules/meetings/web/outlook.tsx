// The situation before a meeting: four numbers, and beneath them what they are made of.
import { chineseDay } from '@anlan/contract';
import type { Outlook } from '../contract.ts';

/** The numbers in one line, for a form. */
export function OutlookBrief({ outlook: o }: { outlook: Outlook }) {
  return (
    <p className="mt-outlook">
      现在逾期 <b>{o.overdue}</b> 项（{o.unexplained} 项未说明原因），将到期 <b>{o.soon}</b> 项，未办结的议定事项{' '}
      <b>{o.decisions}</b> 件。
    </p>
  );
}

const SIGN = { overdue: '✕', soon: '▲', decision: '◐' } as const;
const WORD = { overdue: '逾期', soon: '将到期', decision: '未办结' } as const;

/** The situation as it was kept with the meeting. */
export function OutlookTable({ outlook: o }: { outlook: Outlook }) {
  return (
    <>
      <OutlookNumbers outlook={o} />
      {o.lines.length ? (
        <table className="mt-table">
          <tbody>
            {o.lines.map((l) => (
              <tr key={`${l.what} ${l.title} ${l.due}`}>
                <td className="mt-table__sign">
                  <span className={`mt-sign mt-sign--${l.what}`} aria-hidden>
                    {SIGN[l.what]}
                  </span>{' '}
                  {WORD[l.what]}
                </td>
                <td>{l.title}</td>
                <td title={l.units.map((u) => u.name).join('、')}>
                  {l.units.length > 3
                    ? `${l.units
                        .slice(0, 3)
                        .map((u) => u.name)
                        .join('、')}等 ${l.units.length} 家`
                    : l.units.map((u) => u.name).join('、')}
                </td>
                <td className="mt-table__day">{l.due}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </>
  );
}

const OutlookNumbers = ({ outlook: o }: { outlook: Outlook }) => (
  <p className="al-quiet">
    {chineseDay(o.on)}：逾期 {o.overdue} 项（{o.unexplained} 项未说明原因），将到期 {o.soon} 项，未办结的议定事项{' '}
    {o.decisions} 件。
  </p>
);
