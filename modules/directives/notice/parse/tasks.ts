// Makes tasks out of items and annex rows: who, by when, how often, and where each word stands.
import type { NoticeTask, Source } from '../schema.ts';
import { assignedIn } from './brackets.ts';
import { likeness } from './diff.ts';
import { asPrinted, dutiesIn, readTimes, sentencesOf, type BindingTime, type FoundDuty } from './duties.ts';
import { quote, sourceOf, tight } from './flat.ts';
import type { Item, Stretch } from './items.ts';
import { articleCommands, childrenAreTasks, isFinding, kindOf } from './sections.ts';
import type { AnnexRow } from './table.ts';
import { recurrenceOf, timesIn, type Clock, type TimeHit } from './time.ts';
import { titleFrom, titleOfDuty } from './titles.ts';
import { subjectOf } from './who.ts';

/** A task being made, with what the lint and the duties still need to know of it. */
export type Draft = {
  task: NoticeTask;
  item: Item | null;
  row: AnnexRow | null;
  stretches: Stretch[];
  duties: FoundDuty[];
};

/** What the walk over the tree yields. */
export type Harvest = { drafts: Draft[]; loose: FoundDuty[]; goals: FoundDuty[]; spare: Item[] };

/** Walks the tree once. Sections of aims and frames give no tasks save for what they date. */
export function harvest(text: string, root: Item, clock: Clock): Harvest {
  const out: Harvest = { drafts: [], loose: [], goals: [], spare: [] };
  for (const child of root.children) visit(text, child, clock, out, []);
  if (out.drafts.every((d) => d.task.rule === 'dated-clause')) {
    const kept = out.drafts;
    out.drafts = [];
    for (const item of out.spare)
      if (!isFinding(item)) out.drafts.push(draftOf(text, item, clock, inherited(text, item), 'requirement'));
    if (out.drafts.length === 0) out.drafts = kept;
    else {
      const taken = new Set(out.drafts.map((d) => d.item));
      out.drafts.push(...kept.filter((d) => !taken.has(d.item)));
    }
    out.drafts.sort((a, b) => a.task.source[0] - b.task.source[0]);
  }
  leadersFirst(text, out.drafts);
  return out;
}

function visit(text: string, item: Item, clock: Clock, out: Harvest, subject: string[]): void {
  const kind = kindOf(item);
  if (kind === 'goal') {
    for (const s of allStretches(item))
      out.goals.push(...dutiesIn(text, s, clock).filter((d) => d.kind === 'date' && d.due !== null));
    return;
  }
  if (kind === 'frame' || kind === 'fallback') {
    frame(text, item, clock, out, kind === 'fallback');
    return;
  }
  if (item.level === 3 && !articleCommands(item)) return;
  if (item.level <= 2 || childrenAreTasks(item)) {
    const named = item.text[0] ? subjectsOf(text, item.text[0]) : [];
    for (const s of item.text)
      out.loose.push(...dutiesIn(text, s, clock).filter((d) => d.kind !== 'standing' && d.due !== null));
    for (const child of item.children) visit(text, child, clock, out, named.length > 0 ? named : subject);
  } else if (!isFinding(item))
    out.drafts.push(
      draftOf(
        text,
        item,
        clock,
        subject,
        item.level === 3 ? 'article' : item.title === null ? 'untitled-item' : 'titled-item',
      ),
    );
}

/** A framing section gives a task for each clause with a date, named by the clause; its leaves are kept in case there is nothing else. */
function frame(text: string, item: Item, clock: Clock, out: Harvest, fallback: boolean): void {
  if (item.children.length > 0) {
    if (kindOf(item) === 'frame')
      for (const child of item.children) if (kindOf(child) === 'goal') visit(text, child, clock, out, []);
    for (const child of item.children) if (kindOf(child) !== 'goal') frame(text, child, clock, out, fallback);
    return;
  }
  if (fallback) out.spare.push(item);
  const found = item.text.flatMap((stretch) => dutiesIn(text, stretch, clock).map((duty) => ({ duty, stretch })));
  const dated = found.filter(({ duty }) => duty.kind === 'repeat' || (duty.kind === 'date' && duty.due !== null));
  if (fallback) out.loose.push(...found.filter(({ duty }) => duty.kind === 'standing').map(({ duty }) => duty));
  if (dated.length > 0) out.drafts.push(datedDraft(text, item, dated, clock));
}

