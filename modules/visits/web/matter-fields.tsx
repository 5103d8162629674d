// The fields by which a visit is told, the same when it is recorded, taken down from its plan, or corrected.
import { type PeriodView, chineseDay, spanOf } from '@anlan/contract';
import { type AnyForm, AutoField, MakesGood, useToday } from '@anlan/ui';
import { useState } from 'react';

/** Says what a day means for the month it lies in. */
function useDayHelp(day: string | null) {
  const today = useToday();
  if (!day) return undefined;
  if (day > today) return '这一天还没有到。将要去的，请改用「安排调研检查」。';
  const month = spanOf('month', day);
  return month.to < today
    ? `${month.label}已经结束，现在登记按补录处理：月末后 15 日内直接认定，再晚的需批准。`
    : undefined;
}

/** When and in what manner. `late` explains a day of a month that has ended. */
export function HowField({ form, late }: { form: AnyForm; late: boolean }) {
  const day = form.values['visitedOn'];
  const help = useDayHelp(typeof day === 'string' ? day : null);
  const orders = form.values['manner'] === 'inspection';
  return (
    <>
      <AutoField form={form} name="visitedOn" help={late ? help : undefined} />
      <AutoField
        form={form}
        name="manner"
        help={orders ? '督导检查可以提出现场要求。' : '调研、服务指导只了解情况、帮助解决问题，不提要求。'}
      />
    </>
  );
}

/** What was learnt; companions, requirements and follow-up only where there are some. */
export function OutcomeFields({ form }: { form: AnyForm }) {
  const [more, setMore] = useState<readonly string[]>([]);
  const filled = (name: string) => {
    const v = form.values[name];
    return Array.isArray(v) ? v.length > 0 : typeof v === 'string' && v !== '';
  };
  const shows = (name: string) => more.includes(name) || filled(name);
  const optional = [
    ['companions', '有随行人员'],
    ['followUp', '有后续跟进'],
  ] as const;
  const left = optional.filter(([name]) => !shows(name));
  return (
    <>
      <AutoField form={form} name="learnt" />
      {form.values['manner'] === 'inspection' || filled('requirements') ? (
        <AutoField form={form} name="requirements" help="写明要求谁做什么、什么时候做到。" />
      ) : null}
      {optional.map(([name]) => (shows(name) ? <AutoField key={name} form={form} name={name} /> : null))}
      {left.length ? (
        <div className="al-quick al-field--wide">
          {left.map(([name, words]) => (
            <button key={name} type="button" className="al-chip" onClick={() => setMore([...more, name])}>
              {words}
            </button>
          ))}
        </div>
      ) : null}
    </>
  );
}

type GoodProps = { form: AnyForm; missed: readonly PeriodView[]; names: readonly string[] };

/** The missed months of the leaders named. */
export const missedBy = (missed: readonly PeriodView[], names: readonly string[]) =>
  missed.filter((p) => names.includes(p.leaderName ?? ''));

const ask = (p: PeriodView) => `这一次是补${p.leaderName ?? ''} ${p.label}（${chineseDay(p.due)}到期）的缺期`;

/** Asked only where one of the leaders missed a month before the day of the visit. */
export function GoodField({ form, missed, names }: GoodProps) {
  const day = form.values['visitedOn'];
  return (
    <MakesGood
      form={form}
      missed={missedBy(missed, names)}
      day={typeof day === 'string' ? day : null}
      ask={ask}
      consequence="这一次不再计入所在月份，当月须另去一次。"
    />
  );
}
