// The module's own tables as the query builder sees them.
import type { Ctx } from '@anlan/kernel/ctx';
import type { ColumnType } from 'kysely';
import type { z } from 'zod';
import type { Breakdown } from '../breakdown.ts';
import type { Block, Directive, Version } from '../contract.ts';
import type { DoubtfulPlace } from '../notice/index.ts';
import type { ScanPage } from '../notice/scan/index.ts';

type Json<T> = ColumnType<T, string, string>;
/** Has a value of its own where nothing is said. */
type Preset<T, In = T> = ColumnType<T, In | undefined, In>;

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
  /** Pages of a scan, null for what is none, and how many of them have been read. */
  scan_pages: Preset<number | null>;
  scan_read: Preset<number>;
  cosign_total: Preset<number>;
  cosign_waiting: Preset<number>;
  cosign_objected: Preset<number>;
  lead: Preset<Directive['lead'], string | null>;
  helpers: Preset<Directive['helpers'], string>;
  seal: Preset<Directive['seal'], string | null>;
  oa: Preset<Directive['oa'], string | null>;
};
export type PaperTable = {
  id: string;
  sha256: string;
  text: string;
  blocks: Json<z.infer<typeof Block>[]>;
  breakdown: Json<Breakdown>;
  doubtful: ColumnType<DoubtfulPlace[], string | undefined, string>;
  pages: ColumnType<{ page: number; from: number }[], string | undefined, string>;
};
/** One page of a scan as it was read; `content` is null where it could not be. */
export type PageTable = { directive_id: string; page: number; turn: number; content: Json<ScanPage> | null };
export type ReceiptTable = {
  id: string;
  directive_id: string;
  directive_title: string;
  doc_number: string | null;
  received_by_name: string | null;
  received_on: string | null;
};
export type CosignTable = {
  id: string;
  directive_id: string;
  directive_title: string;
  ask: string;
  opinion: string;
  answered_by_name: string | null;
  answered_on: string | null;
  reply: string;
  replied_by_name: string | null;
};
export type SubmissionTable = {
  id: string;
  period_id: string;
  period_label: string;
  clause: string;
  directive_id: string | null;
  rule_id: string;
  due: string;
  received_by_name: string | null;
  received_at: Date | null;
  versions: Json<Version[]>;
  recorded_for: Json<{ saidBy: string; how: string } | null>;
};

export const own = (ctx: Ctx) =>
  ctx.db.withTables<{
    directive: DirectiveTable;
    directive_paper: PaperTable;
    directive_page: PageTable;
    receipt: ReceiptTable;
    cosign: CosignTable;
    submission: SubmissionTable;
  }>();

export const paperOf = (ctx: Ctx, id: string) =>
  own(ctx).selectFrom('directive_paper').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