/** The dated clauses of a framing section as one task; its title is the words of the first. */
function datedDraft(
  text: string,
  item: Item,
  dated: readonly { duty: FoundDuty; stretch: Stretch }[],
  clock: Clock,
): Draft {
  const sentences = dated.map(({ duty, stretch }) => {
    const [from, to] = sentencesOf(stretch).find(([a, b]) => duty.from >= a && duty.from < b) ?? [
      stretch.from,
      stretch.to,
    ];
    return { s: stretch.flat.s.slice(from, to), source: sourceOf(stretch.flat, from, to) };
  });
  const [first] = dated;
  const source: Source = [
    Math.min(...sentences.map((x) => x.source[0])),
    Math.max(...sentences.map((x) => x.source[1])),
  ];
  const title = first ? titleOfDuty(tight(quote(text, first.duty.source)), sentences[0]?.s ?? '', clock) : '';
  const task = blank(item, title, source, 'dated-clause');
  task.text = paragraphsOf(text, source);
  const units = dated.flatMap(({ duty, stretch }) => (duty.who.length > 0 ? duty.who : subjectsOf(text, stretch)));
  task.responsible = [...new Set(units)];
  const times = dated.map(({ duty }) => ({ ...duty.hit, words: duty.words }));
  setTimes(task, times, deadlineWords(times), false);
  task.doubts.push('这一部分是要求或保障，只有写明时限的句子列为任务，标题取自原句');
  return { task, item, row: null, stretches: [], duties: dated.map(({ duty }) => duty) };
}

const inherited = (text: string, item: Item): string[] => {
  for (let p = item.parent; p; p = p.parent) {
    const named = p.text[0] ? subjectsOf(text, p.text[0]) : [];
    if (named.length > 0) return named;
  }
  return [];
};

