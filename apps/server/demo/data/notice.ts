// The notice from which the demonstration lives, the clauses that a person binds, and a short draft for the draft door.
import { addDays, chineseDate, chineseDay, workdayNear } from './calendar.ts';
import { noticeTasks, parts } from './tasks.ts';

export type DemoDocument = { title: string; docNumber: string | null; date: string; text: string };

const issuer = '阳泉市文化和旅游局';
const chineseDigit = ['一', '二', '三', '四', '五'];

/** The unit name in the annex that no directory entry knows (the culture centre's former name). */
export const unknownUnit = '市群众艺术馆';

/** By when county bureaus and units send their own plan: three weeks after the issue. */
export const planDue = (date: string): string => workdayNear(addDays(date, 21));

/** The yearly safety notice, issued on `date` (YYYY-MM-DD), with its annex as a tab-separated table. */
export function demoNotice({ date }: { date: string }): DemoDocument {
  const year = date.slice(0, 4);
  const docNumber = `阳文旅字〔${year}〕12号`;
  const title = `${issuer}关于切实抓好${year}年文旅文博行业安全生产重点工作的通知`;
  const body = parts.flatMap((heading, part) => [
    `（${chineseDigit[part]}）${heading}`,
    ...noticeTasks.filter((t) => t.part === part).map((t) => `${t.no}、${t.title}。${t.text}`),
  ]);
  const annex = noticeTasks.map((t) => {
    const text = t.annexSwap ? t.text.replace(...t.annexSwap) : t.text;
    return [t.no, t.title, text, t.responsible, t.deadline].join('\t');
  });
  const text = [
    `${issuer}文件`,
    docNumber,
    title,
    '各县（区）文化和旅游局，机关各科室、局属各单位：',
    `为扎实做好${year}年全市文旅文博行业安全生产工作，压实各级各方面责任，守住不发生重特大事故的底线，依据《中华人民共和国安全生产法》《山西省安全生产条例》，按照省、市安全生产委员会的部署，现就有关事项通知如下：`,
    '一、总体要求',
    '坚持人民至上、生命至上，统筹发展和安全，把责任压到岗位，把风险管到点位，把隐患改在现场，以扎实的日常工作保障文化旅游和文物事业平稳发展。',
    '二、工作目标',
    '全年不发生较大及以上生产安全事故、火灾事故和文物安全责任事故；重大事故隐患全部按期整改；从业人员安全培训不漏一人；各项任务件件有人管、到期有结果、过程可查证。',
    '三、重点任务',
    ...body,
    `各县（区）文旅局、局属各单位要结合实际细化分工，于${chineseDay(planDue(date))}前将本单位年度安全工作要点和重点任务清单报送市文旅局文物监督科（安全监管科）。凡日常业务记录能够说明的事项，不再另行报送材料。`,
    '附件：重点工作任务清单',
    issuer,
    chineseDate(date),
    '（此件公开发布）',
    `${issuer}办公室`,
    `${chineseDate(date)}印发`,
    '附件',
    '重点工作任务清单',
    [['序号', '任务', '主要内容', '责任单位', '完成时限'].join('\t'), ...annex].join('\n'),
  ].join('\n\n');
  return { title, docNumber, date, text };
}

/** A clause that a person binds to a kind of fact; `text` stands word for word in the notice. */
export type DemoClause = {
  key: ClauseKey;
  /** Number of the task; null for the closing paragraph. */
  task: number | null;
  text: string;
  who: string[];
  /** Who owes it: each unit named, or each leader (班子成员) of the units named. */
  each: 'unit' | 'leader';
  period: 'month' | 'quarter' | 'half-year' | 'once';
  due?: string;
  fact: 'study.held' | 'meeting.held' | 'visit.made' | 'riskReview.done' | 'ruleSet.issued' | 'report';
};

export type ClauseKey =
  | 'study'
  | 'meeting'
  | 'visit'
  | 'postTraining'
  | 'postCheck'
  | 'riskReview'
  | 'hazardRules'
  | 'caseReview'
  | 'drill'
  | 'standardization'
  | 'briefing'
  | 'workPlan';

