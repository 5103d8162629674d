// The table of requests for relief as the query builder sees it, and what leaves it.
import type { Ctx } from '@anlan/kernel/ctx';
import type { ColumnType } from 'kysely';
import type { Relief, ReliefSort } from '../contract/relief.ts';

export type ReliefTable = {
  id: string;
  sort: ReliefSort;
  rule_id: string;
  source_id: string | null;
  period_ids: string[];
  unit_ids: string[];
  clause: string;
  who: string;
  period_label: string;
  due_before: string | null;
  due: string | null;
  reason: string;
  late: boolean;
  assigned_by: string | null;
  recorded_for: ColumnType<Relief['recordedFor'], string | null, string | null>;
  decided_by_name: string | null;
  decided_on: string | null;
  decision: string | null;
};

export const reliefs = (ctx: Ctx) => ctx.db.withTables<{ relief: ReliefTable }>();

type Row = Record<keyof ReliefTable, never>;
export const presentRelief = (row: Record<string, unknown>): Relief => {
  const r = row as Row;
  return {
    sort: r.sort,
    clause: r.clause,
    who: r.who,
    periodLabel: r.period_label,
    dueBefore: r.due_before,
    due: r.due,
    reason: r.reason,
    late: r.late,
    decidedByName: r.decided_by_name,
    decidedOn: r.decided_on,
    decision: r.decision,
    recordedFor: r.recorded_for,
    ruleId: r.rule_id,
    sourceId: r.source_id,
    periodIds: r.period_ids,
    assignedBy: r.assigned_by,
  };
};
