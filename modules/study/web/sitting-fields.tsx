// The fields by which a sitting is told, the same when it is recorded, taken down from its plan, or corrected.
import { type PersonView, chineseDay, spanOf } from '@anlan/contract';
import { type AnyForm, AttendeesField, AutoField, Field, useToday } from '@anlan/ui';
import { Input } from 'antd';
import { type AbsentRow, AbsentRows, type AgendaRow, AgendaRows, type MaterialRow, MaterialRows } from './rows.tsx';

const listOf = <T,>(value: unknown) => (Array.isArray(value) ? (value as readonly T[]) : []);
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
const dayOf = (value: unknown) => (typeof value === 'string' ? value : null);

/** Says what a day means for the quarter it lies in. */
function useDayHelp(heldOn: string | null) {
  const today = useToday();
  if (!heldOn) return undefined;
  if (heldOn > today) return '这一天还没有到。将要举行的学习，请改用「安排学习」。';
  const quarter = spanOf('quarter', heldOn);
  return quarter.to < today
    ? `${quarter.label}已于${chineseDay(quarter.to)}结束，现在登记按补录处理：期末后 15 日内直接认定，再晚的需批准。`
    : undefined;
}

/** When, on what, where and under whom: what a plan and a record share. `late` explains a day of a quarter that has ended. */
export function MatterFields({ form, late }: { form: AnyForm; late: boolean }) {
  const help = useDayHelp(dayOf(form.values.heldOn));
  return (
    <>
      <AutoField form={form} name="heldOn" help={late ? help : undefined} />
      <Field form={form} name="title" wide>
        {(bind) => (
          <Input
            {...bind}
            value={textOf(form.values['title'])}
            onChange={(e) => form.put('title', e.target.value)}
            placeholder="如 冬春火灾防控专题学习"
            autoComplete="off"
          />
        )}
      </Field>
      <AutoField form={form} name="place" />
      <AutoField form={form} name="host" />
      <Field form={form} name="agenda" wide help="「学习」议题完成每季度学习；「研判」议题同时完成会议研判要求。">
        {(bind) => <AgendaRows form={form} name="agenda" bind={bind} rows={listOf<AgendaRow>(form.values.agenda)} />}
      </Field>
      <Field form={form} name="materials" wide help="涉密文件、工作秘密和党内文件只填题名、日期、档号，不上传原文。">
        {(bind) => (
          <MaterialRows form={form} name="materials" bind={bind} rows={listOf<MaterialRow>(form.values.materials)} />
        )}
      </Field>
    </>
  );
}

/** Who came and who did not, with the unit's people at hand, and what was said. */
export function PresenceFields({
  form,
  unitId,
  roster,
}: {
  form: AnyForm;
  unitId: string | null;
  roster: readonly PersonView[];
}) {
  const attendees = listOf<string>(form.values.attendees);
  const absent = listOf<AbsentRow>(form.values.absent);
  const others = [...new Set(roster.map((p) => p.name))].filter((n) => !attendees.includes(n));
  return (
    <>
      <AttendeesField form={form} unitId={unitId} />
      <Field
        form={form}
        name="absent"
        wide
        help={attendees.length ? undefined : '先填参加人员，没有选到的人会列在这里。'}
      >
        {(bind) => (
          <AbsentRows form={form} name="absent" bind={bind} rows={absent} others={attendees.length ? others : []} />
        )}
      </Field>
      <AutoField form={form} name="minutes" help="摘要点：谁发言、议定什么。留存的纪要、照片可作附件。" />
    </>
  );
}
