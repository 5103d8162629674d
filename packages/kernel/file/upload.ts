// A file comes in: received, judged, kept, and written down in the name of who brought it.
import { type FileView, Problem } from '@anlan/contract';
import { sql } from 'kysely';
import { push } from '../audit/push.ts';
import { fileSeal } from '../audit/seal.ts';
import { type Ctx, within } from '../ctx/index.ts';
import { newId } from '../record/id.ts';
import { kindOf } from './kind.ts';
import { cleanName, extensionOf } from './name.ts';
import { type FileStore, tooLarge } from './store.ts';
import { type Standing, judge, malware, scanLater } from './verdict.ts';
import { FILE_COLUMNS, present } from './view.ts';

/** What a form sends; `truncated` says that its reader stopped at its own limit. */
export type Part = { stream: (AsyncIterable<Uint8Array> & { truncated?: boolean }) | undefined; name: string };

const TAKEN =
  '可以上传图片（JPG、PNG、WEBP、GIF、HEIC、TIF、BMP）、PDF、Word、Excel、PPT、WPS、OFD、文本（TXT、MD、CSV、HTML）、ZIP、MP4 和 MP3';

/**
 * Takes a file of at most `limitMb` megabytes. The same bytes under the same name by the same person stay one file, so a
 * retried upload changes nothing. Call it outside a transaction: the bytes arrive at the sender's speed.
 * @throws 400 without a file or with an empty one, 410 for malware, 413 past the limit, 415 with what may be uploaded
 */
export async function upload(
  ctx: Ctx,
  store: FileStore,
  { stream, name: given }: Part,
  limitMb = 50,
): Promise<FileView> {
  if (!stream) throw new Problem('file-missing', 400, '没有收到文件，请选择文件后再上传。');
  const name = cleanName(given);
  const limit = limitMb * 1024 * 1024;
  const {
    sha256,
    size,
    seen: kind,
  } = await store.put(stream, {
    limit,
    async inspect(path, length) {
      if (stream.truncated) throw tooLarge(limit);
      if (length === 0) throw new Problem('file-empty', 400, `「${name}」是空文件，请检查后重新上传。`);
      const found = await kindOf(path, name);
      if (!found) throw new Problem('file-type', 415, `「${name}」不能上传。${TAKEN}；含宏的文件请先去掉宏。`);
      return found;
    },
  });
  const file = {
    sha256,
    size,
    type: kind.type,
    name: extensionOf(name) === kind.extension ? name : `${name}.${kind.extension}`,
  };
  const said = await judge({ ...ctx, store }, sha256);
  const keep = (at: Ctx) => writeDown(at, { ...file, ...said });
  const kept = await (ctx.db.isTransaction ? keep(ctx) : ctx.db.transaction().execute((trx) => keep(within(ctx, trx))));
  if (said.verdict === 'found') throw malware(file.name);
  return kept;
}

async function writeDown(
  ctx: Ctx,
  file: {
    sha256: string;
    size: number;
    type: string;
    name: string;
    verdict: Standing['verdict'];
    found: string | null;
  },
): Promise<FileView> {
  // The same bytes sent twice at once: the second waits, and finds what the first wrote down.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.me.personId} ${file.sha256}`}, 0))`.execute(ctx.db);
  const before = await ctx.db
    .selectFrom('file')
    .select(FILE_COLUMNS)
    .where('sha256', '=', file.sha256)
    .where('name', '=', file.name)
    .where('uploaded_by', '=', ctx.me.personId)
    .where('verdict', '=', file.verdict)
    .executeTakeFirst();
  if (before) return present(before);
  const row = await ctx.db
    .insertInto('file')
    .values({
      id: newId(ctx.now),
      ...file,
      uploaded_by: ctx.me.actor.person,
      uploaded_by_name: ctx.me.name,
      uploaded_at: ctx.now,
    })
    .returning(FILE_COLUMNS)
    .returning(fileSeal('file').as('seal'))
    .executeTakeFirstOrThrow();
  await push(ctx, 'file.upload', row.id, { sha256: file.sha256, file: row.seal });
  if (file.verdict === 'pending') await scanLater(ctx);
  if (file.verdict === 'found') await push(ctx, 'file.quarantine', row.id, { sha256: file.sha256, found: file.found });
  return present(row);
}
