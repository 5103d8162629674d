// Plays the story of the demonstration: the notice from upload to issue, receipts, studies, reports, explanations.
import { type RecordView, spanOf } from '@anlan/contract';
import type { Running } from '@anlan/kernel/boot';
import { explain, openDue } from '@anlan/kernel/duty';
import { Cast, type Doer, type Told } from './cast.ts';
import type { Act, Report, Study, Visit } from './data/acts.ts';
import { leadershipPlan, noticeDate, plan } from './data/history.ts';
import { demoDraft, demoNotice } from './data/notice.ts';
import { units } from './data/org.ts';
import { leadersOf, nameOf, posts } from './data/people.ts';
import { accountOf } from './data/story.ts';
import { demoId } from './directory.ts';
import { letterheads } from './letterheads.ts';
import { followUp, meeting } from './meetings.ts';
import { sendMaterial } from './material.ts';
import { review } from './review.ts';
import type { Stage } from './stage.ts';

const HOW = { 电话: 'phone', 纸质: 'paper', 当面: 'inPerson' } as const;

const instant = (day: string, time: string) => new Date(`${day}T${time}:00+08:00`);

/** Acts everything that happened before `today`; `told` is the clock that the running kernel reads. */
export async function play(running: Running, told: Told, today: string) {
  const stage: Stage = {
    makeUps: [],
    followUps: [],
    cast: new Cast(running, told),
    issued: noticeDate(today),
    directive: '',
    rules: new Map(),
    studies: new Map(),
    periods: new Map(),
  };
  await letterheads(stage);
  const acts = [...plan(today), ...leadershipPlan(today)].sort((a, b) =>
    `${a.on} ${a.at}`.localeCompare(`${b.on} ${b.at}`),
  );
  let together: UnitAct[] = [];
  const catchUp = async () => {
    await sideBySide(stage, together);
    together = [];
  };
  let day = '';
  for (const act of acts) {
    if (act.on !== day) {
      await catchUp();
      await makeUp(stage, act.on);
      await followUp(stage, act.on);
      // Spans begin on the first of a month; the nights between change nothing.
      if (act.on.slice(0, 7) !== day.slice(0, 7)) await night(stage, instant(act.on, act.at));
      day = act.on;
    }
    if (isOfOneUnit(act)) together.push(act);
    else {
      await catchUp();
      await perform(stage, act);
    }
  }
  await catchUp();
  await makeUp(stage, today);
  await followUp(stage, today);
  const morning = instant(today, '08:30');
  await night(stage, morning);
  const { title, text } = demoDraft({ date: today });
  await stage.cast.call({ account: 'anjian', at: morning }, 'directives', 'register', { door: 'own', title, text });
  await running.work.drain();
}

type UnitAct = Extract<Act, { unit: string } | Study>;
const unitOf = (act: UnitAct) => (act.do === 'study' ? act.units[0]! : act.unit);
const isOfOneUnit = (act: Act): act is UnitAct =>
  act.do === 'report' ||
  act.do === 'meeting' ||
  act.do === 'visit' ||
  act.do === 'receive' ||
  (act.do === 'study' && act.units.length === 1);

/** How many units act at once: as many as keep a small machine busy. */
const LANES = 4;

/** What the units did on one day, each in its order, several units at a time. */
async function sideBySide(stage: Stage, acts: readonly UnitAct[]) {
  const byUnit = new Map<string, UnitAct[]>();
  for (const act of acts) byUnit.set(unitOf(act), [...(byUnit.get(unitOf(act)) ?? []), act]);
  const waiting = [...byUnit.values()];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) for (const act of next) await perform(stage, act);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

/** Periods open at night and when a notice is signed. */
async function night(stage: Stage, at: Date) {
  await stage.cast.night(at, openDue);
  await lookAtPeriods(stage);
}

const named = (rule: string, unit: string, key: string, leader: string | null = null) =>
  [rule, unit, key, leader].join(' ');

async function lookAtPeriods(stage: Stage) {
  const rows = await stage.cast.system.db
    .selectFrom('period as p')
    .innerJoin('duty', 'duty.id', 'p.duty_id')
    .select(['p.id', 'p.rule_id', 'p.unit_id', 'p.key', 'duty.person_id'])
    .execute();
  stage.periods = new Map(rows.map((p) => [named(p.rule_id, p.unit_id, p.key, p.person_id), p.id]));
}

/** Who was absent makes the study up on the day planned, when that day has come. */
async function makeUp(stage: Stage, before: string) {
  const due = stage.makeUps.filter((m) => m.on < before);
  stage.makeUps = stage.makeUps.filter((m) => m.on >= before);
  for (const m of due.sort((a, b) => a.on.localeCompare(b.on))) {
    await stage.cast.act({ account: m.by, at: instant(m.on, '17:00') }, 'study', m.study, 'makeUp', {
      names: [m.name],
      on: m.on,
    });
  }
}