/** The measurable clauses of the notice issued on `date`, bound as the safety office would bind them. */
export function demoClauses(date: string): DemoClause[] {
  const year = date.slice(0, 4);
  const who = ['各县（区）文旅局', '局属各单位'];
  const each = 'unit';
  const venues = ['各场所各企业'];
  return [
    {
      key: 'study',
      task: 1,
      text: '各县（区）文旅局、局属各单位每季度至少组织一次专题学习',
      who,
      each,
      period: 'quarter',
      fact: 'study.held',
    },
    {
      key: 'meeting',
      task: 2,
      text: '各县（区）文旅局、局属各单位每月至少召开一次安全生产会议',
      who,
      each,
      period: 'month',
      fact: 'meeting.held',
    },
    {
      key: 'visit',
      task: 2,
      text: '领导班子成员每月至少到基层或企业检查指导一次',
      who,
      each: 'leader',
      period: 'month',
      fact: 'visit.made',
    },
    {
      key: 'postTraining',
      task: 5,
      text: '上半年，各场所各企业至少组织一次岗位责任清单专题培训',
      who: venues,
      each,
      period: 'once',
      due: `${year}-06-30`,
      fact: 'report',
    },
    {
      key: 'postCheck',
      task: 5,
      text: '各县（区）文旅局、局属各单位每半年至少抽查一次落实情况',
      who,
      each,
      period: 'half-year',
      fact: 'report',
    },
    {
      key: 'riskReview',
      task: 6,
      text: '各县（区）文旅局、局属各单位每半年至少组织一次风险评估分级',
      who,
      each,
      period: 'half-year',
      fact: 'riskReview.done',
    },
    {
      key: 'hazardRules',
      task: 7,
      text: '6月30日前，各县（区）文旅局、局属各单位印发隐患排查治理制度',
      who,
      each,
      period: 'once',
      due: `${year}-06-30`,
      fact: 'ruleSet.issued',
    },
    {
      key: 'caseReview',
      task: 8,
      text: '市执法队每半年至少组织一次案卷评查',
      who: ['市执法队'],
      each,
      period: 'half-year',
      fact: 'report',
    },
    {
      key: 'drill',
      task: 10,
      text: '各县（区）文旅局、局属各单位每半年至少组织一次消防疏散演练',
      who,
      each,
      period: 'half-year',
      fact: 'report',
    },
    {
      key: 'standardization',
      task: 12,
      text: '11月30日前，各县（区）文旅局、局属各单位完成所监管场所和本单位的安全标准化自评',
      who,
      each,
      period: 'once',
      due: `${year}-11-30`,
      fact: 'report',
    },
    {
      key: 'briefing',
      task: 20,
      text: '市局每季度至少通报一次任务进展',
      who: ['市局'],
      each,
      period: 'quarter',
      fact: 'report',
    },
    {
      key: 'workPlan',
      task: null,
      text: `于${chineseDay(planDue(date))}前将本单位年度安全工作要点和重点任务清单报送市文旅局文物监督科（安全监管科）`,
      who,
      each,
      period: 'once',
      due: planDue(date),
      fact: 'report',
    },
  ];
}

/** A short notice still without number, as a section would bring it to the draft door on `date`. */
export function demoDraft({ date }: { date: string }): DemoDocument {
  const winter = Number(date.slice(5, 7)) >= 10 || Number(date.slice(5, 7)) <= 3;
  const season = winter ? '冬春季' : '暑期汛期';
  const risks = winter ? '用电取暖、燃气使用、烟花燃放和文物建筑用火' : '空调大功率用电、临时搭建、临水临崖和山洪落石';
  const [checkBy, drillBy, reportBy] = [14, 30, 45].map((days) => workdayNear(addDays(date, days)));
  const title = `${issuer}关于做好${season}文旅场所安全防范工作的通知`;
  const text = [
    title,
    '各县（区）文化和旅游局，局属各单位：',
    `${season}安全风险集中。为防患于未然，现就文旅场所安全防范工作通知如下：`,
    `1、开展一次集中自查。${until(checkBy)}前，各县（区）文旅局、局属各单位组织所监管场所对${risks}开展一次集中自查，能当场整改的当场整改，不能当场整改的落实管控措施和期限。`,
    `2、组织一次实地演练。${until(drillBy)}前，局属各单位和人员密集场所至少组织一次应急疏散演练，重点检验值班人员会不会报警、会不会引导、会不会使用灭火器材。`,
    `3、加强值班值守。严格执行24小时值班制度，遇有突发情况立即处置并报告。市执法队每周至少开展一次夜间抽查，${until(reportBy)}前将抽查情况汇总报文物监督科（安全监管科）。`,
    '各单位要讲求实效，不搞层层转发，不要求场所重复填报。',
    issuer,
    chineseDate(date),
  ].join('\n\n');
  return { title, docNumber: null, date, text };

  /** A day of the same year needs no year; one beyond New Year is written in full. */
  function until(day = date): string {
    return day.slice(0, 4) === date.slice(0, 4) ? chineseDay(day) : chineseDate(day);
  }
}
