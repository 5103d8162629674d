// What comes in is kept once and judged by its bytes; what goes out can be saved but never runs; nobody sees another's.
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Bureau, newMatter, openBureau, unit } from '../testing/bureau.ts';
import { zip } from '../sheet/zip.ts';
import { attach, download, filesOf, filesOfMany, openStore, thumb, upload } from './index.ts';
import { cleanName, disposition } from './name.ts';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await openBureau();
});
afterAll(() => bureau.close());

const part = (name: string, ...chunks: (string | Buffer)[]) => ({
  name,
  stream: Readable.from(chunks.map((chunk) => Buffer.from(chunk as string))),
});
const give = async (name: string, ...chunks: (string | Buffer)[]) =>
  upload(await bureau.as('平定员'), bureau.store, part(name, ...chunks));
const packed = (...names: string[]) =>
  buffer(Readable.from(zip(names.map((name) => ({ name, chunks: [Buffer.from('<x/>')] })))));
const keptFiles = () =>
  readdirSync(join(bureau.dir, 'files'), { recursive: true, withFileTypes: true }).filter(
    (each) => each.isFile() && !each.parentPath.includes('derived'),
  ).length;
const picture = () =>
  sharp({ create: { width: 2000, height: 1000, channels: 3, background: '#246' } }).withExif({
    IFD0: { Artist: '平定员' },
  });
const OLE = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);

describe('上传', () => {
  test('同样的内容只存一份，同名再传还是那个文件', async () => {
    const before = keptFiles();
    const first = await give('会议记录.txt', '安全生产', '专题学习');
    const again = await give('会议记录.txt', '安全生产专题学习');
    const renamed = await give('另一个名字.txt', '安全生产专题学习');
    const other = await upload(await bureau.as('盂县员'), bureau.store, part('会议记录.txt', '安全生产专题学习'));
    expect(again).toEqual(first);
    expect(first).toMatchObject({
      name: '会议记录.txt',
      type: 'text/plain',
      size: 24,
      uploadedByName: '平定员',
      uploadedAt: '2026-11-23T09:00:00.000+08:00',
    });
    expect(new Set([first.id, renamed.id, other.id]).size).toBe(3);
    expect(new Set([first.sha256, renamed.sha256, other.sha256]).size).toBe(1);
    expect(keptFiles()).toBe(before + 1);
    expect(await bureau.store.verify(first.sha256)).toBe(true);
  });

  test('没有文件、空文件、超过上限的文件，都说明怎么办，也不留下碎片', async () => {
    const before = keptFiles();
    const ctx = await bureau.as('平定员');
    await expect(upload(ctx, bureau.store, { stream: undefined, name: '' })).rejects.toMatchObject({
      status: 400,
      code: 'file-missing',
    });
    await expect(give('空.txt')).rejects.toMatchObject({ status: 400, code: 'file-empty' });
    const large = upload(ctx, bureau.store, part('大.txt', 'x'.repeat(1024 * 1024), 'y'), 1);
    await expect(large).rejects.toMatchObject({ status: 413, message: '文件超过 1 MB，请压缩或拆分后再上传。' });
    const cut = { name: '截断.txt', stream: Object.assign(Readable.from([Buffer.from('前半')]), { truncated: true }) };
    await expect(upload(ctx, bureau.store, cut)).rejects.toMatchObject({ status: 413 });
    async function* broken() {
      yield Buffer.from('前半');
      throw new Error('网络中断');
    }
    await expect(upload(ctx, bureau.store, { name: '断.txt', stream: broken() })).rejects.toThrow('网络中断');
    expect(keptFiles()).toBe(before);
  });

  test.each([
    ['照片.jpg', () => picture().jpeg().toBuffer(), 'image/jpeg', '照片.jpg'],
    ['照片.exe', () => picture().png().toBuffer(), 'image/png', '照片.exe.png'],
    ['照片', () => picture().webp().toBuffer(), 'image/webp', '照片.webp'],
    ['通知.pdf', async () => '%PDF-1.7\n', 'application/pdf', '通知.pdf'],
    [
      '通知.docx',
      () => packed('[Content_Types].xml', 'word/document.xml'),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      '通知.docx',
    ],
    [
      '台账.xlsx',
      () => packed('xl/workbook.xml', '[Content_Types].xml'),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      '台账.xlsx',
    ],
    ['公文.ofd', () => packed('OFD.xml', 'Doc_0/Document.xml'), 'application/ofd', '公文.ofd'],
    ['照片包.zip', () => packed('一.jpg'), 'application/zip', '照片包.zip'],
    ['老通知.doc', async () => OLE, 'application/msword', '老通知.doc'],
    ['老表.xls', async () => OLE, 'application/vnd.ms-excel', '老表.xls'],
    ['通知.wps', async () => OLE, 'application/wps-office.wps', '通知.wps'],
    ['名单.csv', async () => Buffer.from('d0d5c3fb2cb5d8d6b70a', 'hex'), 'text/csv', '名单.csv'],
    ['通知.html', async () => '<!doctype html><p>关于', 'text/html', '通知.html'],
  ])('收下 %s', async (name, bytes, type, kept) => {
    expect(await give(name, await bytes())).toMatchObject({ type, name: kept });
  });

  test.each([
    ['程序.exe', async () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)])],
    ['程序.txt', async () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)])],
    ['脚本.js', async () => 'alert(1)'],
    ['图.svg', async () => '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
    ['图.svg', async () => '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['页.mhtml', async () => 'MIME-Version: 1.0\nContent-Type: multipart/related'],
    ['假.pdf', async () => '不是 PDF'],
    ['假.docx', () => packed('随便.xml')],
    ['宏.docx', () => packed('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin')],
    ['程序.jar', () => packed('META-INF/MANIFEST.MF')],
    ['假.ofd', () => packed('a.txt')],
    ['演示.msi', async () => OLE],
    ['乱码.txt', async () => Buffer.from([0x41, 0xff, 0xff, 0x00, 0x01])],
  ])('不收 %s，并说明可以传什么', async (name, bytes) => {
    const refused = give(name, await bytes());
    await expect(refused).rejects.toMatchObject({
      status: 415,
      code: 'file-type',
      message: expect.stringContaining('可以上传图片'),
    });
  });

  test.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\照片\\现场.jpg', '现场.jpg'],
    ['a\u0000b\u202Etxt.exe', 'abtxt.exe'],
    ['..', '未命名'],
    ['', '未命名'],
    ['  a<b>:"c|?*.txt ', 'a_b___c___.txt'],
    [`${'长'.repeat(300)}.docx`, `${'长'.repeat(195)}.docx`],
  ])('名字 %j 变为 %j', (given, clean) => expect(cleanName(given)).toBe(clean));
});

