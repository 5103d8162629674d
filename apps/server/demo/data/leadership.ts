// The monthly safety meeting of every unit and the monthly visit of every leader (task 2).
import { addDays, officeTime, pick, spans, workdayNear } from './calendar.ts';
import type { Act } from './acts.ts';
import { units } from './org.ts';
import { leadersOf, staffOf } from './people.ts';
import { accountOf, choose, dayOf, debtors, noticeDate } from './story.ts';

/** Meetings and visits month by month up to `now`, sorted; apart from plan() because they are many. */
export function leadershipPlan(now: string): Act[] {
  const issued = noticeDate(now);
  const months = spans(1, issued, now);
  const acts = months.flatMap((m) =>
    debtors.flatMap(({ key }) => {
      const leaders = leadersOf(key);
      const heldOn = dayOf(`meeting ${key} ${m.key}`, m, issued, now);
      return [
        ...(heldOn ? [meeting(key, heldOn, leaders[0]?.key ?? '')] : []),
        ...leaders.flatMap((leader) => {
          const day = dayOf(`visit ${leader.key} ${m.key}`, m, issued, now);
          return day ? [visit(leader.key, key, day)] : [];
        }),
      ];
    }),
  );
  return acts.sort((a, b) => (a.on + a.at < b.on + b.at ? -1 : 1));
}

function meeting(unit: string, heldOn: string, chair: string): Act {
  const words = `meeting ${unit} ${heldOn}`;
  const [problem, decision] = choose(words, matters);
  const staff = staffOf(unit).map((p) => p.key);
  const owner = staff[pick(`${words} owner`, staff.length)] ?? chair;
  const due = workdayNear(addDays(heldOn, 7 + pick(`${words} due`, 15)));
  const decisions = [{ text: decision, owner, due }];
  return {
    on: heldOn,
    at: officeTime(words),
    by: accountOf(unit),
    do: 'meeting',
    unit,
    heldOn,
    chair,
    problems: [problem],
    decisions,
  };
}

function visit(leader: string, unit: string, heldOn: string): Act {
  const words = `visit ${leader} ${heldOn}`;
  const near = units.filter((u) => u.type === 'venue' && u.parent === unit);
  const places = near.length ? near : units.filter((u) => u.type === 'venue');
  const object = places[pick(words, places.length)]?.key ?? '';
  const found = choose(`${words} found`, findings);
  return { on: heldOn, at: officeTime(words), by: accountOf(unit), do: 'visit', leader, unit, object, heldOn, found };
}

const matters: [[string, string], ...[string, string][]] = [
  ['部分场所安全管理人员变动后未及时更新联系方式', '逐家核对并更新通讯录'],
  ['夜间值班电话抽查有一次无人接听', '值班电话改为双人接听，抽查结果每周通报'],
  ['个别场所疏散通道堆放杂物反复出现', '列为重点对象，负责人到会说明并限期清理'],
  ['应急物资库灭火毯、扩音器数量不足', '按清单补齐并张贴位置图'],
  ['外来施工人员动火作业审批不规范', '动火作业一律先审批、后作业，专人看护'],
  ['极端天气预警传达到末端用时偏长', '建立一对一叫应名单并组织一次测试'],
  ['临时用电线路私拉乱接', '请电工逐处整改，拆除不合格插线板'],
  ['新进人员未经岗前培训上岗', '补训合格前调离原岗位，完善入职流程'],
];

const findings: [string, ...string[]] = [
  '未发现明显问题，现场提问三名员工均能说清疏散路线',
  '一处应急照明不亮，当场更换',
  '消防栓前摆放展架，当场移开',
  '风险告知栏责任人电话未更新，要求两日内更换',
  '配电间堆放纸箱，当场清理并教育责任人',
  '值班记录有涂改，要求如实记录、错处划改签名',
  '灭火器压力不足一具，已送检更换',
  '节假日客流预案未明确引导岗，要求一周内补充',
];
