// What became of a clause since the issue: followed by another document, cancelled, settled otherwise, handed down, given time.
import { chineseDay } from '@anlan/contract';
import { Go } from '@anlan/ui';
import { Button } from 'antd';
import { useState } from 'react';
import type { Changes } from '../../contract/after.ts';
import { livingPath } from '../living/data.ts';
import { AmendForm } from './amend-form.tsx';
import { CancelForm, RebindForm } from './change-forms.tsx';
import { AssignmentLines, ReliefLines } from './lines.tsx';
import './relief.css';

type Clause = { id: string; ruleId: string; debtors: readonly { unitId: string; unitName: string }[] };

/** `自2026年7月起按阳文旅字〔2026〕51号调整`. */
const since = (day: string) => chineseDay(day).replace(/(\d+月)1日$/, '$1');
const named = (l: { docNumber: string | null; title: string }) => l.docNumber ?? `《${l.title}》`;

/** Said before everything else: whether the clause still holds. */
export function ChangeNotes({ changes: c }: { changes: Changes }) {
  const { followedBy: next, follows: before } = c;
  return (
    <>
      {next ? (
        <div className="du-note">
          自{since(next.from)}起按
          <Go to={livingPath(next.directiveId, { rule: next.ruleId })}>{named(next)}</Go>调整
          <p>新的要求：{next.text}</p>
        </div>
      ) : null}
      {before ? (
        <div className="du-note">
          自{since(before.from)}起代替
          <Go to={livingPath(before.directiveId, { rule: before.ruleId })}>{named(before)}</Go>的要求
          <p>原来的要求：{before.text}</p>
        </div>
      ) : null}
      {c.planned ? (
        <div className="du-note">
          拟由<Go to={`/directives/${c.planned.directiveId}`}>《{c.planned.title}》</Go>调整，下达后生效。
        </div>
      ) : null}
      {c.closedOn ? (
        <div className="du-note">已于{chineseDay(c.closedOn)}停止，不再产生新的期次；以前的各期保留。</div>
      ) : null}
      {c.nextBinding ? <div className="du-note">自下期起{c.nextBinding}。</div> : null}
    </>
  );
}

/** What was asked for and handed down. */
export function ChangeLines({ changes: c }: { changes: Changes }) {
  return (
    <>
      {c.assignments.length ? (
        <section className="ln-part">
          <h3>任务分解</h3>
          <AssignmentLines items={c.assignments} />
        </section>
      ) : null}
      {c.reliefs.length ? (
        <section className="ln-part">
          <h3>延期与豁免</h3>
          <ReliefLines items={c.reliefs} />
        </section>
      ) : null}
    </>
  );
}

type Doing = 'cancel' | 'rebind' | 'amend' | null;

/** What an authorised person may change. */
export function ChangeWays({ id, ruleId, debtors, changes: { can } }: Clause & { changes: Changes }) {
  const [doing, setDoing] = useState<Doing>(null);
  if (!can.cancel && !can.rebind && !can.amend) return null;
  const close = () => setDoing(null);
  const where = { id, ruleId, onClose: close };
  return (
    <section className="ln-part">
      <h3>调整这项要求</h3>
      <div className="du-ways">
        {can.amend ? <Button onClick={() => setDoing('amend')}>由新文件调整</Button> : null}
        {can.rebind ? <Button onClick={() => setDoing('rebind')}>改变认定方式</Button> : null}
        {can.cancel ? <Button onClick={() => setDoing('cancel')}>取消要求</Button> : null}
      </div>
      {doing === 'amend' ? <AmendForm {...where} /> : null}
      {doing === 'rebind' ? <RebindForm {...where} bindings={can.bindings} /> : null}
      {doing === 'cancel' ? <CancelForm {...where} debtors={debtors} /> : null}
    </section>
  );
}
