// Reads the brackets and label lines that end an item: （甲局牵头，乙局配合，6月底前完成）, 责任单位：甲局、乙局.
import { timesIn, type Clock, type TimeHit } from './time.ts';
import { isActor, splitActors } from './units.ts';

export type Assigned = { units: string[]; lead: string | null; times: TimeHit[]; deadlineText: string };

/** Words inside a bracket that make it an assignment. */
export const BRACKET_RULES: readonly { name: string; example: string; at: RegExp }[] = [
  { name: 'lead', example: '（市场科牵头，安全科配合）', at: /牵头/ },
  { name: 'charge', example: '（财政局、人社局负责）', at: /负责|分工|落实$/ },
  {
    name: 'label',
    example: '（责任单位：市场科；完成时限：6月底前）',
    at: /(?:责任|牵头|配合|承办|主办|落实|参与|协办)(?:单位|部门|科室)：/,
  },
  {
    name: 'limit',
    example: '（完成时限4月20日前）',
    at: /时限|期限|前完成|完成时间|前$|全年|长期坚持|持续推进|每[月季年周]/,
  },
];

const LABELS = /(牵头|责任|配合|承办|主办|落实|参与|协办|协同)(?:责任)?(?:单位|部门|科室|处室)：/g;

/** Looks for assignments in a squeezed text; `whole` takes the text itself as one (a label line). */
export function assignedIn(s: string, clock: Clock): Assigned {
  const out: Assigned = { units: [], lead: null, times: [], deadlineText: '' };
  for (const m of s.matchAll(/（([^（）\n]{2,200}(?:（[^（）\n]{1,40}）[^（）\n]{0,200}){0,6})）/g)) {
    const words = m[1] ?? '';
    if (BRACKET_RULES.some((r) => r.at.test(words))) take(words, clock, out);
  }
  for (const m of s.matchAll(/(?:^|[。；\n])((?:牵头|责任|配合|承办|主办|落实)(?:单位|部门|科室)：[^。\n]{2,200})/g))
    take(m[1] ?? '', clock, out);
  for (const m of s.matchAll(/(?:^|[。；\n])((?:完成|办理|整改)(?:时限|时间|期限)：[^。；\n]{2,40})/g))
    take(m[1] ?? '', clock, out);
  return out;
}

function take(words: string, clock: Clock, out: Assigned): void {
  const marked = words.replace(LABELS, '；$1\u0001');
  for (const group of marked.split(/[；。]/)) {
    const label = /^(..)\u0001/.exec(group)?.[1] ?? null;
    const body = label === null ? group : group.slice(3);
    for (const clause of body.split('，')) takeClause(clause, label, clock, out);
  }
}

function takeClause(clause: string, label: string | null, clock: Clock, out: Assigned): void {
  const times = timesIn(clause, clock);
  if (times.length > 0 && !isActor(clause.replace(/(?:牵头|配合|负责).*$/, ''))) {
    out.times.push(...times);
    const text = clause.replace(/^(?:完成|办理|整改)?(?:时限|时间|期限)：?/, '');
    out.deadlineText = out.deadlineText === '' ? text : out.deadlineText;
    return;
  }
  const m =
    /^由?(.{2,160}?)(?:按(?:照)?(?:各自)?职责(?:分工)?|根据职责分工|具体|分别|共同)?(牵头|负责|配合|参与|指导|协助|落实)?(?:负责|落实|组织实施|实施)?$/.exec(
      clause,
    );
  const list =
    label === null ? (m?.[2] === undefined ? '' : (m[1] ?? '')) : clause.replace(/(?:牵头|负责|配合|参与)$/, '');
  const named = splitActors(list)
    .map((u) => u.replace(/等(?:有关)?(?:部门|单位)?(?:和单位)?$|等$/, ''))
    .filter((u) => u.length >= 2 && u.length <= 30 && isActor(u));
  if (named.length === 0) return;
  if (out.lead === null && (m?.[2] === '牵头' || label === '牵头' || label === '主办')) out.lead = named[0] ?? null;
  for (const u of named) if (!out.units.includes(u)) out.units.push(u);
}
