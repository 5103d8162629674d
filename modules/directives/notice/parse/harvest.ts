// Walks the tree of items and takes the tasks out of it; sections of aims and frames give only what they date.
import type { Source } from '../schema.ts';
import { dutiesIn, sentencesOf, type FoundDuty } from './duties.ts';
import { quote, sourceOf, tight } from './flat.ts';
import type { Item, Stretch } from './items.ts';
import { articleCommands, childrenAreTasks, isFinding, kindOf } from './sections.ts';
import {
  allStretches,
  blank,
  deadlineWords,
  draftOf,
  paragraphsOf,
  setTimes,
  subjectsOf,
  type Draft,
} from './tasks.ts';
import type { Clock } from './time.ts';
import { titleOfDuty } from './titles.ts';

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

/** Where the notice says that the first unit named leads, the first of each item does. */
function leadersFirst(text: string, drafts: Draft[]): void {
  if (!/列(?:在)?第一位(?:者|的)?(?:单位)?为牵头/.test(text)) return;
  for (const { task } of drafts)
    if (task.lead === null && task.responsible.length > 0) task.lead = task.responsible[0] ?? null;
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