describe('附在记录上', () => {
  test('看得见记录的人才看得见附件，别人只见 404', async () => {
    const [pingding, yuxian] = [await bureau.as('平定员'), await bureau.as('盂县员')];
    const loose = await give('未附.txt', '还没有附上');
    const file = await give('现场.txt', '平定县的现场');
    const id = await bureau.deed(pingding, async (ctx) => {
      const matter = await newMatter(ctx, unit.平定县局);
      await attach(ctx, matter, [file.id, file.id], null);
      await attach(ctx, matter, [file.id], null);
      return matter;
    });
    const colleague = { ...pingding, db: bureau.app.as({ ...pingding.me.actor, person: unit.市局 }) };
    expect(await filesOf(colleague, id)).toEqual([file]);
    expect((await buffer((await download(colleague, bureau.store, file.id)).body as Readable)).toString()).toBe(
      '平定县的现场',
    );
    expect(await filesOf(yuxian, id)).toEqual([]);
    expect(await filesOfMany(yuxian, [id])).toEqual(new Map());
    for (const [ctx, each] of [
      [yuxian, file.id],
      [colleague, loose.id],
      [pingding, unit.市局],
      [pingding, 'x'],
    ] as const)
      await expect(download(ctx, bureau.store, each)).rejects.toMatchObject({ status: 404, code: 'not-found' });
  });

  test('附上别人的、没有的、不完整的文件，操作不成立', async () => {
    const yuxian = await bureau.as('盂县员');
    const file = await give('别人的.txt', '别人的');
    const mine = await upload(yuxian, bureau.store, part('我的.txt', '会坏的内容'));
    truncateSync(join(bureau.dir, 'files', mine.sha256.slice(0, 2), mine.sha256), 3);
    for (const id of [file.id, unit.市局, mine.id]) {
      const deed = bureau.deed(yuxian, async (ctx) => attach(ctx, await newMatter(ctx, unit.盂县局), [id], null));
      await expect(deed).rejects.toMatchObject({ status: 400, code: 'file-lost' });
    }
    expect(
      await bureau.asSystem().db.selectFrom('record').select('id').where('unit_id', '=', unit.盂县局).execute(),
    ).toEqual([]);
    await expect(download(yuxian, bureau.store, mine.id)).rejects.toMatchObject({ status: 410 });
    expect(await bureau.store.verify(mine.sha256)).toBe(false);
    await upload(yuxian, bureau.store, part('我的.txt', '会坏的内容'));
    expect(await bureau.store.verify(mine.sha256)).toBe(true);
  });
});

