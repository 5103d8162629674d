// Finds who owes what a sentence demands: the subject before 要 or the verb, the agent after 由, the one who is urged.
import { isActor, splitActors } from './units.ts';
import { MODAL } from './words.ts';

const BINDS = new RegExp(`${MODAL}|将|需(?![求要])`, 'g');

/** No list of subjects is longer. */
const LONGEST = 90;

/** A deadline or a repeat as it stands before a subject: 11月底前, 2027年1月7日前, 2024—2026年每年, 第三季度内. */
const DATED =
  '(?:20\\d\\d(?:[—–-]20\\d\\d)?|今|本|明|当|每)年度?|[上下每]半年|(?:第?[一二三四1-4]|每|本)季度|(?:\\d{1,2}|[一二三四五六七八九十]{1,2}|本|每)月份?|\\d{1,2}[日号]|[年月季](?:底|末)|即日|每[周日天季]|年内|全年';
const WHEN = `[自于在从]?(?:${DATED})(?:${DATED}|[上中下]旬|[底末起至到内前]|[之以]前){0,9}`;

/** Words before a subject that are never part of its name. */
const LEAD_IN = new RegExp(`^(?:请|${WHEN})`);

/** Words between a subject and its verb, or before a subject, that are part of neither. */
const BEFORE_SUBJECT =
  /^(?:同时|并|其中|另外|此外|今后|原则上|一是|二是|三是|四是|五是|由|[^，。]{0,20}期间(?:（[^（）]{0,30}）)?)/;

/** Words that begin what a subject without 要 does, and that no name of a unit holds. */
const DEED =
  '印发|制定|制订|编制|组织|开展|完成|召开|建立|健全|完善|修订|落实|报送|上报|提交|汇总|梳理|督促|指导|推动|推进|加强|强化|举办|举行|安排|部署|签订|签署|公示|更新|配备|设置|设立|履行|实施|做好|抓好|参加|牵头|统筹|会同|配合|对照|按照|结合|根据|严格|认真|切实|进一步|深入|持续|积极|主动|全面|及时|立即|定期|逐一|逐项|分别|依法|接到|收到|发现|至少';
/** Words that begin it too, yet stand in names as well: 联合执法队, 重点企业. */
const VERB = new RegExp(`${DEED}|统一|集中|联合|共同|自行|按|于(?=\\d|每|年|本)|每(?=[年季月周日天半])|不少于`, 'g');
const DEEDS = new RegExp(DEED);
/** A deed that is part of a name: 督查室, 落实单位, 组织部. */
const NAMED_DEED = new RegExp(
  `(?:${DEED})(?=(?:工作)?(?:室|队|组|站|中心|办|局|科|处|部|专班|小组|单位|机构|企业|委员会))`,
  'g',
);
/** What has been done is told, not demanded. */
const TOLD = /^.{2,4}了/;
const NOT_SUBJECT = /^(?:面向|针对|依托|利用|邀请|聘请|联系|发动|动员|引导|鼓励|支持|帮助)|[被把将给]|委托/;

/** The rules, in the order in which they are tried. */
export const WHO_RULES: readonly { name: string; example: string }[] = [
  { name: 'by-agent', example: '由主要负责人每月带队检查 → 主要负责人' },
  { name: 'before-time', example: '分管领导每月至少下基层一次 → 分管领导' },
  { name: 'before-modal', example: '各县局、局属各单位要每半年评估一次 → 各县局、局属各单位' },
  { name: 'before-deed', example: '10月底前，各科室、下属各院团修订应急预案 → 各科室、下属各院团' },
  { name: 'asked', example: '请各部门分别于6月1日前反馈 → 各部门' },
  { name: 'urged', example: '督促指导辖区企业对照清单开展自查 → 辖区企业' },
  { name: 'earlier-clause', example: '市稽查队制定抽查方案，9月底前将结果报办公室 → 市稽查队' },
];

/**
 * Who owes the deed of s[from, to), whose time phrase begins at `time`, in sentence s[start, end).
 * Empty when the sentence names nobody: then the task's own units owe it.
 */
export function whoOf(s: string, start: number, from: number, time: number, to: number): string[] {
  const agent = /由([^，。；]{2,60}?)(?:每|定期|组织|带队|牵头|负责|于|在|开展|对)/.exec(s.slice(from, to));
  const byAgent = agent ? actors(agent[1] ?? '') : [];
  if (byAgent.length > 0) return byAgent;
  const beforeTime = actorsEndingAt(s, start, '于在自从'.includes(s.charAt(time - 1)) ? time - 1 : time);
  if (beforeTime.length > 0) return beforeTime;
  const leading = beforeVerb(s.slice(from, to), VERB);
  if (leading.length > 0) return leading;
  const modal = lastModal(s, start, from, to);
  if (modal.length > 0) return modal;
  const asked = s.startsWith('请', start) ? subjectOf(s.slice(start, to)) : [];
  if (asked.length > 0) return asked;
  const moved = urged(s.slice(from, to));
  return moved.length > 0 ? moved : beforeVerb(s.slice(start, to), VERB);
}

