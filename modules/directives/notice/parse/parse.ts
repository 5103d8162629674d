// The compiler: normalised text in, tasks, duties and doubts out. Pure, fast, safe to run in a browser.
import type { NoticeDocument } from '../read/document.ts';
import type { Lint, Notice, NoticeDuty, NoticeKind, Source } from '../schema.ts';
import { dutiesIn, type FoundDuty } from './duties.ts';
import { tight } from './flat.ts';
import { treeOf, type Item } from './items.ts';
import { layOut, type Block, type Layout } from './layout.ts';
import { isCutOff, lintDiffer, lintLeftovers, lintTask, lintUnits, type Directory } from './lint.ts';
import { annexRows } from './table.ts';
import { joinAnnex } from './annex.ts';
import { distinguish, harvest, type Harvest } from './harvest.ts';
import type { Draft } from './tasks.ts';
import type { Clock } from './time.ts';
import { lintDates } from './doubts.ts';
import { named } from './words.ts';

/**
 * Reads tasks, duties, units and dates out of a notice. Takes a document as the reader gives it, or its text;
 * `directory` only serves the lint `unit-unknown`. Never throws, never invents: what it cannot decide stays null.
 */
export function parse(input: NoticeDocument | string, directory?: Directory): Notice {
  const document: NoticeDocument = typeof input === 'string' ? { text: input, format: 'txt', leftovers: [] } : input;
  const { text } = document;
  const layout = layOut(text);
  const { head } = layout;
  const date = dateOf(layout);
  const kind = kindOf(head.title, text);
  const clock: Clock = { year: yearOf(date, head.title, head.docNumber), today: date };
  const second = kind === 'forwarding' ? null : layout.second;
  const { body, annex } = partsOf(layout, second);
  const quiet = kind === 'circular' || kind === 'arrangement';

  const { root, opening, closing } = treeOf(body, clock);
  const found: Harvest = quiet ? { drafts: [], loose: [], goals: [], spare: [] } : harvest(text, root, clock);
  inheritGoal(found, root.children.length);
  const rows = quiet ? [] : annexRows(text, [...body, ...annex], clock);
  const drafts = joinAnnex(found.drafts, rows, clock, text);
  distinguish(drafts, root);
  const cut = drafts.flatMap((d) => cutOff(text, d, clock));
  const ends: FoundDuty[] = quiet
    ? []
    : [...opening, ...closing]
        .flatMap((flat) => dutiesIn(text, { flat, from: 0, to: flat.s.length }, clock))
        .filter((d) => d.kind !== 'standing' && (d.kind === 'repeat' || d.due !== null));
  const duties = [
    ...drafts.flatMap((d) => d.duties.map((x) => give(x, d))),
    ...[...found.loose, ...ends].map((x) => give(x, null)),
  ].sort((a, b) => a.source[0] - b.source[0]);

  const lint: Lint[] = [
    ...(second === null ? [] : [twoNotices(layout, second)]),
    ...(drafts.length > 0 ? [] : cutOffDocument(body)),
    ...drafts.flatMap((d) => lintDiffer(text, d) ?? []),
    ...cut,
    ...(document.missing ?? []).map((message): Lint => ({ code: 'page-missing', task: null, message })),
    ...lintLeftovers(document, drafts),
    ...lintDates(layout, clock, duties, drafts, opening),
    ...lintUnits(drafts, duties),
    ...drafts.flatMap((d) => lintTask(d, directory)),
  ];
  return {
    title: head.title,
    docNumber: head.docNumber,
    issuer: issuerOf(layout),
    recipients: head.recipients,
    date,
    window: windowOf(head.title),
    kind: kind === 'other' && drafts.length > 0 ? 'tasking' : kind,
    tasks: drafts.map((d) => d.task),
    duties,
    lint,
    paragraphs: layout.blocks.map(({ kind: k, level, source }) => ({ kind: k, level, source })),
  };
}

function dateOf({ signature, imprint, head }: Layout): string | null {
  return signature?.date ?? imprint?.date ?? dayOfLabel(head.labels.get('成文日期')) ?? null;
}

function dayOfLabel(words: string | undefined): string | null {
  const m = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(words ?? '');
  return m ? `${m[1]}-${(m[2] ?? '').padStart(2, '0')}-${(m[3] ?? '').padStart(2, '0')}` : null;
}

