// The module's own tables as the query builder sees them, and what of them leaves.
import type { Ctx } from '@anlan/kernel/ctx';
import type { ColumnType } from 'kysely';
import type { z } from 'zod';
import type { Fact, Order } from '../contract.ts';
import type { Call } from '../contract/reminder.ts';
import type { Owed } from '../contract/shared.ts';

type Json<T> = ColumnType<T, string, string>;
type Scoped = { county_id: ColumnType<number, never, never>; station_id: ColumnType<string | null, never, never> };

export type ReminderTable = {
  id: string;
  clause: string;
  label: string;
  note: string;
  items: Json<Owed[]>;
  unit_count: number;
  left_out: Json<{ unitName: string; why: string }[]>;
  calls: Json<Call[]>;
};
export type ReminderItemTable = Scoped & {
  id: string;
  reminder_id: string;
  period_id: string;
  unit_id: string;
  object_kind: string | null;
  on_day: string;
  by_name: string;
};
export type OrderTable = {
  id: string;
  to_unit_id: string;
  to_unit_name: string;
  answer_unit_ids: string[];
  period_ids: string[];
  items: Json<Owed[]>;
  wanted: string;
  reply_on: string;
  official: boolean;
  doc_number: string | null;
  round: number;
  rule_id: string | null;
  replies: Json<z.infer<typeof Order>['replies']>;
};
export type CircularTable = {
  id: string;
  from_day: string;
  to_day: string;
  facts: Json<Fact[]>;
  opening: string;
  wanted: string;
  to_units: Json<{ unitId: string; name: string }[]>;
  order_ids: string[];
  doc_number: string | null;
  published_on: string | null;
};

export const own = (ctx: Ctx) =>
  ctx.db.withTables<{
    reminder: ReminderTable;
    reminder_item: ReminderItemTable;
    supervision_order: OrderTable;
    circular: CircularTable;
  }>();

type Row = Record<string, never>;

export const presentReminder = (r: Row) => ({
  clause: r['clause']!,
  label: r['label']!,
  unitCount: r['unit_count']!,
  note: r['note']!,
  items: r['items']!,
  left: r['left_out']!,
  calls: r['calls']!,
});

export const presentOrder = (r: Row) => ({
  toUnitId: r['to_unit_id']!,
  toUnitName: r['to_unit_name']!,
  answerUnitIds: r['answer_unit_ids']!,
  items: r['items']!,
  wanted: r['wanted']!,
  replyOn: r['reply_on']!,
  official: r['official']!,
  docNumber: r['doc_number']!,
  round: r['round']!,
  replies: r['replies']!,
});

export const presentCircular = (r: Row) => {
  const facts = (r['facts'] ?? []) as readonly Fact[];
  return {
    from: r['from_day']!,
    to: r['to_day']!,
    facts: r['facts']!,
    unitCount: new Set(facts.map((f) => f.unitId)).size,
    factCount: facts.length,
    opening: r['opening']!,
    wanted: r['wanted']!,
    toUnits: r['to_units']!,
    orderIds: r['order_ids']!,
    docNumber: r['doc_number']!,
    publishedOn: r['published_on']!,
  };
};
