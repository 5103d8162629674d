// The table of shares handed down as the query builder sees it, and what leaves it.
import type { Ctx } from '@anlan/kernel/ctx';
import type { ColumnType } from 'kysely';
import type { Assignment } from '../contract/assignment.ts';

export type AssignmentTable = {
  id: string;
  parent_rule_id: string;
  source_id: string | null;
  rule_id: string | null;
  clause: string;
  wanted: string;
  unit_ids: string[];
  units: string;
  lead_days: number | null;
  due: string | null;
  due_words: string;
  cooperators: ColumnType<Assignment['cooperators'], string, string>;
  via: Assignment['via'];
  signed: number;
};

export const assignments = (ctx: Ctx) => ctx.db.withTables<{ assignment: AssignmentTable }>();

type Row = {
  [K in keyof AssignmentTable]: AssignmentTable[K] extends ColumnType<infer S, string, string> ? S : AssignmentTable[K];
};
export const presentAssignment = (row: Record<string, unknown>): Assignment => {
  const a = row as Row;
  return {
    clause: a.clause,
    wanted: a.wanted,
    units: a.units,
    dueWords: a.due_words,
    signed: a.signed,
    total: a.unit_ids.length,
    cooperatorNames: a.cooperators.map((c) => c.name).join('、') || null,
    via: a.via,
    cooperators: a.cooperators,
    unitIds: a.unit_ids,
    parentRuleId: a.parent_rule_id,
    ruleId: a.rule_id,
    sourceId: a.source_id,
    leadDays: a.lead_days,
    due: a.due,
  };
};
