// Deeds that answer the countable clauses other than study: plans, trainings, reviews, rules, drills, briefings.
import { addDays, chineseDay, officeTime, pick, spans, workdayNear, type Span } from './calendar.ts';
import type { Act, Report } from './acts.ts';
import { planDue, type ClauseKey } from './notice.ts';
import { units } from './org.ts';
import { posts } from './people.ts';
import { accountOf, choose, dayOf, debtors, laggard, latecomer, unitOf } from './story.ts';

/** All reports on countable clauses up to `now`, for the notice issued on `issued`. */
export function clauseReports(quarters: Span[], issued: string, now: string): Act[] {
  const year = issued.slice(0, 4);
  const halves = spans(6, issued, now);
  const once = (due: string, start = issued): Span => ({ key: due, start, end: due });
  const eachDebtor = (clause: ClauseKey, task: number, span: Span) =>
    debtors.flatMap(({ key }) => report(clause, task, key, span, issued, now));
  return [
    ...workPlans(issued, now),
    ...units.filter((u) => u.type === 'venue').flatMap((u) => training(u.key, once(`${year}-06-30`), issued, now)),
    ...halves.flatMap((h) => [
      ...eachDebtor('postCheck', 5, h),
      ...eachDebtor('riskReview', 6, h),
      ...eachDebtor('drill', 10, h),
      ...report('caseReview', 8, 'enforcement', h, issued, now),
    ]),
    ...eachDebtor('hazardRules', 7, once(`${year}-06-30`)),
    ...eachDebtor('standardization', 12, once(`${year}-11-30`, `${year}-09-01`)),
    ...quarters.flatMap((q) => report('briefing', 20, 'bureau', q, issued, now)),
  ];
}

/** Plans by the date of the closing paragraph; one unit is late, one sends its plan only when reminded. */
function workPlans(issued: string, now: string): Act[] {
  const due = planDue(issued);
  const year = issued.slice(0, 4);
  const reminder: Act = {
    on: workdayNear(addDays(due, 12)),
    at: '15:10',
    by: 'anjian',
    do: 'remind',
    unit: laggard,
    text: '贵单位年度安全工作要点和重点任务清单已逾期，请尽快报送；有困难的，请在系统内说明原因。',
  };
  const plans = debtors.flatMap(({ key, name }): Act[] => {
    const words = `workPlan ${key}`;
    const late = key === latecomer ? 4 : key === laggard ? 19 : 0;
    const span = { key: due, start: addDays(issued, 7), end: due };
    const day = late ? workdayNear(addDays(due, late)) : (dayOf(words, span, issued, '9999-12-31') ?? due);
    if (day >= now) return [];
    const file = `${name}${year}年安全工作要点和重点任务清单.docx`;
    const text = `报送${year}年安全工作要点和重点任务清单，细化措施${20 + pick(words, 25)}项，均明确了责任人和完成时间。`;
    return [
      act(accountOf(key), words, {
        unit: key,
        task: null,
        clause: 'workPlan',
        period: due,
        occurredOn: day,
        text,
        file,
      }),
    ];
  });
  return [...plans, reminder];
}

/** A venue's special training on its post list; the county's liaison records it for a manager without account. */
function training(venue: string, span: Span, issued: string, now: string): Act[] {
  const words = `postTraining ${venue}`;
  const { parent, objectKind } = unitOf(venue);
  const county = unitOf(parent ?? '').type === 'township' ? unitOf(parent ?? '').parent : parent;
  const own = accountOf(venue);
  const hasAccount = own !== 'anjian';
  const occurredOn = dayOf(words, span, addDays(issued, 25), now);
  if (!occurredOn) return [];
  const heads = objectKind?.startsWith('heritage') ? 2 + pick(words, 4) : 6 + pick(words, 40);
  const text = choose(`${words} text`, [
    `组织岗位责任清单专题培训，${heads}人参加，逐岗签字确认。`,
    `利用班前会开展岗位责任清单专题培训，${heads}人参加，当场提问考核。`,
    `逐条讲解岗位责任清单，${heads}人到课，夜班人员次日补训。`,
  ]);
  const person = posts.find((p) => p.unit === venue)?.person ?? '';
  const how = choose(`${words} how`, ['电话', '纸质', '当面', '纸质'] as const);
  const said = hasAccount ? {} : { onBehalf: { person, how } };
  const what = { unit: venue, task: 5, clause: 'postTraining', period: span.key, occurredOn, text, ...said } as const;
  return [act(hasAccount ? own : accountOf(county ?? ''), words, what)];
}