/** Clauses that may stand before the subject: 按照…要求，各单位要…; 6月底前，各单位…. */
const ADVERBIAL = new RegExp(
  `^(?:按照|按|根据|结合|围绕|依据|为|对照|自|从(?!业)|在.*(?:上|下|中|期间)$|(?:${WHEN})$)`,
);

/** The subject of a sentence that begins with one: 甲、乙要…, 请甲、乙于…, 甲负责…, 按照…，甲要…, 6月底前，甲、乙印发…. */
export function subjectOf(sentence: string): string[] {
  const asked = /^请([^，。；：]{2,40}?)(?:分别|按照|按|于|认真|将|在|结合|根据|切实|尽快|对照|及时|每)/.exec(sentence);
  const invited = asked ? actors(asked[1] ?? '') : [];
  if (invited.length > 0) return invited;
  const bound = beforeVerb(sentence, BINDS);
  return bound.length > 0 ? bound : beforeVerb(sentence, VERB);
}

/** The list of actors that begins a sentence, up to the first verb of the table; nothing but adverbial clauses before it. */
function beforeVerb(whole: string, verbs: RegExp): string[] {
  const sentence = whole.slice(0, 2 * LONGEST);
  for (const m of sentence.matchAll(verbs)) {
    if (m.index > LONGEST + 10) break;
    const clauses = sentence.slice(0, m.index).split('，').slice(0, -1);
    if (!clauses.every((c) => ADVERBIAL.test(c) || c.split('、').every((u) => isActor(u)))) break;
    const named = actorsEndingAt(sentence, 0, m.index);
    if (named.length === 0) continue;
    const rest = sentence.slice(m.index);
    if (verbs === VERB) {
      if (TOLD.test(rest)) break;
      if (named.some((u) => NOT_SUBJECT.test(u) || DEEDS.test(u.replace(NAMED_DEED, '')))) break;
    }
    return m[0] === '将' && !/^将[^。；]{2,60}(?:报送?|纳入|作为|列入|上报)/.test(rest) ? [] : named;
  }
  return [];
}

function lastModal(s: string, start: number, from: number, to: number): string[] {
  const stretch = s.slice(start, to);
  let best: string[] = [];
  for (const m of stretch.matchAll(BINDS)) {
    const named = actorsEndingAt(s, start, start + m.index);
    if (named.length > 0 && (start + m.index < from || best.length === 0)) best = named;
  }
  return best;
}

/** 督促 or 指导 somebody to act. */
function urged(clause: string): string[] {
  const m =
    /(?:督促|指导|要求|推动|组织)([^，。；]{2,40}?)(?=对照|落实|开展|建立|制定|完善|每|逐一|于|按|在|全面|认真)/.exec(
      clause.replace(/督促指导|指导督促/, '督促'),
    );
  const words = m?.[1] ?? '';
  if (isActor(words) || isActor(words.split('、').at(-1) ?? '')) return splitShared(words);
  return [];
}

/** 危化、矿山领域生产经营单位 is one list with one head and stays one. */
function splitShared(words: string): string[] {
  const pieces = splitActors(words);
  return pieces.every((p) => isActor(p)) ? pieces : [words];
}

/** The list of actors whose words end at s[at], within the clause; lists loosely joined by ，各 go on to the left. */
function actorsEndingAt(s: string, start: number, at: number): string[] {
  let left = at;
  while (left > start && at - left <= LONGEST && !'，。；：！？'.includes(s.charAt(left - 1))) left -= 1;
  let named = actors(s.slice(left, at));
  while (named.length > 0 && left > start && s.charAt(left - 1) === '，' && s.startsWith('各', left)) {
    let further = left - 1;
    while (further > start && left - further <= LONGEST && !'，。；：！？'.includes(s.charAt(further - 1)))
      further -= 1;
    const more = actors(s.slice(further, left - 1));
    if (more.length === 0) break;
    named = [...more, ...named];
    left = further;
  }
  return named;
}

function actors(words: string): string[] {
  if (words.length > LONGEST) return [];
  let s = words;
  for (;;) {
    const rest = s.replace(LEAD_IN, '');
    const next = rest === s && !isActor(s) ? s.replace(BEFORE_SUBJECT, '') : rest;
    if (next === s) break;
    s = next;
  }
  if (s.length < 2) return [];
  const pieces = splitActors(s);
  return pieces.every((p) => isActor(p))
    ? pieces
    : isActor(pieces.at(-1) ?? '') && !/[的在对为把将]/.test(s)
      ? [s]
      : [];
}
