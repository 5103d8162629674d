// The story of the demonstration year, told as dated intentions that stop the day before `now`.
import { addDays, officeTime, pick, spans, workdayNear } from './calendar.ts';
import type { Act } from './acts.ts';
import { clauseReports } from './deeds.ts';
import { demoClauses, demoNotice } from './notice.ts';
import { progress } from './progress.ts';
import { accountOf, debtors, laggard, latecomer, noticeDate, sections } from './story.ts';
import { studies } from './studies.ts';
import { noticeTasks } from './tasks.ts';

export { leadershipPlan } from './leadership.ts';
export { noticeDate } from './story.ts';

/**
 * Everything done about the notice before `now` (YYYY-MM-DD), in order of time: issue, receipts, plans, studies,
 * reports, explanations. The text to upload is `demoNotice({ date: noticeDate(now) })`. A report whose period the
 * product did not open (after the notice's year) is to be passed over.
 */
export function plan(now: string): Act[] {
  const issued = noticeDate(now);
  const quarters = spans(3, issued, now);
  return [
    ...issue(issued),
    ...receipts(issued),
    ...studies(quarters, issued, now),
    ...clauseReports(quarters, issued, now),
    ...progress(quarters, issued, now),
  ]
    .filter((act) => act.on < now)
    .map((act, nth) => ({ act, nth, when: `${act.on} ${act.at}` }))
    .sort((a, b) => (a.when === b.when ? a.nth - b.nth : a.when < b.when ? -1 : 1))
    .map(({ act }) => act);
}

/** The way of the notice: read in and reviewed the day before, signed, numbered and sent on its date. */
function issue(date: string): Act[] {
  const before = workdayNear(addDays(date, -1), -1);
  const differing = noticeTasks.filter((t) => t.annexSwap);
  const { docNumber } = demoNotice({ date });
  return [
    { on: before, at: '09:05', by: 'anjian', do: 'upload' },
    {
      on: before,
      at: '09:40',
      by: 'anjian',
      do: 'review',
      answers: [
        ...differing.map(({ no }) => ({ code: 'body-annex-differ' as const, task: no, answer: '以正文为准' })),
        { code: 'unit-unknown', task: 16, answer: 'cultureCentre' },
      ],
    },
    { on: before, at: '10:20', by: 'anjian', do: 'bind', clauses: demoClauses(date).map((c) => c.key) },
    { on: before, at: '10:45', by: 'anjian', do: 'propose' },
    { on: date, at: '09:10', by: 'juzhang', do: 'instruct' },
    { on: date, at: '09:50', by: 'bangong', do: 'number', docNumber: docNumber ?? '' },
    { on: date, at: '10:15', by: 'anjian', do: 'send' },
  ];
}

/** Receipts within four days, one a week late, and one that never came in spite of a reminder. */
function receipts(date: string): Act[] {
  const receivers = [...debtors, ...sections].filter((u) => u.key !== laggard);
  const signed = receivers.map(({ key }): Act => {
    const words = `receive ${key}`;
    const delay = key === latecomer ? 8 : pick(words, 10) < 6 ? pick(`${words} soon`, 2) : 2 + pick(`${words} slow`, 3);
    const on = workdayNear(addDays(date, delay));
    const at = on === date ? `1${4 + pick(words, 3)}:${20 + pick(words, 40)}` : officeTime(words);
    return { on, at, by: accountOf(key), do: 'receive', unit: key };
  });
  const text = '通知已发出五日，贵单位尚未签收，请登录系统签收并组织落实。';
  return [
    ...signed,
    { on: workdayNear(addDays(date, 5)), at: '16:00', by: 'anjian', do: 'remind', unit: laggard, text },
  ];
}
