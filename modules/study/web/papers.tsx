// The papers of a study on A4: the minutes to file, and the sheet to sign.
import { type PersonView, chineseDay, deskRoutes } from '@anlan/contract';
import { type PageProps, Loading, Trouble, useCall, usePrintFoot, useRecord, useToday } from '@anlan/ui';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { AGENDA } from '../contract.ts';
import { type Shown, kind } from './kind.ts';
import { headFirst } from './known.ts';

/** Lines for signatures on one page, when nobody is printed in advance. */
const LINES = 18;

const Head = ({ record: r }: { record: Shown }) => (
  <table className="st-paper__head">
    <tbody>
      <tr>
        <th>单位</th>
        <td>{r.unitName}</td>
        <th>日期</th>
        <td>{chineseDay(r.body.heldOn)}</td>
      </tr>
      <tr>
        <th>主题</th>
        <td colSpan={3}>{r.title}</td>
      </tr>
      <tr>
        <th>地点</th>
        <td>{r.body.place}</td>
        <th>主持人</th>
        <td>{r.body.host}</td>
      </tr>
    </tbody>
  </table>
);

const Number = ({ record: r }: { record: Shown }) => (
  <p className="st-paper__number">记录编号：{r.number ?? '＿＿＿＿＿＿＿＿'}</p>
);

/** 会议记录 of a study that was held. */
export function MinutesPaper({ record: r }: { record: Shown }) {
  const { body } = r;
  return (
    <div className="st-paper">
      <h1>{r.state === 'void' ? '安全生产学习记录（已作废）' : '安全生产学习记录'}</h1>
      <Number record={r} />
      <Head record={r} />
      <h2>一、议题</h2>
      <ol>
        {body.agenda.map((a) => (
          <li key={a.title}>
            （{AGENDA[a.kind]}）{a.title}
          </li>
        ))}
      </ol>
      <h2>二、学习材料</h2>
      {body.materials.length ? (
        <ol>
          {body.materials.map((m) => (
            <li key={m.title}>
              {m.title}
              {m.date ? `（${chineseDay(m.date)}）` : ''}
              {m.archiveNumber ? `，档号 ${m.archiveNumber}` : ''}
            </li>
          ))}
        </ol>
      ) : (
        <p>无。</p>
      )}
      <h2>
        三、参加人员（实到 {body.attended} 人，应到 {body.expected} 人）
      </h2>
      <p>{body.attendees.join('、')}</p>
      {body.joint.map((j) => (
        <p key={j.unitId}>
          {j.unitName}：{j.confirmedOn ? j.attendees.join('、') : '待该单位确认'}
        </p>
      ))}
      {body.absent.map((a) => (
        <p key={a.name}>
          未参加：{a.name}（{a.reason}
          {a.madeUpOn ? `，已于${chineseDay(a.madeUpOn)}补学` : '，待补学'}）
        </p>
      ))}
      <h2>四、摘录</h2>
      <p className="st-minutes">{body.minutes || '（另附）'}</p>
      <p className="st-paper__sign">
        <span>主持人（签字）：</span>
        <span>记录人（签字）：</span>
      </p>
    </div>
  );
}

/** 签到表, with the names of `people` printed in advance, or with empty lines. */
export function SignInPaper({
  record: r,
  people = [],
}: {
  record: Shown;
  people?: readonly Pick<PersonView, 'name' | 'title'>[];
}) {
  const lines = Array.from({ length: Math.max(LINES, people.length + 3) }, (_, i) => people[i]);
  return (
    <div className="st-paper">
      <h1>安全生产学习签到表</h1>
      <Number record={r} />
      <Head record={r} />
      <table className="st-paper__lines">
        <thead>
          <tr>
            <th>序号</th>
            <th>姓名</th>
            <th>职务</th>
            <th>签名</th>
            <th>备注</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((p, i) => (
            <tr key={i}>
              <td>{i + 1}</td>
              <td>{p?.name}</td>
              <td>{p?.title}</td>
              <td>&nbsp;</td>
              <td>&nbsp;</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="al-quiet">签到后拍照或扫描，作为附件补充到本编号的学习记录。</p>
    </div>
  );
}

/** `/study/:id/sheet`: the sheet to sign, as it will be printed. */
export function SheetPage({ params }: PageProps) {
  const { data, error } = useRecord(kind, params['id']!);
  if (error) return <Trouble error={error} />;
  return data ? <Sheet record={data} /> : <Loading lines={10} />;
}

function Sheet({ record }: { record: Shown }) {
  usePrintFoot(`${record.unitName}　${chineseDay(useToday())}`);
  const [named, setNamed] = useState(true);
  const { data } = useCall(deskRoutes.people, { unitId: record.unitId, limit: 200 });
  const people = headFirst(data?.items ?? []);
  return (
    <article className="st-sheet">
      <div className="st-sheet__bar al-noprint">
        <Checkbox checked={named} onChange={(e) => setNamed(e.target.checked)}>
          印上本单位人员姓名（{people.length} 人）
        </Checkbox>
        <Button type="primary" onClick={() => print()}>
          打印签到表
        </Button>
      </div>
      <SignInPaper record={record} people={named ? people : []} />
    </article>
  );
}
