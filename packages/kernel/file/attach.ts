// Files become part of a record, and are read back with it.
import { type FileView, Problem } from '@anlan/contract';
import { sql } from 'kysely';
import { attachmentSeal } from '../audit/seal.ts';
import type { Ctx } from '../ctx/index.ts';
import { needSafe } from './verdict.ts';
import { FILE_COLUMNS, present } from './view.ts';

/**
 * Attaches files to a record, in the transaction of the deed that brings them (`timelineId`; null for none). A file
 * attached already stays as it is. The bytes are confirmed to be in the store before the deed can be acknowledged.
 * @throws 400 for a file that is not there, or that its sender may not see
 */
export async function attach(
  ctx: Ctx,
  recordId: string,
  fileIds: readonly string[],
  timelineId: string | null,
): Promise<void> {
  const ids = [...new Set(fileIds)];
  if (ids.length === 0) return;
  const files = await ctx.db
    .selectFrom('file')
    .select(['id', 'name', 'sha256', 'size', 'verdict'])
    .where('id', 'in', ids)
    .execute();
  if (files.length < ids.length) throw refused('有附件没有上传成功，请重新上传后再提交。');
  for (const file of files) if (file.verdict === 'found') needSafe(file);
  const kept = await Promise.all(files.map((file) => ctx.store.has(file.sha256, file.size)));
  const lost = files.find((_, index) => !kept[index]);
  if (lost) throw refused(`附件「${lost.name}」不完整，请重新上传后再提交。`);
  const sorts = ids.map((_, sort) => sort);
  // What is attached is hashed into the audit: an attachment changed by another hand is found.
  await sql`
    with brought as (
      insert into attachment (record_id, file_id, timeline_id, sort)
      select ${recordId}, file_id, ${timelineId}::uuid, sort from unnest(${ids}::uuid[], ${sorts}::int[]) as given(file_id, sort)
      on conflict do nothing returning file_id, ${attachmentSeal('attachment')} as seal)
    select audit_push(${ctx.now}::timestamptz, 'file.attach', ${recordId}::text, jsonb_build_object('files', jsonb_object_agg(file_id, seal)))
      from brought having count(*) > 0`.execute(ctx.db);
}

const refused = (message: string) => new Problem('file-lost', 400, message, { fields: [{ path: 'files', message }] });

/** The files of a record, in the order in which they came; none for a record out of sight. */
export const filesOf = async (ctx: Ctx, recordId: string): Promise<FileView[]> =>
  (await filesOfMany(ctx, [recordId])).get(recordId) ?? [];

/** The files of many records in one query, by record; a record without files is absent. */
export async function filesOfMany(ctx: Ctx, recordIds: readonly string[]): Promise<Map<string, FileView[]>> {
  const files = new Map<string, FileView[]>();
  if (recordIds.length === 0) return files;
  const rows = await ctx.db
    .selectFrom('attachment')
    .innerJoin('file', 'file.id', 'attachment.file_id')
    .leftJoin('timeline', 'timeline.id', 'attachment.timeline_id')
    .select(['attachment.record_id', ...FILE_COLUMNS])
    .where('attachment.record_id', 'in', [...recordIds])
    .orderBy('timeline.seq')
    .orderBy('attachment.sort')
    .orderBy('file.id')
    .execute();
  for (const row of rows) files.set(row.record_id, [...(files.get(row.record_id) ?? []), present(row)]);
  return files;
}
