// The columns of a list of records: those of every head, and those of the body by the schema's words.
import { type RecordView, isFinal } from '@anlan/contract';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { readField } from '../form/read-schema.ts';
import type { RecordKind } from '../kind.ts';
import { fieldText } from '../record/field-text.ts';
import { localTime } from '../sign/day-words.ts';
import { Deadline, HistoryTag, StateTag } from '../sign/tags.tsx';
import type { GridColumn } from './grid.tsx';

export type Row<S extends z.ZodObject> = RecordView<z.infer<S>>;
export type ListColumn<S extends z.ZodObject> = GridColumn<Row<S>> & { label: string; usual: boolean };

/** How a field of the body is drawn in its cell, where the plain text will not do. */
export type CellMakers<S extends z.ZodObject> = Partial<Record<keyof z.infer<S> & string, (row: Row<S>) => ReactNode>>;

/** What has ended is not late any more. */
const ended = ({ life }: Pick<RecordKind['type'], 'life'>, { state }: { state: string }) => {
  const s = life.states[state];
  return s !== undefined && isFinal(s);
};

/** Every column that the kind can show; `usual` are the ones shown at first. */
export function columnsOf<S extends z.ZodObject>(
  { type }: RecordKind<S>,
  cells: CellMakers<S> = {},
  labels: Labels = {},
): ListColumn<S>[] {
  const words = type.words ?? {};
  const plain = (
    key: string,
    label: string,
    width: string,
    usual: boolean,
    text: (row: Row<S>) => string,
    cell?: (row: Row<S>) => ReactNode,
  ): ListColumn<S> => ({
    key,
    label,
    title: label,
    width,
    usual,
    text,
    cell: cell ?? text,
  });
  const said = [words.occurredOn, words.deadline];
  const body = (type.columns ?? []).map((name): ListColumn<S> => {
    const schema = type.schema.shape[name];
    const label = schema?.description ?? name;
    const numeric = schema !== undefined && readField(name, schema).kind === 'number';
    const text = (row: Row<S>) => fieldText(name, schema, (row.body as Record<string, unknown>)[name], labels[name]);
    return {
      // What the head says under the same word need not be said twice.
      ...plain(`body.${name}`, label, numeric ? '88px' : 'minmax(110px, .9fr)', !said.includes(label), text),
      cell: cells[name as keyof typeof cells] ?? text,
    };
  });
  return [
    ...(type.numbered ? [plain('number', '编号', '128px', true, (r) => r.number ?? '待编号')] : []),
    plain('title', '标题', 'minmax(200px, 2fr)', true, (r) => r.title),
    plain(
      'state',
      '状态',
      '92px',
      true,
      () => '',
      (r) => (
        <>
          <StateTag life={type.life} state={r.state} /> {r.history ? <HistoryTag /> : null}
        </>
      ),
    ),
    plain('unitName', '单位', 'minmax(110px, .8fr)', true, (r) => r.unitName),
    plain('occurredOn', words.occurredOn ?? '日期', '104px', true, (r) => r.occurredOn ?? ''),
    plain(
      'deadline',
      words.deadline ?? '期限',
      '190px',
      Boolean(words.deadline),
      (r) => r.deadline ?? '',
      (r) => (r.deadline && !ended(type, r) ? <Deadline day={r.deadline} /> : (r.deadline ?? '')),
    ),
    ...body,
    plain('createdByName', '登记人', '92px', false, (r) => r.createdByName),
    plain('updatedAt', '最近办理', '140px', false, (r) => localTime(r.updatedAt)),
  ];
}

/** Words of the values of fields, `{ door: { received: '收文' } }`. */
export type Labels = Readonly<Record<string, Readonly<Record<string, string>>>>;
