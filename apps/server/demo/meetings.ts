// The meetings of the demonstration and what became of their decisions: most done in time, a few late, some still open.
import { type RecordView, addDays, spanOf } from '@anlan/contract';
import type { Doer } from './cast.ts';
import type { Meeting } from './data/acts.ts';
import { pick, workdayNear } from './data/calendar.ts';
import { leadersOf, nameOf } from './data/people.ts';
import { accountOf } from './data/story.ts';
import { demoId } from './directory.ts';
import type { Stage } from './stage.ts';

const PLACES = ['三楼会议室', '二楼小会议室', '机关会议室'];

/** Records a meeting of a unit and lays down when its decisions will be done and confirmed. */
export async function meeting(stage: Stage, by: Doer, m: Meeting) {
  const month = spanOf('month', m.heldOn);
  const leaders = leadersOf(m.unit).map((p) => p.name);
  const made = await stage.cast.call<RecordView>(by, 'meetings', 'record', {
    unitId: demoId('unit', m.unit),
    title: `${month.label}安全生产例会`,
    kind: 'regular',
    heldOn: m.heldOn,
    place: PLACES[pick(`place ${m.unit}`, PLACES.length)],
    chairId: demoId('person', m.chair),
    recorder: nameOf(m.decisions[0]?.owner ?? m.chair),
    agenda: [
      { kind: 'analysis', title: '分析本月安全生产形势，研判主要风险' },
      { kind: 'tasks', title: '调度通知任务落实情况' },
    ],
    attendees: leaders,
    problems: m.problems,
    minutes: `会议听取了本月安全生产工作情况，分析了存在的问题：${m.problems.join('；')}。${nameOf(m.chair)}就下一步工作提出要求。`,
    decisions: m.decisions.map((d) => ({
      text: d.text,
      unitId: demoId('unit', m.unit),
      person: nameOf(d.owner),
      due: d.due,
    })),
    recordedFor: accountOf(m.unit) === by.account ? null : { saidBy: nameOf(m.chair), how: 'phone' },
  });
  const { items } = await stage.cast.call<{ items: RecordView[] }>(by, 'meetings', 'decided', { id: made.id });
  for (const d of items) {
    const words = `decision ${m.unit} ${m.heldOn} ${d.title}`;
    const fate = pick(words, 12);
    if (fate === 0 || !d.deadline) continue;
    const doneOn = workdayNear(addDays(d.deadline, fate === 1 ? 6 : -pick(`${words} early`, 5)), fate === 1 ? 1 : -1);
    const on = doneOn < m.heldOn ? m.heldOn : doneOn;
    stage.followUps.push({ on, by: by.account, decision: d.id, title: d.title });
  }
}

/** What was to be done before this day is done by its owner, and confirmed by those who met two days later. */
export async function followUp(stage: Stage, before: string) {
  const due = stage.followUps.filter((f) => f.on < before).sort((a, b) => a.on.localeCompare(b.on));
  stage.followUps = stage.followUps.filter((f) => f.on >= before);
  for (const { on, by, decision, title } of due) {
    if (title === null) {
      await stage.cast.act({ account: by, at: new Date(`${on}T09:10:00+08:00`) }, 'decisions', decision, 'accept');
      continue;
    }
    const said = { result: `已办结：${title}，现场核对无误。`, doneOn: on };
    await stage.cast.act({ account: by, at: new Date(`${on}T17:20:00+08:00`) }, 'decisions', decision, 'done', said);
    stage.followUps.push({ on: workdayNear(addDays(on, 2)), by, decision, title: null });
  }
}
