// Scans: read page by page, filed by their codes; what no code claims waits for a hand.
import { createHash } from 'node:crypto';
import { Problem, missing } from '@anlan/contract';
import { meanwhile } from '@anlan/kernel/apart';
import { type Ctx, localIso } from '@anlan/kernel/ctx';
import { fileBytes, upload } from '@anlan/kernel/file';
import { type OpenedPage, countPagesOf, filePage, openPage, recordOfCode } from '@anlan/kernel/paper';
import { newId } from '@anlan/kernel/record';
import type { ScanPage } from '../contract.ts';

type ScanRow = {
  id: string;
  person_id: string;
  file_id: string;
  file_name: string;
  page: number;
  picture_id: string;
  sha256: string;
  code: string | null;
  paper_page: number | null;
  record_id: string | null;
  before: boolean;
  dropped: boolean;
  at: Date;
};
const scans = (ctx: Ctx) => ctx.db.withTables<{ scan_page: ScanRow }>();

/** A file as it was uploaded. @throws as `fileBytes`; 415 for what is neither picture nor PDF */
async function scanOf(ctx: Ctx, fileId: string) {
  const file = await fileBytes(ctx, fileId);
  if (!file.type.startsWith('image/') && file.type !== 'application/pdf')
    throw new Problem('scan-type', 415, `「${file.name}」不是扫描件。请上传 PDF 或图片（JPG、PNG、TIFF、WEBP）。`);
  return file;
}

/** How many pages a scan has. */
export async function countPages(ctx: Ctx, fileId: string): Promise<{ pages: number }> {
  return { pages: await meanwhile(ctx, countPagesOf(await scanOf(ctx, fileId))) };
}

const SIDES = { '1': '第1页', E: '双数页', O: '单数页' } as const;
const labelOf = (mark: NonNullable<OpenedPage['mark']>) =>
  `签字盖章件（${mark.page ? `第${mark.page}页` : SIDES[mark.leaf]}）-${mark.code}`;

function only(bytes: Uint8Array) {
  return (async function* () {
    yield bytes;
  })();
}

/** Reads one page and files it where its code leads. The same page a second time changes nothing. */
export async function readScan(ctx: Ctx, fileId: string, n: number): Promise<ScanPage> {
  const file = await scanOf(ctx, fileId);
  const page = await meanwhile(ctx, openPage(file, n));
  if (!page) throw missing();
  const { count, picture, mark } = page;
  // A photograph is kept as it was taken; a page of a longer file as it was drawn.
  const whole = count === 1 && file.type.startsWith('image/');
  const kept = whole ? file.bytes : picture;
  const sha256 = whole ? file.sha256 : createHash('sha256').update(kept).digest('hex');
  const known = await scans(ctx)
    .selectFrom('scan_page')
    .selectAll()
    .where('sha256', '=', sha256)
    .where('person_id', '=', ctx.me.personId)
    .executeTakeFirst();
  if (known?.record_id) return view(ctx, { ...known, before: true });

  const recordId = mark ? await recordOfCode(ctx, mark.code) : null;
  const extension = whole ? (/\.(\w+)$/.exec(file.name)?.[1] ?? 'jpg') : 'jpg';
  const filed =
    mark && recordId ? await filePage(ctx, recordId, { bytes: kept, sha256, label: labelOf(mark), extension }) : false;
  const pictureId = whole ? fileId : (await upload(ctx, ctx.store, { stream: only(kept), name: `扫描页-${n}.jpg` })).id;
  const said = {
    file_id: fileId,
    file_name: file.name,
    page: n,
    picture_id: pictureId,
    code: mark?.code ?? null,
    paper_page: mark?.page ?? null,
    record_id: recordId,
    before: recordId !== null && !filed,
    dropped: false,
    at: ctx.now,
  };
  const row = await scans(ctx)
    .insertInto('scan_page')
    .values({ id: newId(ctx.now), person_id: ctx.me.personId, sha256, ...said })
    .onConflict((oc) => oc.columns(['person_id', 'sha256']).doUpdateSet(said))
    .returningAll()
    .executeTakeFirstOrThrow();
  return view(ctx, row);
}

const LATEST = 200;

/** My pages: those that wait first, then what was filed, newest first. */
export async function myScans(ctx: Ctx): Promise<ScanPage[]> {
  const rows = await scans(ctx)
    .selectFrom('scan_page')
    .selectAll()
    .where('dropped', '=', false)
    .orderBy((eb) => eb('record_id', 'is not', null))
    .orderBy('at', 'desc')
    .orderBy('page')
    .limit(LATEST)
    .execute();
  return Promise.all(rows.map((row) => view(ctx, row)));
}

const mine = async (ctx: Ctx, id: string) => {
  const row = await scans(ctx).selectFrom('scan_page').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
  if (!row) throw missing();
  return row;
};

/** Files a page by hand to a record that I may see. */
export async function fileByHand(ctx: Ctx, id: string, recordId: string): Promise<ScanPage> {
  const row = await mine(ctx, id);
  if (row.record_id) return view(ctx, row);
  const picture = await fileBytes(ctx, row.picture_id);
  const filed = await filePage(ctx, recordId, {
    bytes: picture.bytes,
    sha256: picture.sha256,
    label: `签字盖章件（${row.file_name.replace(/\.\w+$/, '')} 第${row.page}页）`,
    extension: /\.(\w+)$/.exec(picture.name)?.[1] ?? 'jpg',
  });
  const after = { record_id: recordId, before: !filed, dropped: false };
  await scans(ctx).updateTable('scan_page').set(after).where('id', '=', id).execute();
  return view(ctx, { ...row, ...after });
}

/** Takes a page off the list: an empty back, or what belongs nowhere. The file stays. */
export async function drop(ctx: Ctx, id: string) {
  await mine(ctx, id);
  await scans(ctx).updateTable('scan_page').set({ dropped: true }).where('id', '=', id).execute();
  return {};
}

async function view(ctx: Ctx, row: ScanRow): Promise<ScanPage> {
  const record = row.record_id
    ? await ctx.db
        .selectFrom('record')
        .select(['id', 'module', 'kind', 'title', 'number'])
        .where('id', '=', row.record_id)
        .executeTakeFirst()
    : undefined;
  return {
    id: row.id,
    fileName: row.file_name,
    page: row.page,
    state: row.record_id ? (row.before ? 'before' : 'filed') : 'open',
    code: row.code,
    paperPage: row.paper_page,
    record: record ?? null,
    pictureId: row.picture_id,
    at: localIso(row.at),
  };
}
