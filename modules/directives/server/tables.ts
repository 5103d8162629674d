// The module's own tables as the query builder sees them.
import type { Ctx } from '@anlan/kernel/ctx';
import type { ColumnType } from 'kysely';
import type { z } from 'zod';
import type { Breakdown } from '../breakdown.ts';
import type { Block } from '../contract.ts';

type Json<T> = ColumnType<T, string, string>;

export type DirectiveTable = {
  id: string;
  door: 'received' | 'own';
  doc_number: string | null;
  issuer: string | null;
  issue_date: string | null;
  format: string;
  task_count: number;
  duty_count: number;
  doubt_count: number;
  not_ready: string | null;
  file_id: string | null;
  receipts_signed: number;
  receipts_total: number;
};
export type PaperTable = {
  id: string;
  sha256: string;
  text: string;
  blocks: Json<z.infer<typeof Block>[]>;
  breakdown: Json<Breakdown>;
};
export type ReceiptTable = {
  id: string;
  directive_id: string;
  directive_title: string;
  doc_number: string | null;
  received_by_name: string | null;
  received_on: string | null;
};

export const own = (ctx: Ctx) =>
  ctx.db.withTables<{ directive: DirectiveTable; directive_paper: PaperTable; receipt: ReceiptTable }>();

export const paperOf = (ctx: Ctx, id: string) =>
  own(ctx).selectFrom('directive_paper').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
