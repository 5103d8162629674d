// Makes a task out of an item: who, by when, how often, and where each word stands.
import type { NoticeTask, Source } from '../schema.ts';
import { assignedIn } from './brackets.ts';
import { asPrinted, readTimes, sentencesOf, type BindingTime, type FoundDuty } from './duties.ts';
import { quote, tight } from './flat.ts';
import type { Item, Stretch } from './items.ts';
import type { AnnexRow } from './table.ts';
import { recurrenceOf, type Clock, type TimeHit } from './time.ts';
import { titleFrom } from './titles.ts';
import { subjectOf } from './who.ts';

/** A task being made, with what the lint and the duties still need to know of it. */
export type Draft = {
  task: NoticeTask;
  item: Item | null;
  row: AnnexRow | null;
  stretches: Stretch[];
  duties: FoundDuty[];
};

/** Who the first sentence of a stretch addresses, as printed. */
export function subjectsOf(text: string, stretch: Stretch): string[] {
  const first = sentencesOf(stretch)[0];
  if (!first) return [];
  const named = subjectOf(stretch.flat.s.slice(first[0], first[1]));
  return named.map((n) => asPrinted(text, stretch.flat, n, first[0], first[1]));
}

/** All text of an item; of its children also the titles, which are points of the text. */
export function allStretches(item: Item): Stretch[] {
  return [...item.text, ...item.children.flatMap(wholeStretches)];
}

function wholeStretches(item: Item): Stretch[] {
  const { whole } = item;
  const own = whole ? [whole, ...item.text.filter((t) => t.flat !== whole.flat)] : item.text;
  return [...own, ...item.children.flatMap(wholeStretches)];
}

function endOf(item: Item): number {
  const lasts = [
    item.titleSource[1],
    ...item.text.map((t) => (t.flat.at[t.to - 1] ?? 0) + 1),
    ...item.children.map(endOf),
  ];
  return Math.max(...lasts);
}

/** A task with nothing known of it but its place and title. */
export function blank(item: Item, title: string, source: Source, rule: string): NoticeTask {
  const section = item.parent?.title ?? '';
  return {
    no: item.label,
    title,
    text: '',
    responsible: [],
    lead: null,
    deadlineText: '',
    recurrence: 'standing',
    due: null,
    dueList: [],
    source,
    annexSource: null,
    section,
    rule,
    doubts: [],
  };
}

/** A task out of an item that is one. `subject` is the unit named at the head of its section. */
export function draftOf(text: string, item: Item, clock: Clock, subject: string[], rule: string): Draft {
  const first = item.text[0];
  const end = endOf(item);
  const textStart = first
    ? (first.flat.at[first.from] ?? end)
    : (item.children[0]?.titleSource[0] ?? item.titleSource[0]);
  const stretches = allStretches(item);
  const body = first ? first.flat.s.slice(first.from, first.to) : (item.title ?? '');
  const source: Source = [item.title === null ? textStart : item.titleSource[0], end];
  const task = blank(
    item,
    item.title === null ? titleFrom(body, clock) : tight(quote(text, item.titleSource)),
    source,
    rule,
  );
  task.text = paragraphsOf(text, [textStart, end]);
  if (item.title === null) task.doubts.push('原文没有小标题，标题取自第一句');

  const all = stretches.map((s) => s.flat.s.slice(s.from, s.to)).join('\n');
  const assigned = assignedIn(all, clock);
  const printed = (words: string): string => printedIn(text, stretches, words);
  task.lead = assigned.lead === null ? null : printed(assigned.lead);
  task.responsible = assigned.units.length > 0 ? assigned.units.map(printed) : first ? subjectsOf(text, first) : [];
  if (task.responsible.length === 0 && subject.length > 0) {
    task.responsible = subject;
    task.doubts.push('责任单位取自本部分开头的一句，请核对');
  }
  const read = stretches.map((s) => readTimes(text, s, clock));
  const times = read.flatMap((r) => r.times);
  if (assigned.times.length > 0) setTimes(task, assigned.times, printed(assigned.deadlineText), true);
  else setTimes(task, times, deadlineWords(times), false);
  return { task, item, row: null, stretches, duties: read.flatMap((r) => r.duties) };
}

/** Paragraphs of a source: sentences healed within each, line feeds between them. */
export function paragraphsOf(text: string, [start, end]: Source): string {
  const lines = text
    .slice(start, end)
    .split('\n')
    .map((l) => l.trim())
    .filter((l) => l !== '');
  const out: string[] = [];
  for (const line of lines) {
    const last = out.at(-1);
    if (last !== undefined && !/[。！？；：…）][”’）》]*$/.test(last)) out[out.length - 1] = last + line;
    else out.push(line);
  }
  return out.join('\n');
}

/** The printed words of the deadline: a date before a repeat, a repeat before 尽快, 定期 last. */
export function deadlineWords(times: readonly BindingTime[]): string {
  const dated = times.filter((t) => t.due !== null).sort((a, b) => (a.due ?? '').localeCompare(b.due ?? ''))[0];
  if (dated) return dated.words;
  for (const kind of ['repeat', 'date', 'soon', 'standing'] as const) {
    const hit = times.find((t) => t.kind === kind);
    if (hit) return hit.words;
  }
  return '';
}

/** Squeezed words in the form in which they are printed somewhere in the stretches. */
function printedIn(text: string, stretches: readonly Stretch[], words: string): string {
  for (const { flat, from, to } of stretches)
    if (flat.s.slice(from, to).includes(words)) return asPrinted(text, flat, words, from, to);
  return words;
}

/** Sets deadline, recurrence and dates; `stated` says that a cell or bracket states them as the deadline. */
export function setTimes(task: NoticeTask, times: readonly TimeHit[], words: string, stated: boolean): void {
  task.deadlineText = words;
  task.recurrence = recurrenceOf(times, stated);
  const days = [...new Set(times.flatMap((t) => (t.kind === 'date' && t.due !== null ? [t.due] : [])))].sort();
  task.dueList = days;
  task.due = days[0] ?? null;
  for (const t of times) if (t.doubt !== null && !task.doubts.includes(t.doubt)) task.doubts.push(t.doubt);
  if (days.length > 1) task.doubts.push('有几个日期，完成时限取最早的一个，请核对');
}
