// The fields by which a meeting is told, the same when it is arranged, recorded, taken down from its plan, or corrected.
import { chineseDay, spanOf } from '@anlan/contract';
import { type AnyForm, AttendeesField, AutoField, Field, NamesInput, PersonSelect, useToday } from '@anlan/ui';
import { Input } from 'antd';
import { type AgendaItem, type KINDS, suggested } from '../contract.ts';
import { type DecisionRow, DecisionRows, decisionOf, decisionsOf } from './decision-rows.tsx';
import { titleOf } from './kind.ts';
import type { Known } from './known.ts';
import { type AbsentRow, AbsentRows, AgendaRows, ProblemRows } from './rows.tsx';

const listOf = <T,>(value: unknown) => (Array.isArray(value) ? (value as readonly T[]) : []);
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);

type Props = { form: AnyForm; known: Known; unitId: string | null };

/** Says what a day means for the month it lies in. */
function useDayHelp(heldOn: string | null, late: boolean) {
  const today = useToday();
  if (!heldOn || !late) return undefined;
  if (heldOn > today) return '这一天还没有到。将要召开的会议，请改用「安排会议」。';
  const month = spanOf('month', heldOn);
  return month.to < today
    ? `${month.label}已于${chineseDay(month.to)}结束，现在登记按补录处理：月末后 15 日内直接认定，再晚的需批准。`
    : undefined;
}

/** When, of what kind, called what, where and chaired by whom. `late` explains a day of a month that has ended. */
export function MatterFields({ form, known, late }: Props & { late: boolean }) {
  const heldOn = textOrNull(form.values['heldOn']);
  const kind = textOf(form.values['kind']) as keyof typeof KINDS;
  const help = useDayHelp(heldOn, late);
  // The usual name follows day and kind until somebody writes a name of his own.
  const follow = (next: { kind?: keyof typeof KINDS; heldOn?: string | null }) => {
    const day = next.heldOn ?? heldOn;
    const title = textOf(form.values['title']);
    if (day && (!title || (heldOn && kind && title === titleOf(kind, heldOn))))
      form.put('title', titleOf(next.kind ?? kind, day));
  };
  const followed: AnyForm = {
    ...form,
    put(name, value) {
      form.put(name, value);
      if (name === 'kind') follow({ kind: value as keyof typeof KINDS });
      if (name === 'heldOn') follow({ heldOn: textOrNull(value) });
    },
  };
  return (
    <>
      <AutoField form={followed} name="heldOn" help={help} />
      <AutoField form={followed} name="kind" />
      <Field form={form} name="title" wide>
        {(bind) => (
          <Input
            {...bind}
            value={textOf(form.values['title'])}
            onChange={(e) => form.put('title', e.target.value)}
            autoComplete="off"
          />
        )}
      </Field>
      <AutoField form={form} name="place" />
      <Field form={form} name="chairId" help="由班子成员主持；请假的，由当天代行的人主持，记录会写明代谁。">
        {(bind) => (
          <PersonSelect
            {...bind}
            unitId={known.chairsOf}
            value={textOrNull(form.values['chairId'])}
            onChange={(id) => form.put('chairId', id)}
          />
        )}
      </Field>
    </>
  );
}

/** The agenda, with what the situation suggests one click away. With `deciding`, an item becomes a decision by one click. */
export function AgendaField({ form, known, unitId, deciding }: Props & { deciding?: boolean }) {
  const rows = listOf<Partial<AgendaItem>>(form.values['agenda']);
  const left = (known.outlook ? suggested(known.outlook) : []).filter((s) => !rows.some((r) => r.title === s.title));
  const onDecide = useDecide({ form, known, unitId });
  return (
    <Field form={form} name="agenda" wide>
      {(bind) => (
        <>
          <AgendaRows form={form} name="agenda" bind={bind} rows={rows} onDecide={deciding ? onDecide : undefined} />
          {left.length ? (
            <fieldset className="al-quick mt-suggest" aria-label="可列入的议题">
              <span className="al-quiet">可列入：</span>
              {left.map((s) => (
                <button
                  key={s.title}
                  type="button"
                  className="al-chip"
                  onClick={() => form.put('agenda', [...rows.filter((r) => r.title?.trim()), s])}
                >
                  ＋ {s.title}
                </button>
              ))}
            </fieldset>
          ) : null}
        </>
      )}
    </Field>
  );
}

/** Adds to the decisions of the form what one click on a line makes. */
function useDecide({ form, known, unitId }: Props) {
  const today = useToday();
  const heldOn = textOrNull(form.values['heldOn']) ?? today;
  const decisions = listOf<DecisionRow>(form.values['decisions']);
  return (text: string) => {
    if (!unitId) return;
    const fresh = decisionsOf(text, unitId, heldOn, known.outlook).filter(
      (d) => !decisions.some((x) => x.text === d.text && x.unitId === d.unitId),
    );
    form.put('decisions', [...decisions, ...fresh]);
  };
}

/** Who came and who did not, with the unit's people at hand. */
export function PresenceFields({ form, known, unitId }: Props) {
  const attendees = listOf<string>(form.values['attendees']);
  const absent = listOf<AbsentRow>(form.values['absent']);
  const others = [...new Set(known.roster.filter((p) => p.leader).map((p) => p.name))];
  return (
    <>
      <AttendeesField form={form} unitId={unitId} />
      <Field form={form} name="absent" wide>
        {(bind) => (
          <AbsentRows
            form={form}
            name="absent"
            bind={bind}
            rows={absent}
            others={attendees.length ? others.filter((n) => !attendees.includes(n)) : []}
          />
        )}
      </Field>
      <Field form={form} name="observers" wide help="列席的上级领导、其他部门和企业人员。">
        {(bind) => (
          <NamesInput
            {...bind}
            value={[...listOf<string>(form.values['observers'])]}
            onChange={(names) => form.put('observers', names)}
          />
        )}
      </Field>
      <AutoField form={form} name="recorder" />
    </>
  );
}

/** What the meeting found and said. */
export function ProblemsField({ form, known, unitId, deciding }: Props & { deciding?: boolean }) {
  const onDecide = useDecide({ form, known, unitId });
  return (
    <Field form={form} name="problems" wide>
      {(bind) => (
        <ProblemRows
          form={form}
          name="problems"
          bind={bind}
          rows={listOf<string>(form.values['problems'])}
          onDecide={deciding ? onDecide : undefined}
        />
      )}
    </Field>
  );
}

/** What was decided: each becomes a task of its owner. */
export function DecisionsField({ form, unitId }: Props) {
  const today = useToday();
  const rows = listOf<DecisionRow>(form.values['decisions']);
  const heldOn = textOrNull(form.values['heldOn']) ?? today;
  return (
    <Field
      form={form}
      name="decisions"
      wide
      help="保存后每一件都成为责任单位的任务，列入它的「今日」，到期提醒，办结后由本单位确认。点议题、问题旁的「议定」可直接立项。"
    >
      {(bind) => (
        <DecisionRows
          form={form}
          name="decisions"
          bind={bind}
          rows={rows}
          start={decisionOf('', unitId ?? '', heldOn)}
        />
      )}
    </Field>
  );
}