async function perform(stage: Stage, act: Act): Promise<void> {
  const { cast } = stage;
  const by: Doer = { account: act.by, at: instant(act.on, act.at) };
  switch (act.do) {
    case 'upload': {
      const made = await cast.call<RecordView>(by, 'directives', 'register', {
        door: 'received',
        text: demoNotice({ date: stage.issued }).text,
      });
      stage.directive = made.id;
      return;
    }
    case 'review':
      return review(stage, by, act.answers);
    case 'propose':
    case 'instruct':
      await cast.act(by, 'directives', stage.directive, act.do);
      return lookAtPeriods(stage);
    case 'receive':
      return receive(stage, by, act.unit);
    case 'study':
      return study(stage, by, act);
    case 'confirm': {
      const id = stage.studies.get(act.study);
      if (id) await cast.act(by, 'study', id, 'confirm', { attendees: ['全体职工'] });
      return;
    }
    case 'report':
      return report(stage, by, act);
    case 'meeting':
      return meeting(stage, by, act);
    case 'visit':
      return visit(stage, by, act);
    case 'explain': {
      const period = periodOf(stage, stage.rules.get(act.clause), act.unit, act.period);
      if (period) await cast.as(by, (ctx) => explain(ctx, period, act.text));
      return;
    }
    // Binding happens in the review; the number of a received notice is its own; reminders of receipts and sending go with the issue.
    case 'bind':
    case 'number':
    case 'send':
    case 'remind':
  }
}

async function receive(stage: Stage, by: Doer, unit: string) {
  const { rows } = {
    rows: await stage.cast.system.db
      .selectFrom('record')
      .select('id')
      .where('kind', '=', 'receipts')
      .where('state', '=', 'waiting')
      .where('unit_id', '=', demoId('unit', unit))
      .execute(),
  };
  for (const { id } of rows) await stage.cast.act(by, 'receipts', id, 'receive');
}

async function study(stage: Stage, by: Doer, s: Study) {
  const [unit, ...joint] = s.units;
  const made = await stage.cast.call<RecordView>(by, 'study', 'record', {
    unitId: demoId('unit', unit!),
    title: s.topic,
    heldOn: s.heldOn,
    place: s.place,
    host: nameOf(s.host),
    agenda: s.agenda,
    materials: s.materials.map((m) => ({ title: m.title, date: m.date ?? null })),
    attendees: s.attendees.map(nameOf),
    absent: s.absent.map((a) => ({ name: nameOf(a.person), reason: a.reason, madeUpOn: null })),
    minutes: s.minutes,
    jointUnitIds: joint.map((u) => demoId('unit', u)),
    files: [],
    makesGoodId: madeGood(stage, unit!, s),
    recordedFor: accountOf(unit!) === by.account ? null : { saidBy: nameOf(s.host), how: 'phone' },
  });
  stage.studies.set(s.id, made.id);
  for (const a of s.absent)
    stage.makeUps.push({ on: a.makeUpOn, by: by.account, study: made.id, name: nameOf(a.person) });
}

async function visit(stage: Stage, by: Doer, v: Visit) {
  const post = posts.findIndex((p) => p.person === v.leader && p.unit === v.unit);
  const place = units.find((u) => u.key === v.object);
  // Who has no venues below him sees none in the directory, and writes down where the leader went.
  const near = place?.parent === v.unit;
  await stage.cast.call(by, 'visits', 'record', {
    visitedOn: v.heldOn,
    manner: near ? 'guidance' : 'research',
    leaders: [{ postId: demoId('post', `${v.leader}/${v.unit}/${post}`), how: post % 2 ? 'phone' : 'inPerson' }],
    placeUnitIds: near ? [demoId('unit', v.object)] : [],
    elsewhere: near ? '' : (place?.name ?? ''),
    learnt: v.found,
  });
}

/** The missed quarter that a sitting makes good, where the story tells it for an earlier quarter than it was held in. */
function madeGood(stage: Stage, unit: string, s: Study): string | null {
  const quarter = s.id.slice(-6);
  return quarter < spanOf('quarter', s.heldOn).key
    ? (periodOf(stage, stage.rules.get('study'), unit, quarter) ?? null)
    : null;
}

function periodOf({ periods }: Stage, rule: string | undefined, unit: string, key: string): string | undefined {
  if (!rule) return undefined;
  const of = (k: string) => periods.get(named(rule, demoId('unit', unit), k));
  return of(key) ?? of('once');
}

async function report(stage: Stage, by: Doer, r: Report & { on: string }) {
  const rule = stage.rules.get(r.clause === 'progress' ? `progress ${r.task}` : r.clause);
  const periodId = periodOf(stage, rule, r.unit, r.period);
  if (!periodId) return;
  if (r.clause === 'workPlan') return sendMaterial(stage.cast, by, r, periodId);
  // The safety office writes for the bureau itself, and says who told it.
  const own = accountOf(r.unit) === by.account && r.unit !== 'bureau';
  await stage.cast.call(by, 'directives', 'report', {
    periodId,
    text: r.text,
    happenedOn: r.occurredOn,
    files: [],
    recordedFor: r.onBehalf
      ? { saidBy: nameOf(r.onBehalf.person), how: HOW[r.onBehalf.how] }
      : own
        ? null
        : { saidBy: nameOf(leadersOf(r.unit)[0]?.key ?? `${r.unit}.1`), how: 'phone' },
  });
}