function yearOf(date: string | null, title: string | null, docNumber: string | null): number | null {
  const words = date ?? /[〔［【（[](\d{4})/.exec(docNumber ?? '')?.[1] ?? /(20\d{2})/.exec(title ?? '')?.[1];
  return words === undefined ? null : Number(words.slice(0, 4));
}

/** The signing body; else the letterhead (…文件); else the name before 关于 in the title; else the page's label. */
function issuerOf({ signature, head }: Layout): string | null {
  const titled = /^([^《》]{2,60}?)关于/.exec(head.title ?? '')?.[1];
  return signature?.issuer ?? head.letterhead ?? titled ?? head.labels.get('发文机关') ?? null;
}

function kindOf(title: string | null, text: string): NoticeKind {
  const t = title ?? '';
  if (/转发/.test(t)) return 'forwarding';
  if (/通报(?:（.*）)?$/.test(t)) return 'circular';
  if (/(?:节假日|放假|假期|值班).{0,8}安排|调休/.test(t) && /放假|调休|值班表/.test(text)) return 'arrangement';
  if (/印发.*(?:方案|计划|要点|规划|意见|办法|规定|细则|预案)|(?:方案|计划|要点|规划)(?:（[^（）]*）)?$/.test(t))
    return 'plan';
  return 'other';
}

/** 2024—2026年 in the title of a plan. */
function windowOf(title: string | null): [string, string] | null {
  const m = /(20\d{2})年?[—–~～至-]{1,2}(20\d{2})年?/.exec(title ?? '');
  return m && Number(m[1]) <= Number(m[2]) ? [`${m[1]}-01-01`, `${m[2]}-12-31`] : null;
}

/** The body is the letter; where the letter sets no items, what it sends along (a plan, a forwarded notice) is. */
function partsOf(layout: Layout, second: number | null): { body: Block[]; annex: Block[] } {
  const end = second ?? layout.blocks.length;
  const letter = layout.blocks.slice(0, layout.letterEnd);
  const rest = layout.blocks.slice(layout.rest, Math.max(layout.rest, end));
  const items = letter.filter((b) => b.marker !== null).length;
  return items > 0 ? { body: letter, annex: rest } : { body: [...letter, ...rest], annex: [] };
}

/** A plan that dates its aim once dates the tasks of its task section that have no date of their own. */
function inheritGoal(found: Harvest, sections: number): void {
  const days = [...new Set(found.goals.map((g) => g.due))];
  const goal = found.goals[0];
  if (days.length !== 1 || !goal || sections < 2) return;
  for (const { task, item } of found.drafts) {
    if (task.dueList.length > 0 || task.recurrence !== 'standing' || !item || !inTaskSection(item)) continue;
    task.recurrence = 'once';
    task.due = goal.due;
    task.dueList = goal.due === null ? [] : [goal.due];
    task.doubts.push('这一项没有写时限，日期取自工作目标，请核对');
  }
}

function inTaskSection(item: Item): boolean {
  for (let p = item.parent; p; p = p.parent) if (/任务/.test(p.title ?? '')) return true;
  return false;
}

/** Where the body's sentence stops in the middle, the annex holds the legal text. */
function cutOff(text: string, draft: Draft, clock: Clock): Lint[] {
  const last = draft.item ? draft.stretches.at(-1) : undefined;
  if (!last || draft.task.rule === 'dated-clause') return [];
  const s = last.flat.s.slice(last.from, last.to);
  if (!isCutOff(s)) return [];
  const aSource: Source = [last.flat.at[Math.max(last.from, last.to - 12)] ?? 0, (last.flat.at[last.to - 1] ?? 0) + 1];
  const lint: Lint = {
    code: 'cut-off',
    task: draft.task.no,
    message: `${named(draft.task.no)}在“${s.slice(-10)}”处中断，请对照原件补全。`,
    a: text.slice(...aSource),
    aSource,
  };
  if (!draft.row || isCutOff(draft.row.content.s)) return [lint];
  const { row } = draft;
  draft.task.text = text.slice(...row.contentSource);
  draft.task.doubts.push('正文中断，内容取自清单');
  draft.duties = dutiesIn(text, { flat: row.content, from: 0, to: row.content.s.length }, clock);
  return [
    {
      ...lint,
      message: `${named(draft.task.no)}正文在“${s.slice(-10)}”处中断，已改用清单里的全文，请核对。`,
      b: tight(text.slice(...row.contentSource)).slice(-16),
      bSource: row.contentSource,
    },
  ];
}

/** A document without tasks whose last paragraph stops in the middle. */
function cutOffDocument(body: readonly Block[]): Lint[] {
  const last = body.findLast((b) => b.kind === 'paragraph' || b.kind === 'item');
  return last && last.flat.s.length > 40 && isCutOff(last.flat.s)
    ? [
        {
          code: 'cut-off',
          task: null,
          message: `文件在“${last.flat.s.slice(-10)}”处中断，请对照原件补全。`,
          aSource: last.source,
        },
      ]
    : [];
}

function give(
  { kind: _kind, hit: _hit, words: _words, from: _from, ...duty }: FoundDuty,
  draft: Draft | null,
): NoticeDuty {
  const who = duty.who.length > 0 ? duty.who : (draft?.task.responsible ?? []);
  return { task: draft?.task.no ?? null, ...duty, who };
}

function twoNotices(layout: Layout, second: number): Lint {
  const block = layout.blocks[second];
  return {
    code: 'two-notices',
    task: null,
    message: `文件里还有另一份公文（从“${(block?.flat.s ?? '').slice(0, 20)}”起），这里只读了第一份，请把两份分开上传。`,
    ...(block ? { bSource: block.source } : {}),
  };
}
