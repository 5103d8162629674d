// Small tables inside the form of a meeting: what was on the agenda, what was found wrong, who was away.
import { AbsentRows as Absent, AgendaRows as Agenda, Rows, type RowsProps, faulty, idOf } from '@anlan/ui';
import { Input } from 'antd';
import { AGENDA, type AgendaItem, type Sitting } from '../contract.ts';

export type AbsentRow = Partial<Sitting['absent'][number]>;

const REASONS = ['出差', '参加其他会议', '外出培训', '值班', '请假', '病假'];

type Deciding = { onDecide?: ((text: string) => void) | undefined };

/** One click makes a decision of a line; only where the meeting is being taken down. */
const decideButton = (text: string | undefined, { onDecide }: Deciding, what: string) =>
  onDecide && text?.trim() ? (
    <button
      type="button"
      className="al-link"
      aria-label={`把${what}立为议定事项`}
      onClick={() => onDecide(text.trim())}
    >
      议定
    </button>
  ) : null;

export const AgendaRows = ({ onDecide, ...props }: RowsProps<Partial<AgendaItem>> & Deciding) => (
  <Agenda {...props} kinds={AGENDA} first="analysis" next="other" placeholder="如 分析本月安全生产形势">
    {(item, i) => decideButton(item.title, { onDecide }, `第 ${i + 1} 个议题`)}
  </Agenda>
);

export function ProblemRows({ form, name, bind, rows, onDecide }: RowsProps<string> & Deciding) {
  const put = (i: number, text: string) =>
    form.put(
      name,
      rows.map((r, j) => (i === j ? text : r)),
    );
  return (
    <Rows form={form} name={name} rows={rows} add={{ label: '加一个问题', row: '' }}>
      {(row, { i, onPressEnter }) => (
        <>
          <Input
            id={idOf(bind, i)}
            value={row}
            onChange={(e) => put(i, e.target.value)}
            onPressEnter={onPressEnter}
            placeholder="如 夜间值班电话抽查有一次无人接听"
            aria-label={`第 ${i + 1} 个问题`}
            status={faulty(form, name, i)}
            autoComplete="off"
          />
          {decideButton(row, { onDecide }, `第 ${i + 1} 个问题`)}
        </>
      )}
    </Rows>
  );
}

/** Who was away and why. */
export const AbsentRows = (props: RowsProps<AbsentRow> & { others: readonly string[] }) => (
  <Absent
    {...props}
    blank={{ name: '', reason: '' }}
    words={{ person: '请假人员', reason: '请假的原因' }}
    reasons={REASONS}
  />
);