const wording: Partial<Record<ClauseKey, (n: number, day: string) => [string, ...string[]]>> = {
  postCheck: (n) => [
    `抽查岗位责任清单落实情况${n}家（岗），发现签字与在岗人员不符${1 + (n % 3)}处，已更正。`,
    `随机询问一线人员${n}名，${1 + (n % 3)}人说不清本岗职责，当场补讲。`,
    `现场抽查${n}个岗位，纠正违反操作规程行为${1 + (n % 2)}起，本人已受教育。`,
  ],
  riskReview: (n) => [
    `组织风险评估分级，共评估风险点${n + 20}个，${n % 2 ? '重大1个' : '无重大风险'}、较大${1 + (n % 4)}个，四色图已更新。`,
    `完成本半年风险评估分级，${1 + (n % 4)}个风险点因改造完成下调一级，${n % 3}个上调一级。`,
    `邀请消防技术人员参与风险评估分级，新增用电、高处作业等风险点${n}个。`,
  ],
  hazardRules: (n) => [
    `印发隐患排查治理制度，明确排查、登记、整改、验收、销号五个环节和${n}类责任人。`,
    `修订并印发隐患排查治理制度，同步废止旧办法，组织${n + 10}人学习。`,
  ],
  drill: (n) => [
    `组织消防疏散演练，${n + 30}人参加，用时${2 + (n % 4)}分${10 + n}秒，发现一处应急广播听不清，已修复。`,
    `模拟配电间起火开展疏散演练，${n + 30}人参加，评估认为引导岗到位偏慢，已调整站位。`,
    `与消防救援站联合演练，${n + 30}人参加，灭火器操作合格率较上次提高。`,
  ],
  caseReview: (n) => [
    `评查案卷${n + 6}宗，优秀${n % 5}宗，退回补正${1 + (n % 3)}宗，主要问题是询问笔录未写明告知权利。`,
    `交叉评查案卷${n + 6}宗，对${1 + (n % 3)}宗反复出现同类问题的场所建议提高检查频次。`,
  ],
  standardization: (n) => [
    `完成安全标准化自评，平均得分${78 + (n % 15)}分，${1 + (n % 3)}项不达标的已列出整改计划。`,
    `对照评分表完成自评，得分${80 + (n % 14)}分，失分集中在绩效考核记录不全。`,
  ],
  briefing: (n, day) => [
    `印发任务进展通报，列明截至${day}已完成、逾期和补办情况，点名督促${1 + (n % 3)}个单位。`,
    `通报任务进展，表扬自查自报隐患的${1 + (n % 3)}个单位，对未完成事项逐项写明原因。`,
  ],
};

function report(clause: ClauseKey, task: number, unit: string, span: Span, issued: string, now: string): Act[] {
  const words = `${clause} ${unit} ${span.key}`;
  const occurredOn = dayOf(words, span, addDays(issued, 10), now);
  const say = wording[clause];
  if (!occurredOn || !say) return [];
  const text = choose(`${words} text`, say(4 + pick(words, 16), chineseDay(occurredOn)));
  return [act(accountOf(unit), words, { unit, task, clause, period: span.key, occurredOn, text })];
}

const act = (by: string, words: string, what: Omit<Report, 'do'>): Act => ({
  on: what.occurredOn,
  at: officeTime(words),
  by,
  do: 'report',
  ...what,
});
