// Reads scans page by page as a job: a page is kept when it is read, so that a stop or a crash loses one at most.
import { missing } from '@anlan/contract';
import { meanwhile } from '@anlan/kernel/apart';
import { type Ctx, systemMember } from '@anlan/kernel/ctx';
import { wholeOf } from '@anlan/kernel/file';
import { type HeadPatch, act, loadRow, needKind, show } from '@anlan/kernel/record';
import type { Directive } from '../contract.ts';
import type { NoticeDocument } from '../notice/index.ts';
import { type ScanFile, type ScanPage, documentOfScan, pictureOfPage, readScanPage } from '../notice/scan/index.ts';
import { putWords } from './intake.ts';
import { JOB, resume } from './reading-ask.ts';
import { own } from './tables.ts';

const nameOf = (page: number): string => `page-${page}.webp`;

/** How far the reading of a scan has come, from the row of the directive; null for what is none. */
export const readingOf = (row: Record<string, unknown>): Directive['reading'] =>
  row['scan_pages'] === null ? null : { pages: row['scan_pages'] as number, read: row['scan_read'] as number };

/** The bytes of a directive's file, for the reading thread. @throws 404 where it has none */
async function fileOf(ctx: Ctx, id: string): Promise<ScanFile> {
  const file = await own(ctx)
    .selectFrom('directive')
    .innerJoin('file', 'file.id', 'directive.file_id')
    .select('file.sha256')
    .where('directive.id', '=', id)
    .executeTakeFirst();
  if (!file) throw missing();
  return { key: file.sha256, load: () => wholeOf(ctx, file.sha256) };
}

/**
 * The job: reads one page, of the scan that has the fewest left, and asks for itself again while there are more. A page
 * that cannot be read is kept without words.
 */
export async function readNext(ctx: Ctx): Promise<void> {
  const next = await own(ctx)
    .selectFrom('directive')
    .innerJoin('record', 'record.id', 'directive.id')
    .select(['directive.id', 'scan_pages', 'scan_read'])
    .where('record.state', '=', 'reading')
    .where('scan_pages', 'is not', null)
    .orderBy((eb) => eb('scan_pages', '-', eb.ref('scan_read')))
    .orderBy('directive.id')
    .executeTakeFirst();
  if (!next?.scan_pages) return;
  const page = await firstUnread(ctx, next.id, next.scan_pages);
  if (page !== null) await readOne(ctx, next.id, page);
  const { read } = await countRead(ctx, next.id);
  if (read >= next.scan_pages) await finish(ctx, next.id);
  await resume(ctx);
}

const keptPages = (ctx: Ctx, id: string) =>
  own(ctx).selectFrom('directive_page').selectAll().where('directive_id', '=', id).orderBy('page').execute();

async function firstUnread(ctx: Ctx, id: string, pages: number): Promise<number | null> {
  const kept = new Set((await keptPages(ctx, id)).map((p) => p.page));
  for (let page = 1; page <= pages; page++) if (!kept.has(page)) return page;
  return null;
}

async function readOne(ctx: Ctx, id: string, page: number): Promise<void> {
  const file = await fileOf(ctx, id);
  const read = await meanwhile(ctx, readScanPage(file, page)).catch(() => null);
  if (read) await ctx.store.derived(file.key, nameOf(page), async () => Buffer.from(read.picture));
  await own(ctx)
    .insertInto('directive_page')
    .values({
      directive_id: id,
      page,
      turn: read?.page.turn ?? 0,
      content: read ? JSON.stringify(read.page) : null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function countRead(ctx: Ctx, id: string): Promise<{ read: number }> {
  const { read } = await own(ctx)
    .selectFrom('directive_page')
    .select((eb) => eb.fn.countAll<string>().as('read'))
    .where('directive_id', '=', id)
    .executeTakeFirstOrThrow();
  await own(ctx)
    .updateTable('directive')
    .set({ scan_read: Number(read) })
    .where('id', '=', id)
    .execute();
  return { read: Number(read) };
}

/** Ends the reading unless a person has ended it meanwhile. */
async function finish(ctx: Ctx, id: string): Promise<void> {
  const kind = needKind('directives');
  const row = await loadRow(ctx, kind, id, 'lock');
  if (row.state !== 'reading') return;
  const me = { ...systemMember(JOB), may: new Set(['directives.draft']) };
  await act({ ...ctx, me }, kind, id, 'finishReading', { version: row.version });
}

/** Puts down the words of all pages read so far as the text of the directive, and what it asks for. */
export async function settle(ctx: Ctx, id: string): Promise<HeadPatch> {
  const kept = await keptPages(ctx, id);
  const document = documentOfScan(kept.flatMap((p): ScanPage[] => (p.content ? [p.content] : [])));
  const unread = kept.filter((p) => !p.content).map((p) => p.page);
  const lacking: NoticeDocument['missing'] = unread.map(
    (page) => `第 ${page} 页没有识别出来，其余各页已经读出。请对照原件补上这一页的文字。`,
  );
  return putWords(ctx, id, { ...document, missing: lacking });
}

/** A page of the scan as a picture, upright as it was read. @throws 404 */
export async function picture(ctx: Ctx, { id, page }: { id: string; page: number }) {
  const { body } = await show<Directive>(ctx, needKind('directives'), id);
  if (!body.reading || page > body.reading.pages) throw missing();
  const file = await fileOf(ctx, id);
  const kept = await own(ctx)
    .selectFrom('directive_page')
    .select('turn')
    .where('directive_id', '=', id)
    .where('page', '=', page)
    .executeTakeFirst();
  const draw = async () => Buffer.from(await pictureOfPage(file, page, kept?.turn ?? 0));
  // What is not read yet may turn out to lie on its side: only what was read is kept.
  const image = kept ? await ctx.store.derived(file.key, nameOf(page), draw) : await draw();
  return { page, image: `data:image/webp;base64,${image.toString('base64')}` };
}
