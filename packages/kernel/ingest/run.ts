// Rows taken one by one, each whole or not at all: tried without a trace first, then for good.
import { Problem } from '@anlan/contract';
import { z } from 'zod';
import { sql } from 'kysely';
import { sqlState } from '../db/index.ts';
import type { Ctx } from '../ctx/index.ts';
import type { Batch, ImportColumn, ImportSpec, Row, Taken } from './spec.ts';
import type { Table } from './table.ts';

/** A row of the table with what would become, or became, of it. */
export type Judged = { at: number; cells: Record<string, string> } & (
  | ({ ok: true } & Taken)
  | { ok: false; message: string }
);

const bare = (text: string) => text.replace(/[\s*＊（()）:：]|必填|选填/g, '');

/** Whether a head names one of the columns. */
export const knows = (columns: readonly ImportColumn[]) => (head: string) =>
  columns.some((c) => [c.label, ...(c.aliases ?? [])].some((name) => bare(name) === bare(head)));

/**
 * The cells of each row by column.
 * @throws 400 `heads-missing` naming the columns that must be there
 */
export function rowsOf(spec: ImportSpec, table: Table): { at: number; cells: Record<string, string> }[] {
  const place = new Map(spec.columns.map((c) => [c.key, table.heads.findIndex((h) => knows([c])(h))] as const));
  const missing = spec.columns.filter((c) => c.required && place.get(c.key)! < 0);
  if (missing.length)
    throw new Problem(
      'heads-missing',
      400,
      `表里缺少这几列：${missing.map((c) => c.label).join('、')}。请对照模板补上。`,
    );
  return table.rows.map(({ at, cells }) => ({
    at,
    cells: Object.fromEntries(
      spec.columns.flatMap((c) => (place.get(c.key)! < 0 ? [] : [[c.key, cells[place.get(c.key)!] ?? '']])),
    ),
  }));
}

/** What went wrong with a row, in a sentence; a defect of ours is no sentence and ends the whole. */
function sentence(error: unknown): string {
  if (error instanceof Problem)
    return error.fields?.length ? error.fields.map((f) => f.message).join('；') : error.message;
  // What the form itself would say.
  if (error instanceof z.ZodError) return [...new Set(error.issues.map((i) => i.message))].join('；');
  if (sqlState(error) === '42501') return '这个单位不在您的管理范围内。';
  if (sqlState(error) === '23505') return '与已有的内容重复。';
  if (sqlState(error)?.startsWith('22')) return '有不能保存的日期、数字或字符，请检查后重新填写。';
  throw error;
}

/** Takes rows in the transaction of `ctx`; one at fault leaves nothing behind and does not stop the others. */
export async function takeRows(
  ctx: Ctx,
  spec: ImportSpec,
  rows: readonly { at: number; cells: Record<string, string> }[],
): Promise<Judged[]> {
  const batch: Batch = new Map();
  const judged: Judged[] = [];
  for (const row of rows) {
    const blank = spec.columns.find((c) => c.required && !row.cells[c.key]);
    if (blank) {
      judged.push({ ...row, ok: false, message: `「${blank.label}」没有填写。` });
      continue;
    }
    await sql`savepoint row`.execute(ctx.db);
    try {
      const taken = await spec.take(ctx, filled(spec, row.cells), batch);
      await sql`release savepoint row`.execute(ctx.db);
      judged.push({ ...row, ok: true, ...taken });
    } catch (error) {
      await sql`rollback to savepoint row`.execute(ctx.db);
      judged.push({ ...row, ok: false, message: sentence(error) });
    }
  }
  return judged;
}

const filled = (spec: ImportSpec, cells: Row): Row =>
  Object.fromEntries(spec.columns.map((c) => [c.key, cells[c.key] ?? '']));

/** What would become of the rows, by the very rules by which they are taken; nothing stays. */
export async function tryRows(ctx: Ctx, spec: ImportSpec, rows: Parameters<typeof takeRows>[2]): Promise<Judged[]> {
  await sql`savepoint trial`.execute(ctx.db);
  const judged = await takeRows(ctx, spec, rows);
  await sql`rollback to savepoint trial`.execute(ctx.db);
  return judged;
}
