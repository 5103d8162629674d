// Decisions while the meeting is taken down: what, who, by when. One click makes one of an item or a problem.
import { addDays } from '@anlan/contract';
import { DayInput, Rows, type RowsProps, UnitSelect, faulty, idOf } from '@anlan/ui';
import { Input } from 'antd';
import { type Decided, type Outlook, asAgenda } from '../contract.ts';

export type DecisionRow = Partial<Decided>;

/** Days that a decision is given where nobody says otherwise. */
const GIVEN = 14;
/** Of more units than this nobody wants a decision each by one click. */
const EACH = 10;

/** A decision as one click makes it. */
export const decisionOf = (text: string, unitId: string, heldOn: string): DecisionRow => ({
  text: text.slice(0, 200),
  unitId,
  person: null,
  due: addDays(heldOn, GIVEN),
});

/** What one click on a line of the agenda makes: of an overdue duty one for each unit that owes it, else one for the unit itself. */
export function decisionsOf(text: string, unitId: string, heldOn: string, outlook: Outlook | null): DecisionRow[] {
  const line = outlook?.lines.find((l) => asAgenda(l).title === text);
  if (!line || line.units.length > EACH) return [decisionOf(text, unitId, heldOn)];
  return line.units.map((u) => decisionOf(`限期完成：${line.title}`, u.id, heldOn));
}

const bare = { 'aria-invalid': undefined, 'aria-describedby': undefined };

export function DecisionRows({ form, name, bind, rows, start }: RowsProps<DecisionRow> & { start: DecisionRow }) {
  return (
    <Rows form={form} name={name} rows={rows} add={{ label: '加一件议定事项', row: start }}>
      {(row, { i, patch, onPressEnter }) => (
        <span className="mt-decision">
          <Input
            id={idOf(bind, i)}
            className="mt-decision__text"
            value={row.text ?? ''}
            onChange={(e) => patch({ text: e.target.value })}
            onPressEnter={onPressEnter}
            placeholder="做什么，如 值班电话改为双人接听"
            aria-label={`第 ${i + 1} 件议定事项`}
            status={faulty(form, name, i, 'text')}
            autoComplete="off"
          />
          <span className="mt-decision__unit">
            <UnitSelect
              id={`${bind.id}-${i}-unit`}
              value={row.unitId ?? null}
              onChange={(unitId) => patch(unitId ? { unitId } : {})}
              allowClear={false}
              aria-label={`第 ${i + 1} 件的责任单位`}
            />
          </span>
          <Input
            className="mt-decision__person"
            value={row.person ?? ''}
            onChange={(e) => patch({ person: e.target.value || null })}
            placeholder="责任人（选填）"
            aria-label={`第 ${i + 1} 件的责任人`}
            autoComplete="off"
          />
          <span className="mt-decision__due">
            <DayInput
              {...bare}
              id={`${bind.id}-${i}-due`}
              status={faulty(form, name, i, 'due')}
              value={row.due ?? null}
              onChange={(due) => patch(due ? { due } : {})}
            />
            前办结
          </span>
        </span>
      )}
    </Rows>
  );
}
