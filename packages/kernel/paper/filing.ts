// A signed page comes home: found by its code, attached to its record under a name that says what it is, once.
import { missing } from '@anlan/contract';
import { push } from '../audit/index.ts';
import type { Ctx } from '../ctx/index.ts';
import { attach, upload } from '../file/index.ts';
import { note } from '../record/create.ts';
import { needKind } from '../record/kinds.ts';
import type { PaperTables } from './tables.ts';

/** The record that a code leads to; null for a code unknown or out of sight. */
export async function recordOfCode(ctx: Ctx, code: string): Promise<string | null> {
  const row = await ctx.db
    .withTables<PaperTables>()
    .selectFrom('paper')
    .innerJoin('record', 'record.id', 'paper.record_id')
    .select(['record.id', 'record.kind'])
    .where('paper.code', '=', code)
    .executeTakeFirst();
  return row && ctx.me.may.has(needKind(row.kind).type.read) ? row.id : null;
}

/**
 * Attaches the picture of a page to a record, with a line in its timeline. A page that is there already stays as it is.
 * @returns whether it was filed now. @throws 404 for a record out of sight
 */
export async function filePage(
  ctx: Ctx,
  recordId: string,
  page: { bytes: Uint8Array; sha256: string; label: string; extension: string },
): Promise<boolean> {
  const record = await ctx.db
    .selectFrom('record')
    .selectAll()
    .where('id', '=', recordId)
    .forUpdate()
    .executeTakeFirst();
  if (!record || !ctx.me.may.has(needKind(record.kind).type.read)) throw missing();
  const there = await ctx.db
    .selectFrom('attachment')
    .innerJoin('file', 'file.id', 'attachment.file_id')
    .select('file.id')
    .where('attachment.record_id', '=', recordId)
    .where('file.sha256', '=', page.sha256)
    .executeTakeFirst();
  if (there) return false;
  const stream = (async function* () {
    yield page.bytes;
  })();
  const file = await upload(ctx, ctx.store, { stream, name: `${page.label}.${page.extension}` });
  const timelineId = await note(
    ctx,
    { id: recordId, module: record.module, kind: record.kind, unitId: record.unit_id },
    { action: 'scan', from: record.state, to: record.state, version: record.version, said: { pages: page.label } },
  );
  await attach(ctx, recordId, [file.id], timelineId);
  await push(ctx, 'paper.scan', recordId, { sha256: page.sha256 });
  return true;
}
