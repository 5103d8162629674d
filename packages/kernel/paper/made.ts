// A paper of a record is made once for each version of it, kept, and found again by its code.
import { Problem, missing } from '@anlan/contract';
import { push } from '../audit/index.ts';
import type { Ctx } from '../ctx/index.ts';
import { attach, upload } from '../file/index.ts';
import { newId } from '../record/id.ts';
import type { Kind } from '../record/module.ts';
import { note } from '../record/create.ts';
import { fullOf, loadRow } from '../record/view.ts';
import { newCode } from './code.ts';
import { letterheadOf } from './letterhead.ts';
import type { PaperTables } from './tables.ts';
import type { Paper } from './types.ts';

export type MadePaper = { fileId: string; name: string; code: string };
/** What stands on a paper; the module says it. */
export type Standing = (ctx: Ctx, record: never) => Promise<Paper>;

/**
 * Makes a paper of a record as it stands, in the caller's transaction. The same version gives the same file again.
 * @throws 404 outside the scope or for a paper the kind does not have; 409 `paper-state` where the record is not so far
 */
export async function makePaper(ctx: Ctx, kind: Kind, id: string, name: string, stands: Standing): Promise<MadePaper> {
  const type = kind.type.papers?.[name];
  if (!type) throw missing();
  const row = await loadRow(ctx, kind, id, 'lock');
  if (type.from && !type.from.includes(row.state))
    throw new Problem('paper-state', 409, `现在还不能制作「${type.label}」，请先办理到相应的环节，刷新后再试。`);
  const db = ctx.db.withTables<PaperTables>();
  const before = await db
    .selectFrom('paper')
    .innerJoin('file', 'file.id', 'paper.file_id')
    .select(['paper.file_id', 'paper.code', 'file.name'])
    .where('record_id', '=', id)
    .where('paper.name', '=', name)
    .where('version', '=', row.version)
    .executeTakeFirst();
  if (before) return { fileId: before.file_id, name: before.name, code: before.code };

  const paper = await stands(ctx, fullOf(kind, row) as never);
  const code = newCode();
  const bytes = await written(ctx, paper, code);
  const file = await upload(ctx, ctx.store, { stream: once(bytes), name: `${type.label}-${row.title}-${code}.docx` });
  const timelineId = await note(
    ctx,
    { id, module: kind.module, kind: kind.kind, unitId: row.unit_id },
    { action: 'paper', from: row.state, to: row.state, version: row.version, said: { paper: type.label } },
  );
  await attach(ctx, id, [file.id], timelineId);
  await db
    .insertInto('paper')
    .values({
      id: newId(ctx.now),
      code,
      record_id: id,
      name,
      kind: paper.form === 'official' ? paper.kind : '表单',
      version: row.version,
      sha256: file.sha256,
      file_id: file.id,
      made_by: ctx.me.actor.person,
      made_by_name: ctx.me.name,
      made_at: ctx.now,
    })
    .execute();
  await push(ctx, 'paper.make', id, { name, code, version: row.version });
  return { fileId: file.id, name: file.name, code };
}

/** The writer comes only when something is to be written: it is large. */
async function written(ctx: Ctx, paper: Paper, code: string): Promise<Buffer> {
  const letterhead = await letterheadOf(ctx, paper.unitId);
  const made = { code, by: ctx.me.name, at: ctx.now };
  if (paper.form === 'plain') return (await import('./write/form.ts')).formDocx(paper, letterhead, made);
  return (await import('./write/official.ts')).officialDocx(paper, letterhead, made);
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}
