// The record of a visit on A4 as the printer gets it from the page.
import { chineseDay } from '@anlan/contract';
import { WAYS } from '../contract.ts';
import type { Shown } from './kind.ts';

export function VisitPaper({ record: r }: { record: Shown }) {
  const { body } = r;
  const rows: [string, string][] = [
    ['日期', chineseDay(body.visitedOn)],
    ['方式', body.mannerText],
    ['领导', body.leaders.map((l) => `${l.name}（${l.unitName}${l.title}）`).join('、')],
    ['到了哪里', body.placesText],
    ['随行人员', body.companions.join('、') || '无'],
    ['了解到的情况', body.learnt],
    ...(body.requirements ? [['现场要求', body.requirements] as [string, string]] : []),
    ['看到的危险', body.dangers.map((d) => `${d.unitName}：${d.text}（${WAYS[d.way]}）`).join('；') || '无'],
    ['后续跟进', body.followUp || '无'],
  ];
  return (
    <div className="vs-paper">
      <h1>
        {body.mannerText}记录{r.state === 'void' ? '（已作废）' : ''}
      </h1>
      <p className="vs-paper__number">记录编号：{r.number ?? '＿＿＿＿＿＿＿＿'}</p>
      <table>
        <tbody>
          {rows.map(([word, text]) => (
            <tr key={word}>
              <th>{word}</th>
              <td>{text}</td>
            </tr>
          ))}
          {body.leaders.map((l) => (
            <tr key={l.postId}>
              <th>{l.name}签字</th>
              <td>{l.how === 'self' && l.confirmedOn ? `本人于${chineseDay(l.confirmedOn)}在系统中确认` : '　'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
