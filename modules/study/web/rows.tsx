// Small tables inside the form of a study: what was on the agenda, what was read, who was away and made up.
import { AbsentRows as Absent, AgendaRows as Agenda, DayInput, Rows, type RowsProps, faulty, idOf } from '@anlan/ui';
import { Input } from 'antd';
import { AGENDA, type Sitting } from '../contract.ts';

export type AgendaRow = Partial<Sitting['agenda'][number]>;
export type MaterialRow = Partial<Sitting['materials'][number]>;
export type AbsentRow = Partial<Sitting['absent'][number]>;

const REASONS = ['出差', '参加会议', '外出培训', '值班', '请假', '病假'];
const bare = { 'aria-invalid': undefined, 'aria-describedby': undefined };

export const AgendaRows = (props: RowsProps<AgendaRow>) => (
  <Agenda {...props} kinds={AGENDA} first="study" next="analysis" placeholder="如 领学《中华人民共和国安全生产法》" />
);

export function MaterialRows({ form, name, bind, rows }: RowsProps<MaterialRow>) {
  return (
    <Rows form={form} name={name} rows={rows} add={{ label: '加一份材料', row: { title: '', date: null } }}>
      {(row, { i, patch, onPressEnter }) => (
        <>
          <Input
            id={idOf(bind, i)}
            value={row.title ?? ''}
            onChange={(e) => patch({ title: e.target.value })}
            onPressEnter={onPressEnter}
            placeholder="文件题名"
            aria-label={`第 ${i + 1} 份材料的题名`}
            status={faulty(form, name, i, 'title')}
            autoComplete="off"
          />
          <span className="st-rows__day">
            <DayInput
              {...bare}
              id={`${bind.id}-${i}-date`}
              status={faulty(form, name, i, 'date')}
              value={row.date ?? null}
              onChange={(date) => patch({ date })}
            />
          </span>
          <Input
            className="st-rows__short"
            value={row.archiveNumber ?? ''}
            onChange={(e) => patch({ archiveNumber: e.target.value })}
            onPressEnter={onPressEnter}
            placeholder="档号（选填）"
            aria-label={`第 ${i + 1} 份材料的档号`}
            autoComplete="off"
          />
        </>
      )}
    </Rows>
  );
}

const everybody = (count: number) => `其余 ${count} 人都没有参加`;

/** Who was away and why, and when he made up. */
export function AbsentRows(props: RowsProps<AbsentRow> & { others: readonly string[] }) {
  const { form, name, bind } = props;
  return (
    <Absent
      {...props}
      blank={{ name: '', reason: '', madeUpOn: null }}
      words={{ person: '未参加人员', reason: '未参加的原因' }}
      reasons={REASONS}
      all={everybody}
    >
      {(row, { i, patch }) => (
        <span className="st-rows__day">
          补学
          <DayInput
            {...bare}
            id={`${bind.id}-${i}-on`}
            status={faulty(form, name, i, 'madeUpOn')}
            value={row.madeUpOn ?? null}
            onChange={(madeUpOn) => patch({ madeUpOn })}
          />
        </span>
      )}
    </Absent>
  );
}
