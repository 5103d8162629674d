// Finds who owes what a sentence demands: the subject before 要, the agent after 由, the one who is urged.
import { isActor, splitActors } from './units.ts';
import { MODAL } from './words.ts';

const BINDS = new RegExp(`${MODAL}|将|需(?![求要])`, 'g');

/** No list of subjects is longer. */
const LONGEST = 90;

/** Words between a subject and its verb, or before a subject, that are part of neither. */
const BEFORE_SUBJECT =
  /^(?:同时|并|其中|另外|此外|请|今后|原则上|一是|二是|三是|四是|五是|上半年|下半年|年内|全年|由|请|[^，。]{0,20}期间(?:（[^（）]{0,30}）)?)/;

/** The rules, in the order in which they are tried. */
export const WHO_RULES: readonly { name: string; example: string }[] = [
  { name: 'by-agent', example: '由主要负责人每月带队检查 → 主要负责人' },
  { name: 'before-time', example: '分管领导每月至少下基层一次 → 分管领导' },
  { name: 'before-modal', example: '各县局、局属各单位要每半年评估一次 → 各县局、局属各单位' },
  { name: 'asked', example: '请各部门分别于6月1日前反馈 → 各部门' },
  { name: 'urged', example: '督促指导辖区企业对照清单开展自查 → 辖区企业' },
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
  const modal = lastModal(s, start, from, to);
  if (modal.length > 0) return modal;
  const asked = s.startsWith('请', start) ? subjectOf(s.slice(start, to)) : [];
  if (asked.length > 0) return asked;
  return urged(s.slice(from, to));
}

/** Clauses that may stand before the subject: 按照…要求，各单位要…. */
const ADVERBIAL = /^(?:按照|按|根据|结合|围绕|依据|为|对照|自|从|在.*(?:上|下|中|期间)$)/;

/** The subject of a sentence that begins with one: 甲、乙要…, 请甲、乙于…, 甲负责…, 按照…，甲要…. */
export function subjectOf(sentence: string): string[] {
  const asked = /^请([^，。；：]{2,40}?)(?:分别|按照|按|于|认真|将|在|结合|根据|切实|尽快|对照|及时|每)/.exec(sentence);
  const invited = asked ? actors(asked[1] ?? '') : [];
  if (invited.length > 0) return invited;
  for (const m of sentence.matchAll(BINDS)) {
    if (m.index > 100) break;
    const clauses = sentence.slice(0, m.index).split('，').slice(0, -1);
    if (!clauses.every((c) => ADVERBIAL.test(c) || c.split('、').every((u) => isActor(u)))) break;
    const named = actorsEndingAt(sentence, 0, m.index);
    if (named.length === 0) continue;
    const announces = m[0] === '将' && !/^将[^。；]{2,60}(?:报送?|纳入|作为|列入|上报)/.test(sentence.slice(m.index));
    return announces ? [] : named;
  }
  const plain =
    /^([^，。；：]{2,40}?)(?:严格|认真|切实|进一步|按照|按|结合|根据|组织|统筹|指导|牵头|接到|收到|发现)/.exec(
      sentence,
    );
  return plain ? actors(plain[1] ?? '') : [];
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
  while (BEFORE_SUBJECT.test(s) && !isActor(s)) s = s.replace(BEFORE_SUBJECT, '');
  if (s.length < 2) return [];
  const pieces = splitActors(s);
  return pieces.every((p) => isActor(p))
    ? pieces
    : isActor(pieces.at(-1) ?? '') && !/[的在对为把将]/.test(s)
      ? [s]
      : [];
}
