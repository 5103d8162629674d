// What one clause asks: of whom, how often, by when, and by which record it is taken as done. Every change holds at once.
/* oxlint-disable jsx-a11y/no-autofocus -- opened by the person who is about to type in it */
import { DayInput } from '@anlan/ui';
import { InputNumber, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import type { Clause } from '../../breakdown.ts';
import { type ClausePatch, editClause } from '../../review-ops.ts';
import { useInHand, useTools } from './bench.tsx';
import { WhoEditor } from './who-editor.tsx';
import { REPEAT_WORDS, dayWords } from './words.ts';

const REPEATS = Object.entries(REPEAT_WORDS).map(([value, label]) => ({ value: value as Clause['repeat'], label }));
/** What a day input wants when it stands outside a form. */
export const plainBind = (id: string) => ({
  id,
  'aria-invalid': undefined,
  'aria-describedby': undefined,
  status: '' as const,
});

export function ClauseEdit({ clause: c, focus }: { clause: Clause; focus: 'units' | 'binding' | null }) {
  const { change, bindings } = useTools();
  const { paper, inForce } = useInHand();
  const moved = inForce.clauses.find((x) => x.id === c.id)?.due;
  const put = (patch: ClausePatch, key?: string) => change((b) => editClause(b, c.id, patch), key);
  const tasks = [
    ...paper.tasks.map((t) => ({ value: t.no, label: `${t.no} ${t.title}` })),
    { value: '', label: '不在任务内' },
  ];
  const counted = c.repeat !== 'standing';
  return (
    <div className="dr-edit">
      <Line label="责任单位">
        <WhoEditor clause={c} focus={focus === 'units'} />
      </Line>
      <Line label="由谁完成">
        <Segmented<Clause['about']>
          size="small"
          value={c.about}
          options={[
            { value: 'unit', label: '每个单位' },
            { value: 'person', label: '每位班子成员' },
          ]}
          onChange={(about) => put({ about })}
        />
      </Line>
      <Line label="频次">
        <Select
          size="small"
          className="dr-edit__short"
          value={c.repeat}
          options={REPEATS}
          onChange={(repeat) => put({ repeat })}
          aria-label="频次"
        />
        {counted ? (
          <>
            <span className="dr-edit__unit">至少</span>
            <InputNumber
              size="small"
              className="dr-edit__tiny"
              min={1}
              max={366}
              precision={0}
              value={c.count}
              onChange={(n) => n && put({ count: n }, `count:${c.id}`)}
              aria-label="次数"
            />
            <span className="dr-edit__unit">次</span>
          </>
        ) : null}
      </Line>
      {c.repeat === 'once' ? (
        <Line label="完成日期">
          <DayInput {...plainBind(`due-${c.id}`)} value={c.due} onChange={(due) => put({ due })} />
          {moved && moved !== c.due ? <p className="dr-edit__help">按今年执行，即{dayWords(moved)}前</p> : null}
        </Line>
      ) : null}
      {counted ? (
        <Line label="认定方式">
          <Select
            size="small"
            className="dr-edit__long"
            autoFocus={focus === 'binding'}
            defaultOpen={focus === 'binding'}
            value={c.binding}
            onChange={(binding) => put({ binding })}
            options={bindings.map((b) => ({ value: b.kind, label: b.label, from: b.from }))}
            optionRender={drawBinding}
            aria-label="认定方式"
          />
          <p className="dr-edit__help">{bindings.find((b) => b.kind === c.binding)?.from}</p>
        </Line>
      ) : null}
      <Line label="所属任务">
        <Select
          size="small"
          className="dr-edit__long"
          showSearch={{ optionFilterProp: 'label' }}
          value={c.taskNo ?? ''}
          options={tasks}
          onChange={(no) => put({ taskNo: no || null })}
          aria-label="所属任务"
        />
      </Line>
      <p className="dr-edit__help">要改摘录的文字：在左边原文中选中，再点「用作所选要求的原文」。</p>
    </div>
  );
}

const drawBinding = (o: { label?: ReactNode; data: { from: string } }) => (
  <div className="dr-option">
    {o.label}
    <small>{o.data.from}</small>
  </div>
);

/** A label and what stands beside it. */
export function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="dr-edit__line">
      <span className="dr-edit__label">{label}</span>
      <div className="dr-edit__value">{children}</div>
    </div>
  );
}
