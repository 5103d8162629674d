// How 今日 puts things: what the button of a duty says, and late duties gathered by clause.
import type { Me, PeriodView } from '@anlan/contract';

/** The module whose records are the source of most duties: what they ask is reported. */
const SOURCE = 'directives';
/** The module in which others are reminded. */
const FOLLOWUP = 'followup';
export const MAY_CHASE = `${FOLLOWUP}.remind`;

/** What is being done in place: an action of a record, or what a period asks. */
export type Deed =
  | { type: 'act'; module: string; kind: string; id: string; action: string }
  | { type: 'fulfil'; period: PeriodView };

/** 「报告进展」, 「登记学习」, or 「查看」 where I have no such module. */
export function fulfilLabel({ module, factKind }: Pick<PeriodView, 'module' | 'factKind'>, menu: Me['menu']): string {
  if (module === SOURCE && factKind.startsWith('return:')) return '报送材料';
  if (module === SOURCE) return '报告进展';
  if (module === FOLLOWUP) return '回复督办';
  if (factKind.startsWith('decision:')) return '登记办结';
  const title = menu.find((m) => m.module === module)?.title;
  return title ? `登记${title}` : '查看';
}

export type Chased = {
  key: string;
  title: string;
  label: string;
  due: string;
  /** Where the reminder is written. */
  remind: string;
  periods: PeriodView[];
};

/** Late periods of one clause and span as one row, in the order of their first. */
export function chase(late: readonly PeriodView[]): Chased[] {
  const rows = new Map<string, Chased>();
  for (const p of late) {
    const key = `${p.ruleId} ${p.key}`;
    const row = rows.get(key) ?? {
      key,
      title: p.title,
      label: p.label,
      due: p.due,
      remind: `/${FOLLOWUP}/reminders/new?${new URLSearchParams({ rule: p.ruleId, key: p.key })}`,
      periods: [],
    };
    row.periods.push(p);
    rows.set(key, row);
  }
  return [...rows.values()];
}
