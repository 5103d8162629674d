// The order in which a paper is reviewed: what is doubtful first, then task by task; and what each kind of doubt is called. Pure.
import type { Breakdown, Clause, Doubt } from '../../breakdown.ts';
import { doubtsAbout, indexOf, isCounted, lacks } from '../../review-ops.ts';
import type { Mark } from './segments.ts';

/** `d:<doubt>` or `c:<clause>`. */
export type ItemId = `d:${string}` | `c:${string}`;
export const doubtItem = (d: Doubt): ItemId => `d:${d.id}`;
export const clauseItem = (c: Clause): ItemId => `c:${c.id}`;

/** What a doubt is about in two to five words. */
export const DOUBT_NAME: Record<string, string> = {
  'body-annex-differ': '正文与附表不同',
  'cut-off': '句子中断',
  'date-doubtful': '日期存疑',
  'no-deadline': '没有期限',
  'no-unit': '没有责任单位',
  'number-gap': '序号不连',
  'leftover-markup': '残留标记',
  units: '单位待对应',
  year: '往年通知',
  head: '要素缺失',
};
export const doubtName = (d: Doubt) => DOUBT_NAME[d.code] ?? '请看一眼';

const placeOf = (b: Breakdown, d: Doubt) => {
  const { clause, task } = indexOf(b);
  if (d.target.type === 'head') return -1;
  return (d.target.type === 'task' ? task : clause).get(d.target.id)?.source[0] ?? 0;
};

/** Open doubts, those about the document as a whole first, then in the order of the text. */
export const doubtsInOrder = (b: Breakdown) => indexOf(b).open.toSorted((x, y) => placeOf(b, x) - placeOf(b, y));

/** Where a doubt stands, for its card. */
export function whereOf(b: Breakdown, d: Doubt): string {
  if (d.target.type === 'head') return '公文要素';
  const { clause, task: byNo } = indexOf(b);
  const no = d.target.type === 'task' ? d.target.id : clause.get(d.target.id)?.taskNo;
  const task = byNo.get(no ?? '');
  return task ? `任务 ${task.no} · ${task.title}` : '通知结尾';
}

export type TaskGroup = { no: string | null; title: string; clauses: readonly Clause[] };

/** Tasks in the order of the notice with their clauses; what stands in no task comes last. */
export function tasksOf(b: Breakdown): TaskGroup[] {
  const { ofTask, task } = indexOf(b);
  const groups: TaskGroup[] = b.tasks.map((t) => ({ no: t.no, title: t.title, clauses: ofTask.get(t.no) ?? [] }));
  const loose = b.clauses.filter((c) => !task.has(c.taskNo ?? ''));
  return loose.length ? [...groups, { no: null, title: '不在任务内的要求', clauses: loose }] : groups;
}

/** All items in the order of the panel. */
export const itemsOf = (b: Breakdown): ItemId[] => [
  ...doubtsInOrder(b).map(doubtItem),
  ...tasksOf(b).flatMap((t) => t.clauses.map(clauseItem)),
];

/** The item after (or before) the current one; the ends stay. */
export function step(items: readonly ItemId[], current: ItemId | null, by: 1 | -1): ItemId | null {
  const at = current ? items.indexOf(current) : -1;
  if (at < 0) return items[0] ?? null;
  return items[Math.min(items.length - 1, Math.max(0, at + by))] ?? null;
}

/** Where work goes on after an item is done: the next open doubt, else the next clause not confirmed, else nothing. */
export function nextOpen(b: Breakdown, after: ItemId | null): ItemId | null {
  const open = new Set<ItemId>([
    ...doubtsInOrder(b).map(doubtItem),
    ...tasksOf(b).flatMap((t) => t.clauses.filter((c) => !c.accepted).map(clauseItem)),
  ]);
  const first = [...open][0] ?? null;
  if (!after?.startsWith('c:')) return first;
  const all = itemsOf(b);
  return all.slice(all.indexOf(after) + 1).find((i) => open.has(i)) ?? first;
}

/** The places of an item in the text, the first of them where the page scrolls to. */
export function sourcesOf(b: Breakdown, item: ItemId): (readonly [number, number])[] {
  const id = item.slice(2);
  if (item.startsWith('d:')) return b.doubts.filter((d) => d.id === id).flatMap((d) => placesOf(b, d));
  const clause = indexOf(b).clause.get(id);
  return clause ? [clause.source] : [];
}

/** The wordings in doubt; else the clause, or the title of the task. */
function placesOf(b: Breakdown, d: Doubt): (readonly [number, number])[] {
  const { clause, task } = indexOf(b);
  const said = (d.places.length ? d.places : [{ a: d.a, b: d.b }]).flatMap((p) => [p.a?.source, p.b?.source]);
  const places = said.filter((s) => s !== null && s !== undefined);
  if (places.length) return places;
  const about = d.target.type === 'clause' ? clause.get(d.target.id) : undefined;
  if (about) return [about.source];
  const t = d.target.type === 'task' ? task.get(d.target.id) : undefined;
  return t ? [[t.source[0], t.source[0] + t.title.length + 2]] : [];
}

/** How a clause stands, as the page and the panel draw it. */
export type Look = 'doubt' | 'wanting' | 'open' | 'done' | 'listed';
export function lookOf(b: Breakdown, c: Clause): Look {
  if (doubtsAbout(b, c).some((d) => d.target.type === 'clause')) return 'doubt';
  if (lacks(c)) return 'wanting';
  if (!isCounted(c)) return c.accepted ? 'listed' : 'open';
  return c.accepted ? 'done' : 'open';
}

/** What the page marks: every quotation, and the places of open doubts. */
export const marksOf = (b: Breakdown): Mark[] => [
  ...b.clauses.map((c) => ({
    item: clauseItem(c),
    source: c.source,
    look: c.progress ? `watch-${lookOf(b, c)}` : lookOf(b, c),
  })),
  ...indexOf(b).open.flatMap((d) => placesOf(b, d).map((source) => ({ item: doubtItem(d), source, look: 'asked' }))),
];
