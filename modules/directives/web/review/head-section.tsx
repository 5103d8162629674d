// What the notice says of itself: title, number, issuer, date, recipients; and between which days periods open.
import { DayInput } from '@anlan/ui';
import { Input, Radio, Switch } from 'antd';
import { useState } from 'react';
import type { Directive } from '../../contract.ts';
import { type HeadPatch, decideYear, editHead, editWindow } from '../../review-ops.ts';
import { useInHand, useTools } from './bench.tsx';
import { Line, plainBind } from './clause-edit.tsx';
import { Names } from './who-editor.tsx';
import { dayWords } from './words.ts';

export function HeadSection({ door }: { door: Directive['door'] }) {
  const { editable } = useTools();
  const { paper, inForce } = useInHand();
  const [open, setOpen] = useState(false);
  const { head, window, year, openEarlier } = paper;
  const said = [
    head.issuer,
    head.date ? dayWords(head.date) : null,
    door === 'own' ? '签发后编文号' : head.docNumber,
    `主送 ${head.recipients.map((r) => r.name).join('、') || '未写明'}`,
  ];
  return (
    <section className="dr-section">
      <header className="dr-section__head">
        <h2>公文要素</h2>
        <button type="button" className="dr-small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? '收起' : editable ? '核对修改' : '展开'}
        </button>
      </header>
      {open ? null : (
        <p className="dr-headline">
          {said.filter(Boolean).join(' · ')}
          <br />
          期次 {dayWords(window.from)}至{dayWords(window.to)}
          {year === 'this'
            ? `，按今年执行，即${dayWords(inForce.window.from)}至${dayWords(inForce.window.to)}`
            : year === 'history'
              ? '，作为历史期次'
              : ''}
          {openEarlier ? '，此前各期作为历史打开' : ''}
        </p>
      )}
      {open ? <HeadForm door={door} /> : null}
    </section>
  );
}

function HeadForm({ door }: { door: Directive['door'] }) {
  const { editable, today, change } = useTools();
  const { paper } = useInHand();
  const { head, window, year, openEarlier, doubts } = paper;
  const put = (patch: HeadPatch, key?: string) => change((b) => editHead(b, patch), key);
  const early = window.to < today || doubts.some((d) => d.code === 'year');
  return (
    <fieldset className="dr-edit" disabled={!editable}>
      <Line label="标题">
        <Input.TextArea
          autoSize
          size="small"
          value={head.title}
          maxLength={300}
          onChange={(e) => put({ title: e.target.value.replaceAll('\n', '') }, 'title')}
          aria-label="标题"
        />
      </Line>
      <Line label="文号">
        {door === 'own' ? (
          <span className="dr-edit__said">签发后由局办公室编号</span>
        ) : (
          <Input
            size="small"
            value={head.docNumber ?? ''}
            maxLength={60}
            onChange={(e) => put({ docNumber: e.target.value || null }, 'number')}
            placeholder="照来文填写"
            aria-label="文号"
          />
        )}
      </Line>
      <Line label="发文机关">
        <Input
          size="small"
          value={head.issuer ?? ''}
          maxLength={100}
          onChange={(e) => put({ issuer: e.target.value || null }, 'issuer')}
          aria-label="发文机关"
        />
      </Line>
      <Line label="成文日期">
        <DayInput {...plainBind('head-date')} value={head.date} onChange={(date) => put({ date })} />
      </Line>
      <Line label="主送">
        <Names names={head.recipients} onChange={(recipients) => put({ recipients })} />
      </Line>
      {early ? (
        <Line label="往年通知">
          <Radio.Group
            size="small"
            value={year}
            onChange={(e) => change((b) => decideYear(b, e.target.value as 'this' | 'history'))}
            options={[
              { value: 'this', label: '按今年执行' },
              { value: 'history', label: '作为历史期次' },
            ]}
          />
          <p className="dr-edit__help">按今年执行：各期和限期移到今年。作为历史期次：只供补登和查阅，不算逾期。</p>
        </Line>
      ) : null}
      <Line label="期次起止">
        <div className="dr-edit__days">
          <DayInput
            {...plainBind('window-from')}
            value={window.from}
            onChange={(from) => from && change((b) => editWindow(b, { from }))}
          />
          <span>至</span>
          <DayInput
            {...plainBind('window-to')}
            value={window.to}
            onChange={(to) => to && change((b) => editWindow(b, { to }))}
          />
        </div>
      </Line>
      <Line label="此前各期">
        <Switch
          size="small"
          checked={openEarlier}
          disabled={!editable}
          onChange={(yes) => change((b) => editWindow(b, {}, yes))}
          aria-label="此前各期作为历史打开"
        />
        <p className="dr-edit__help">
          {openEarlier
            ? '签发日之前的各期作为历史期次打开，可以补登，不算逾期。'
            : '从签发日所在的一期起算，此前各期标“不计”，没有谁因此逾期。'}
        </p>
      </Line>
    </fieldset>
  );
}
