// Doubts about dates: past deadlines, years that disagree, a season that does not fit, numbers that skip.
import type { Lint, NoticeDuty } from '../schema.ts';
import type { Flat } from './flat.ts';
import type { Layout } from './layout.ts';
import type { Draft } from './tasks.ts';
import type { Clock } from './time.ts';
import { named } from './words.ts';

/** The months in which a notice may speak of a season as its own, a month of grace on each side. */
export const SEASONS: readonly { name: string; example: string; at: RegExp; months: readonly number[] }[] = [
  { name: 'spring', example: '结合春季大风天气', at: /(?<!冬)春季/, months: [2, 3, 4, 5] },
  { name: 'summer', example: '当前正值夏季高温', at: /夏季|主汛期/, months: [5, 6, 7, 8, 9] },
  { name: 'autumn', example: '进入秋季', at: /秋季(?!学期)/, months: [8, 9, 10, 11] },
  { name: 'winter', example: '冬季用火用电增多', at: /冬季(?!奥)/, months: [10, 11, 12, 1, 2, 3] },
];

/** date-doubtful for the notice and its tasks, and number-gap where printed numbers skip. */
export function lintDates(
  layout: Layout,
  clock: Clock,
  duties: readonly NoticeDuty[],
  drafts: readonly Draft[],
  opening: readonly Flat[],
): Lint[] {
  const out: Lint[] = [];
  const doubt = (task: string | null, message: string): void => {
    out.push({ code: 'date-doubtful', task, message });
  };
  const { today } = clock;
  const numbered = /[〔［【（[](\d{4})/.exec(layout.head.docNumber ?? '')?.[1];
  if (today === null) {
    if (drafts.length > 0) doubt(null, '没有找到成文日期，月份按文号或标题的年份推算，请补定。');
  } else {
    if (numbered !== undefined && numbered !== today.slice(0, 4))
      doubt(null, `文号的年份是 ${numbered}，落款日期是 ${today}，请核对。`);
    const printed = layout.imprint?.date;
    if (layout.signature?.date && printed && printed < layout.signature.date)
      doubt(null, `印发日期 ${printed} 早于落款日期 ${layout.signature.date}，请核对。`);
    const words = opening.map((f) => f.s).join('');
    for (const season of SEASONS) {
      const said = season.at.exec(words);
      if (said && !season.months.includes(Number(today.slice(5, 7))))
        doubt(null, `文中说“${said[0]}”，落款日期是 ${today}，请核对日期。`);
    }
  }
  const said = new Set<string>();
  const once = (task: string | null, message: string): void => {
    if (said.has(message)) return;
    said.add(message);
    doubt(task, message);
  };
  for (const d of duties) {
    if (d.due !== null && today !== null && d.due < today)
      once(d.task, `“${d.text.slice(0, 20)}”的期限 ${d.due} 早于成文日期 ${today}，请核对年份。`);
    else if (d.due === null) for (const reason of d.doubts) once(d.task, `“${d.text.slice(0, 20)}”：${reason}。`);
  }
  const ofDuties = new Set(duties.flatMap((d) => (d.due === null ? d.doubts.map((r) => `${d.task} ${r}`) : [])));
  for (const { task } of drafts) {
    if (task.due !== null && today !== null && task.due < today)
      once(task.no, `${named(task.no)}的完成时限 ${task.due} 早于成文日期 ${today}，请核对年份。`);
    else
      for (const reason of task.doubts)
        if (task.due === null && !ofDuties.has(`${task.no} ${reason}`) && /日期|年数|尽快/.test(reason))
          once(task.no, `${named(task.no)}：${reason}。`);
  }
  return [...out, ...gaps(drafts)];
}

function gaps(drafts: readonly Draft[]): Lint[] {
  const out: Lint[] = [];
  let last: { parent: unknown; n: number } | null = null;
  for (const { task, item } of drafts) {
    const n = item && item.level === 6 ? Number(item.label) : Number.NaN;
    if (Number.isNaN(n)) continue;
    if (last && n > last.n + 1)
      out.push({
        code: 'number-gap',
        task: task.no,
        message: `序号从 ${last.n} 跳到 ${n}，中间可能缺了内容，请对照原件。`,
      });
    last = { parent: item?.parent, n };
  }
  return out;
}