function subjectsOf(text: string, stretch: Stretch): string[] {
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

function blank(item: Item, title: string, source: Source, rule: string): NoticeTask {
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

function draftOf(text: string, item: Item, clock: Clock, subject: string[], rule: string): Draft {
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

  const words = stretches.map((s) => s.flat.s.slice(s.from, s.to)).join('\n');
  const assigned = assignedIn(words, clock);
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
function paragraphsOf(text: string, [start, end]: Source): string {
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
function deadlineWords(times: readonly BindingTime[]): string {
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

function setTimes(task: NoticeTask, times: readonly TimeHit[], words: string, stated: boolean): void {
  task.deadlineText = words;
  task.recurrence = recurrenceOf(times, stated);
  const days = [...new Set(times.flatMap((t) => (t.kind === 'date' && t.due !== null ? [t.due] : [])))].sort();
  task.dueList = days;
  task.due = days[0] ?? null;
  for (const t of times) if (t.doubt !== null && !task.doubts.includes(t.doubt)) task.doubts.push(t.doubt);
  if (days.length > 1) task.doubts.push('有几个日期，完成时限取最早的一个，请核对');
}

/** Where the notice says that the first unit named leads, the first of each item does. */
function leadersFirst(text: string, drafts: Draft[]): void {
  if (!/列(?:在)?第一位(?:者|的)?(?:单位)?为牵头/.test(text)) return;
  for (const { task } of drafts)
    if (task.lead === null && task.responsible.length > 0) task.lead = task.responsible[0] ?? null;
}

/** Joins annex rows to the items they repeat: by number and likeness of words. Rows without an item become tasks. */
export function joinAnnex(drafts: Draft[], rows: readonly AnnexRow[], clock: Clock, text: string): Draft[] {
  if (rows.length === 0) return drafts;
  const free = new Set(drafts);
  const byNumber = new Map<string, Draft[]>();
  for (const d of drafts) byNumber.set(bareNo(d.task.no), [...(byNumber.get(bareNo(d.task.no)) ?? []), d]);
  const joined: Draft[] = [];
  for (const row of rows) {
    const named = (byNumber.get(bareNo(row.no)) ?? []).filter((d) => free.has(d));
    const best =
      bestOf(named.slice(0, 50), row, 0.35) ??
      (drafts.length * rows.length <= 40_000 ? bestOf([...free], row, 0.6) : null);
    if (best) free.delete(best);
    joined.push(best ? withRow(best, row, clock) : fromRow(row, joined.length, clock, text));
  }
  const rest = [...free].filter(
    (d) => d.task.responsible.length > 0 || d.task.dueList.length > 0 || drafts.length > rows.length * 2,
  );
  return rest.length === 0 ? joined : [...joined, ...rest].sort((a, b) => a.task.source[0] - b.task.source[0]);
}

const bareNo = (no: string): string => no.replace(/[（）()]/g, '');

function bestOf(drafts: readonly Draft[], row: AnnexRow, floor: number): Draft | null {
  let best: Draft | null = null;
  let top = floor;
  for (const d of drafts) {
    const score = Math.max(
      likeness(d.task.title, row.title),
      likeness(tight(d.task.text).slice(0, 400), row.content.s.slice(0, 400)),
    );
    if (score > top) {
      top = score;
      best = d;
    }
  }
  return best;
}

function withRow(draft: Draft, row: AnnexRow, clock: Clock): Draft {
  const { task } = draft;
  if (row.units.length > 0) task.responsible = row.units;
  task.lead = row.lead ?? (task.lead !== null && task.responsible.includes(task.lead) ? task.lead : null);
  task.annexSource = row.source;
  task.rule = `${task.rule}+annex-row`;
  task.doubts.push(...row.doubts);
  if (row.deadlineText !== '') {
    task.doubts = task.doubts.filter((d) => !d.startsWith('有几个日期'));
    setTimes(task, timesOfCell(row.deadlineText, clock), row.deadlineText, true);
  }
  return { ...draft, row };
}

function timesOfCell(words: string, clock: Clock): TimeHit[] {
  const times = timesIn(words, clock);
  if (times.length === 0 && /^(?:持续|长期|常年|全年|经常)/.test(words))
    return [
      { from: 0, to: words.length, rule: 'all-year', kind: 'standing', due: null, period: 'standing', doubt: null },
    ];
  return times;
}

function fromRow(row: AnnexRow, index: number, clock: Clock, text: string): Draft {
  const title = row.title.length > 60 ? titleFrom(row.title, clock) : row.title;
  const source: Source = [
    Math.min(row.titleSource[0], row.contentSource[0]),
    Math.max(row.titleSource[1], row.contentSource[1]),
  ];
  const task: NoticeTask = {
    no: row.no === '' ? String(index + 1) : row.no,
    title,
    text: quote(text, row.contentSource),
    responsible: row.units,
    lead: row.lead,
    deadlineText: '',
    recurrence: 'standing',
    due: null,
    dueList: [],
    source,
    annexSource: row.source,
    section: row.section,
    rule: 'annex-row',
    doubts: [...row.doubts],
  };
  const stretch: Stretch = { flat: row.content, from: 0, to: row.content.s.length };
  const read = readTimes(text, stretch, clock);
  const times = row.deadlineText === '' ? read.times : timesOfCell(row.deadlineText, clock);
  setTimes(task, times, row.deadlineText, row.deadlineText !== '');
  return { task, item: null, row, stretches: [stretch], duties: read.duties };
}

/** Gives numbers that start again in each section the number of their section: （一） twice becomes 三（一） and 四（一）. */
export function distinguish(drafts: readonly Draft[], root: Item): void {
  const seen = new Set<string>();
  const again = new Set<number>();
  const walk = (item: Item): void => {
    const key = `${item.level} ${item.label}`;
    if (seen.has(key)) again.add(item.level);
    seen.add(key);
    item.children.forEach(walk);
  };
  walk(root);
  for (const { task, item } of drafts) {
    if (!item || !again.has(item.level)) continue;
    for (let p = item.parent; p && p.label !== ''; p = p.parent) task.no = p.label + task.no;
  }
}