describe('下载', () => {
  test('只能存、不能运行，名字原样', async () => {
    const ctx = await bureau.as('平定员');
    const file = await give("页'（一）.html", '<script>alert(1)</script>');
    const { headers } = await download(ctx, bureau.store, file.id);
    expect(headers).toMatchObject({
      'content-disposition': `attachment; filename="file.html"; filename*=UTF-8''${encodeURIComponent('页')}%27${encodeURIComponent('（一）')}.html`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-length': '25',
    });
    expect(disposition('inline', '一\r\nset-cookie: x')).not.toMatch(/[\r\n]/);
  });

  test('缩略图变小、转正、不带拍摄信息，做一次留着用', async () => {
    const ctx = await bureau.as('平定员');
    const file = await give('现场.jpg', await picture().withMetadata({ orientation: 6 }).jpeg().toBuffer());
    const small = await thumb(ctx, bureau.store, file.id, 400);
    const seen = await sharp(small!).metadata();
    expect(seen).toMatchObject({ format: 'webp', width: 480, height: 960 });
    expect([seen.exif, seen.xmp, seen.icc]).toEqual([undefined, undefined, undefined]);
    const { headers, body } = await download(ctx, bureau.store, file.id, 400);
    expect(headers).toMatchObject({
      'content-type': 'image/webp',
      'content-disposition': expect.stringMatching(/^inline/),
    });
    expect(body).toEqual(small);
    const kept = join(bureau.dir, 'files', 'derived', file.sha256.slice(0, 2), `${file.sha256}-480.webp`);
    const made = statSync(kept).mtimeMs;
    await thumb(ctx, bureau.store, file.id, 300);
    expect(statSync(kept).mtimeMs).toBe(made);
    expect(await thumb(ctx, bureau.store, (await give('字.txt', '不是图')).id, 400)).toBeNull();
  });

  test('像素炸弹不解开，整个给出', async () => {
    const ctx = await bureau.as('平定员');
    const flood = await sharp({
      create: { width: 20_000, height: 6_000, channels: 3, background: '#000' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer();
    const file = await give('炸弹.png', flood);
    expect(await thumb(ctx, bureau.store, file.id, 160)).toBeNull();
    expect((await download(ctx, bureau.store, file.id, 160)).headers['content-disposition']).toMatch(/^attachment/);
  });
});

test('同时存同样的内容，只有一份，谁也不出错', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'anlan-store-'));
  const store = await openStore(dir);
  const inspect = async () => null;
  const put = () => store.put(Readable.from([Buffer.alloc(100_000, 7)]), { limit: 1e6, inspect });
  const kept = await Promise.all(Array.from({ length: 20 }, put));
  expect(new Set(kept.map(({ sha256 }) => sha256)).size).toBe(1);
  expect(readdirSync(dir, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())).toHaveLength(1);
  expect(() => store.read('../x')).toThrow('not a sha256');
  rmSync(dir, { recursive: true });
});
