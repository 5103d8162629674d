// Study sessions of every unit and quarter, with the one recorded late, the one made good, the joint one and the one missed.
import { addDays, officeTime, pick, workdayNear, type Span } from './calendar.ts';
import type { Act, Study } from './acts.ts';
import { leadersOf, nameOf, staffOf } from './people.ts';
import { accountOf, choose, dayOf, debtors, laggard, latecomer, unitOf } from './story.ts';
import { materialDates, topics, type Trade } from './topics.ts';

const troupes = ['jinOpera', 'songDance', 'yuOpera'];
const missedOnce = 'yuOpera';
const jointUnits = ['library', 'cultureCentre'];

/** Every study up to `now`, quarter by quarter, for a notice issued on `issued`. */
export function studies(quarters: Span[], issued: string, now: string): Act[] {
  const passed = quarters.filter((q) => q.end < now);
  const lateQuarter = passed[0];
  const jointQuarter = passed[1] ?? passed[0];
  const madeGood = passed.filter((q) => addDays(q.end, 25) < now).at(-1);
  const missed = passed.at(-1);
  return quarters.flatMap((q) =>
    debtors.flatMap(({ key: unit }) => {
      if (unit === laggard && q === missed) return [];
      if (unit === missedOnce && q === madeGood) return makeGood(q);
      if (unit === latecomer && q === lateQuarter) {
        return session([unit], q, workdayNear(addDays(q.end, -3), -1), workdayNear(addDays(q.end, 8)));
      }
      const joint = q === jointQuarter && jointUnits.includes(unit);
      if (joint && unit !== jointUnits[0]) return [];
      const words = `study ${unit} ${q.key}`;
      const heldOn = q.end < now ? steadyDay(words, q, issued) : dayOf(words, q, addDays(issued, 3), now);
      if (!heldOn) return [];
      const lag = Math.max(0, pick(`${words} lag`, 10) - 4);
      return session(joint ? jointUnits : [unit], q, heldOn, workdayNear(addDays(heldOn, lag)));
    }),
  );
}

/** In a passed quarter everybody but the named exceptions did hold a session. */
function steadyDay(words: string, q: Span, issued: string): string {
  const start = q.start > issued ? addDays(q.start, 12) : addDays(issued, 4);
  const span = { ...q, start, end: addDays(q.end, -2) };
  return dayOf(words, span, start, '9999-12-31') ?? workdayNear(addDays(q.end, -12), -1);
}

function makeGood(q: Span): Act[] {
  const heldOn = workdayNear(addDays(q.end, 13));
  const by = accountOf(missedOnce);
  const text =
    '本季度全团在外巡回演出，原定学习日因赶场取消，未另行安排，责任在本单位。巡演结束后已组织全体补学，今后巡演期间改在驻地组织学习。';
  return [
    ...session([missedOnce], q, heldOn, heldOn, '补学：'),
    {
      on: workdayNear(addDays(heldOn, 1)),
      at: '09:20',
      by,
      do: 'explain',
      unit: missedOnce,
      task: 1,
      clause: 'study',
      period: q.key,
      text,
    },
  ];
}

function session(held: string[], q: Span, heldOn: string, recordedOn: string, prefix = ''): Act[] {
  const unit = held[0] ?? '';
  const by = accountOf(unit);
  const id = `study-${unit}-${q.key}`;
  const at = officeTime(id);
  return [
    { on: recordedOn, at, by, ...minutesOf(id, held, q, heldOn, prefix) },
    ...held.slice(1).map((other): Act => ({
      on: workdayNear(addDays(recordedOn, 1)),
      at: officeTime(`${id} ${other}`),
      by: accountOf(other),
      do: 'confirm',
      unit: other,
      study: id,
    })),
  ];
}

function minutesOf(id: string, held: string[], q: Span, heldOn: string, prefix: string): Study {
  const unit = held[0] ?? '';
  const season = topics[tradeOf(unit)][Number(q.key.at(-1)) - 1] ?? topics.county[0];
  const leaders = held.flatMap(leadersOf).map((p) => p.key);
  const everyone = held.flatMap(staffOf).map((p) => p.key);
  const host = pick(`${id} host`, 4) ? (leaders[0] ?? '') : (leaders[1] ?? '');
  const away = pick(`${id} away`, 5) < 2 ? leaders.filter((p) => p !== host).slice(-1) : [];
  const withAnalysis = tradeOf(unit) === 'county' || pick(`${id} analysis`, 10) < 6;
  const [text = '', more = ''] = season.materials;
  return {
    do: 'study',
    id,
    units: held,
    heldOn,
    topic: prefix + season.topic,
    materials: season.materials.map((title) => ({ title, ...dated(materialDates[title]) })),
    place: choose(`${id} place`, places[tradeOf(unit)]),
    host,
    agenda: [
      { title: `领学${text}`, kind: 'study' },
      { title: `交流研讨：${more}重点条款怎样落到岗位`, kind: 'study' },
      ...(withAnalysis ? [{ title: season.analysis, kind: 'analysis' as const }] : []),
      ...(pick(`${id} other`, 3) ? [] : [{ title: '通报近期值班抽查情况', kind: 'other' as const }]),
    ],
    attendees: everyone.filter((p) => !away.includes(p)),
    headcount: everyone.length - away.length + (troupes.includes(unit) ? 24 : 6) + pick(`${id} heads`, 12),
    absent: away.map((person) => ({
      person,
      reason: choose(`${id} why`, ['参加市里会议', '外出培训', '病假', '节假日轮休']),
      makeUpOn: workdayNear(addDays(heldOn, 4 + pick(`${id} makeup`, 8))),
    })),
    minutes: `${nameOf(host)}主持，领学${text}和${more}，与会人员结合本单位实际发言。${
      withAnalysis ? `会议进行了${season.analysis}。` : ''
    }议定：${season.agreed}。`,
  };
}

const tradeOf = (unit: string): Trade =>
  unit === 'enforcement'
    ? 'enforcement'
    : troupes.includes(unit)
      ? 'stage'
      : unitOf(unit).type === 'county'
        ? 'county'
        : 'house';

const places: Record<Trade, [string, ...string[]]> = {
  county: ['局机关三楼会议室', '局党员活动室', '政务中心二号会议室'],
  stage: ['排练厅', '剧场二楼会议室', '巡演驻地会议室'],
  house: ['馆内报告厅', '二楼会议室', '多功能厅'],
  enforcement: ['执法队会议室', '案件研讨室'],
};

const dated = (date: string | undefined) => (date ? { date } : {});
