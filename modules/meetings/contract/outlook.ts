// 会前形势：本单位及下级逾期、将到期、未办结的事，安排会议时列成议题，开会时原样留存。
import { Day, Id, shortDay } from '@anlan/contract';
import { z } from 'zod';
import type { AgendaItem } from './sitting.ts';

/** 形势的一行：一项要求在哪些单位逾期或将到期，或者一件没有办结的议定事项。 */
export const OutlookLine = z.object({
  what: z.enum(['overdue', 'soon', 'decision']),
  title: z.string(),
  units: z.array(z.object({ id: Id, name: z.string() })),
  due: Day,
});
export type OutlookLine = z.infer<typeof OutlookLine>;

/** 某一天的形势；数字是全部的，行数有上限。 */
export const Outlook = z.object({
  on: Day,
  overdue: z.int(),
  soon: z.int(),
  unexplained: z.int(),
  decisions: z.int(),
  lines: z.array(OutlookLine),
});
export type Outlook = z.infer<typeof Outlook>;

const names = ({ units }: OutlookLine) =>
  units.length > 4
    ? `${units
        .slice(0, 3)
        .map((u) => u.name)
        .join('、')}等 ${units.length} 家`
    : units.map((u) => u.name).join('、');

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** One line of the outlook as an item of the agenda. */
export function asAgenda(line: OutlookLine): AgendaItem {
  const about = `${short(line.title)}（${names(line)}）`;
  switch (line.what) {
    case 'overdue':
      return { kind: 'tasks', title: `逾期未完成：${about}` };
    case 'soon':
      return { kind: 'tasks', title: `${shortDay(line.due, line.due)}前到期：${about}` };
    case 'decision':
      return { kind: 'decisions', title: `议定事项落实：${about}` };
  }
}

/** The agenda that the situation itself suggests; the first item is the analysis that the month asks for. */
export const suggested = ({ lines, unexplained }: Pick<Outlook, 'lines' | 'unexplained'>): AgendaItem[] => [
  { kind: 'analysis', title: '分析本月安全生产形势，研判主要风险' },
  ...lines.map(asAgenda),
  ...(unexplained ? [{ kind: 'tasks' as const, title: `${unexplained} 项逾期任务还没有说明原因，逐项说明` }] : []),
];
