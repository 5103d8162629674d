// The page of one record: head, what can be done, the body in short sections; at the side its life, files and what it settles.
import { type RecordView, chineseDay, isFinal } from '@anlan/contract';
import { type ReactNode, useEffect } from 'react';
import type { z } from 'zod';
import { Go } from '../data/go.tsx';
import { useMe } from '../data/me.ts';
import { useRecord } from '../data/query.ts';
import type { RecordKind } from '../kind.ts';
import { Loading, Trouble } from '../sign/state-of-things.tsx';
import { Deadline, HistoryTag, StateTag } from '../sign/tags.tsx';
import { ActionBar } from './action-bar.tsx';
import type { ActionForms } from './action-dialog.tsx';
import { Fields } from './fields.tsx';
import { FileList } from './file-list.tsx';
import { PaperMenu } from './paper-menu.tsx';
import { usePrintFoot } from './print-foot.ts';
import { Section } from './section.tsx';
import { Settles } from './settles.tsx';
import { Timeline } from './timeline.tsx';

type View<S extends z.ZodObject> = RecordView<z.infer<S>>;

export type RecordPageProps<S extends z.ZodObject> = {
  kind: RecordKind<S>;
  id: string;
  /** Stands beside a list: one column, no printing. */
  beside?: boolean | undefined;
  /** The sections of the body; else all fields by their words. */
  children?: ((record: View<S>) => ReactNode) | undefined;
  /** The light in the head, where the record has one. */
  light?: ((record: View<S>) => ReactNode) | undefined;
  /** More at the side, above the timeline. */
  aside?: ((record: View<S>) => ReactNode) | undefined;
  /** The official paper; printed instead of the screen. */
  paper?: ((record: View<S>) => ReactNode) | undefined;
  /** More buttons beside the actions. */
  buttons?: ((record: View<S>) => ReactNode) | undefined;
  forms?: ActionForms<S> | undefined;
  /** Known values of an action's form. */
  known?: ((record: View<S>) => Readonly<Record<string, object>>) | undefined;
  /** Actions that the body offers itself. */
  without?: readonly string[] | undefined;
  labels?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined;
};

export function RecordPage<S extends z.ZodObject>(props: RecordPageProps<S>) {
  const { data, error, refetch } = useRecord(props.kind, props.id);
  const home = useMe().menu.find((m) => m.module === props.kind.module);
  if (error)
    return (
      <Trouble error={error} onRetry={() => void refetch()}>
        {home && !props.beside ? <Go to={`/${home.module}`}>回到{home.title}</Go> : null}
      </Trouble>
    );
  if (!data) return <Loading lines={8} />;
  return <Loaded {...props} record={data} />;
}

function Loaded<S extends z.ZodObject>({ record, ...props }: RecordPageProps<S> & { record: View<S> }) {
  const { kind, beside, children, light, aside, paper, buttons, forms, known, without, labels } = props;
  const { type } = kind;
  const me = useMe();
  const state = type.life.states[record.state];
  const ended = state !== undefined && isFinal(state);
  usePrintFoot(`${me.unit?.name ?? record.unitName}　${chineseDay(me.today)}`);
  useEffect(() => {
    if (!beside) document.title = `${record.title} · 安澜`;
  }, [beside, record.title]);
  return (
    <article className={`al-record${beside ? ' al-record--beside' : ''}${paper ? ' al-record--papered' : ''}`}>
      <header className="al-record__head">
        <div className="al-record__line">
          <span className="al-record__kind">{type.title}</span>
          {record.number ?? (type.numbered ? '待编号' : null)}
          <StateTag life={type.life} state={record.state} />
          {record.history ? <HistoryTag /> : null}
          {light?.(record)}
        </div>
        <h1>{record.title}</h1>
        <div className="al-record__line">
          <span>{record.unitName}</span>
          {record.occurredOn ? (
            <span>
              {type.words?.occurredOn ?? '日期'} {chineseDay(record.occurredOn)}
            </span>
          ) : null}
          {record.deadline ? (
            ended ? (
              <span>期限 {chineseDay(record.deadline)}</span>
            ) : (
              <Deadline day={record.deadline} />
            )
          ) : null}
          <span>{record.createdByName} 登记</span>
        </div>
      </header>
      <div className="al-record__bar">
        <ActionBar kind={kind} record={record} forms={forms} known={known?.(record)} without={without} />
        <div className="al-record__more">
          {buttons?.(record)}
          <PaperMenu kind={kind} record={record} />
          {beside ? null : (
            <button type="button" className="al-link" onClick={() => print()}>
              打印
            </button>
          )}
        </div>
      </div>
      <div className="al-record__cols">
        <div className="al-record__body">
          {children ? (
            children(record)
          ) : (
            <Section title="内容">
              <Fields schema={type.schema} body={record.body} labels={labels} />
            </Section>
          )}
        </div>
        <div className="al-record__side">
          {aside?.(record)}
          <Section title="本记录完成了">
            <Settles recordId={record.id} />
          </Section>
          <Section title="附件">
            <FileList recordId={record.id} />
          </Section>
          <Section title="办理过程">
            <Timeline recordId={record.id} kind={kind} />
          </Section>
        </div>
      </div>
      {paper ? <div className="al-paper">{paper(record)}</div> : null}
    </article>
  );
}
