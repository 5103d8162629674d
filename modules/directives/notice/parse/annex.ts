// Joins the rows of the annex to the items they repeat; rows without an item become tasks of their own.
import type { NoticeTask, Source } from '../schema.ts';
import { likeness } from './diff.ts';
import { readTimes } from './duties.ts';
import { flatten, quote, tight } from './flat.ts';
import type { Stretch } from './items.ts';
import type { AnnexRow } from './table.ts';
import { setTimes, type Draft } from './tasks.ts';
import { timesIn, type Clock, type TimeHit } from './time.ts';
import { titleFrom } from './titles.ts';

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
  const times = timesIn(flatten(words, 0, words.length).s, clock);
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
