// Says kindly what a person should look at: wordings that part, sentences cut off, marks left over, gaps and doubts.
import type { NoticeDocument } from '../read/document.ts';
import type { Difference, Lint, NoticeDuty, Source } from '../schema.ts';
import { diff } from './diff.ts';
import { quote, sourceOf, type Flat } from './flat.ts';
import type { Item } from './items.ts';
import type { Draft } from './tasks.ts';
import { named } from './words.ts';

/** Anything that knows names of units, such as the register of units with its aliases. */
export type Directory = { has(name: string): boolean };

/** A sentence that stops in the middle: no mark ends it, and more than a heading was said. */
export const isCutOff = (s: string): boolean => s.length >= 12 && /[\u4e00-\u9fa5，、]$/.test(s);

/** The item's text as one flat stretch, title first. */
function bodyFlat(item: Item, text: string): Flat {
  const flat: Flat = { s: '', at: [] };
  const [from, to] = item.titleSource;
  for (let i = from; i < to; i++) {
    if (text.charCodeAt(i) <= 32 || text.charCodeAt(i) === 0x3000) continue;
    flat.s += text.charAt(i);
    flat.at.push(i);
  }
  return flat;
}

/** Words without marks and blanks, in one form, remembering where they stood: marks alone are no difference. */
function wordsOnly(flats: readonly { flat: Flat; from: number; to: number }[]): Flat {
  const out: Flat = { s: '', at: [] };
  const chars: string[] = [];
  for (const { flat, from, to } of flats) {
    for (let i = from; i < to; i++) {
      const c = flat.s.charAt(i);
      if (/[\p{P}\p{S}\s]/u.test(c)) continue;
      const plain = c.normalize('NFKC');
      chars.push(plain.length === 1 ? plain : c);
      out.at.push(flat.at[i] ?? 0);
    }
  }
  out.s = chars.join('');
  return out;
}

/** The last paragraph of a task's body. */
function wordsAtEnd({ stretches }: Draft): string {
  const last = stretches.at(-1);
  return last ? last.flat.s.slice(last.from, last.to) : '';
}

/** body-annex-differ: one for the task, with the first place and all places where the words part. */
export function lintDiffer(text: string, draft: Draft): Lint | null {
  const { item, row, task } = draft;
  if (!item || !row) return null;
  const title = bodyFlat(item, text);
  const rowTitle: Flat = { s: '', at: [] };
  for (let i = row.titleSource[0]; i < row.titleSource[1]; i++) {
    rowTitle.s += text.charAt(i);
    rowTitle.at.push(i);
  }
  const whole = (flat: Flat): { flat: Flat; from: number; to: number } => ({ flat, from: 0, to: flat.s.length });
  const titled = item.title !== null && row.titleSource[0] !== row.contentSource[0];
  const places = [
    ...(titled ? placesOf(text, wordsOnly([whole(title)]), wordsOnly([whole(rowTitle)])) : []),
    ...placesOf(text, wordsOnly(draft.stretches), wordsOnly([whole(row.content)])),
  ];
  const first = places[0];
  if (!first) return null;
  const cut = isCutOff(wordsAtEnd(draft)) && !isCutOff(row.content.s);
  return {
    code: 'body-annex-differ',
    task: task.no,
    message: `${named(task.no)}正文与清单有 ${places.length} 处不同，正文写“${first.a}”，清单写“${first.b}”，${cut ? '正文中断，以清单为准' : '以正文为准'}，请核对。`,
    a: first.a,
    b: first.b,
    aSource: first.aSource,
    bSource: first.bSource,
    differences: places,
  };
}

const AROUND = 4;

function placesOf(text: string, a: Flat, b: Flat): Difference[] {
  return diff(a.s, b.s).map((h) => {
    const aSource = around(a, h.aFrom, h.aTo);
    const bSource = around(b, h.bFrom, h.bTo);
    return { a: quote(text, aSource), b: quote(text, bSource), aSource, bSource };
  });
}

/** A place with a few characters on each side, so that an omission can be seen. */
function around(flat: Flat, from: number, to: number): Source {
  const start = Math.max(0, from - AROUND);
  const end = Math.min(flat.s.length, to + AROUND, start + 120);
  return flat.s === '' ? [0, 0] : sourceOf(flat, Math.min(start, flat.s.length - 1), Math.max(end, start + 1));
}

/** leftover-markup: one for each task whose words held markup, one for the rest of the file. */
export function lintLeftovers(document: NoticeDocument, drafts: readonly Draft[]): Lint[] {
  if (document.leftovers.length === 0) return [];
  const groups = new Map<string | null, string[]>();
  const places = drafts
    .flatMap((d) => [d.task.source, d.task.annexSource].filter((s) => s !== null).map((s) => ({ no: d.task.no, s })))
    .sort((x, y) => x.s[0] - y.s[0]);
  let i = 0;
  for (const { at, markup } of document.leftovers) {
    while (i < places.length && (places[i]?.s[1] ?? 0) < at) i += 1;
    const place = places[i];
    const no = place && at >= place.s[0] ? place.no : null;
    const group = groups.get(no);
    if (group) group.push(markup);
    else groups.set(no, [markup]);
  }
  return [...groups].map(([task, marks]) => {
    const kinds = [...new Set(marks.map((m) => /^<!?\/?[a-z0-9:-]*/i.exec(m)?.[0].replace(/^<\/?/, '') || m))].slice(
      0,
      4,
    );
    const where = task === null ? '文件里' : `${named(task)}里`;
    return {
      code: 'leftover-markup',
      task,
      message: `${where}残留网页标记（${kinds.join('、')}）共 ${marks.length} 处，已略去，请核对文字是否完整。`,
    };
  });
}

/** Where every sentence that binds says who owes it, the task need not say so again. */
function namesItself(duties: readonly NoticeDuty[]): boolean {
  const counted = duties.filter((d) => d.period !== 'standing');
  return (
    duties.length > 0 &&
    (counted.length > 0 ? counted.every((d) => d.who.length > 0) : duties.some((d) => d.who.length > 0))
  );
}

/** no-unit: one for the notice, naming the tasks that name nobody. */
export function lintUnits(drafts: readonly Draft[], duties: readonly NoticeDuty[]): Lint[] {
  const bare = drafts
    .filter((d) => d.task.responsible.length === 0 && !namesItself(duties.filter((y) => y.task === d.task.no)))
    .map((d) => d.task.no);
  if (bare.length === 0) return [];
  const which =
    bare.length === drafts.length && bare.length > 1 ? '各项任务都' : bare.slice(0, 20).map(named).join('、');
  return [
    {
      code: 'no-unit',
      task: bare.length === 1 ? (bare[0] ?? null) : null,
      message: `${which}没有点名责任单位，请指定，或由主送机关共同承担。`,
    },
  ];
}

/** Lint of one task by itself: no deadline, units unknown to the directory. */
export function lintTask({ task }: Draft, directory: Directory | undefined): Lint[] {
  const out: Lint[] = [];
  if (task.deadlineText === '' && task.due === null)
    out.push({
      code: 'no-deadline',
      task: task.no,
      message: `${named(task.no)}“${task.title}”没有写完成时限，请补定，或作为经常性工作。`,
    });
  if (directory)
    for (const unit of task.responsible)
      if (!directory.has(unit))
        out.push({
          code: 'unit-unknown',
          task: task.no,
          message: `${named(task.no)}的责任单位“${unit}”不在单位名录里，请选定对应单位或补一个别名。`,
        });
  return out;
}
