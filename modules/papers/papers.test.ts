// Signed pages come home by their codes: turned, twice, without a code, and never to a record out of sight.
import type { FileView } from '@anlan/contract';
import { drawCode } from '@anlan/kernel/paper';
import type { World } from '@anlan/kernel/testing';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoId, world } from '../../test/world.ts';
import { study } from '../study/contract.ts';
import { papers } from './contract.ts';

let w: World;
let code: string;
let recordId: string;
beforeAll(async () => {
  w = await world();
  const person = await w.as('pingding');
  const record = await person.call(study.routes.record, {
    unitId: demoId('unit', 'pingding'),
    title: '汛期安全专题学习',
    heldOn: '2026-11-20',
    place: '三楼会议室',
    host: '康明远',
    agenda: [{ title: '领学安全生产法', kind: 'study' }],
    attendees: ['康明远'],
  });
  recordId = record.id;
  code = ((await person.send('POST', `/api/study/${recordId}/papers/signIn`)).body as { code: string }).code;
});
afterAll(() => w.close());

const MM = 1654 / 210;

/** A page of A4 at 200 dpi with its foot, as it comes out of a scanner. */
async function page(leaf: '1' | 'E' | 'O', n: number, words = '签到表') {
  const edge = Math.round(12 * MM);
  const [x, y] = [leaf === 'E' ? 184 - 12 : 28, 278].map((at) => Math.round(at * MM)) as [number, number];
  const letters = leaf === 'E' ? { x: x - 12, anchor: 'end' } : { x: x + edge + 20, anchor: 'start' };
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1654" height="2339"><rect width="1654" height="2339" fill="#fff"/>
    <text x="400" y="400" font-size="60">${words}</text>
    <text x="${letters.x}" y="${y + edge - 6}" font-size="29" text-anchor="${letters.anchor}" font-family="serif">${code}-P${n}</text></svg>`;
  const mark = await sharp(await drawCode(code, leaf))
    .resize(edge, edge)
    .toBuffer();
  return sharp(Buffer.from(svg))
    .composite([{ input: mark, left: x, top: y }])
    .jpeg()
    .toBuffer();
}

const scan = async (account: string, name: string, bytes: Uint8Array) => {
  const person = await w.as(account);
  const file = await person.upload(name, bytes);
  expect(await person.call(papers.routes.openScan, { fileId: file.id })).toEqual({ pages: 1 });
  return person.call(papers.routes.readScan, { fileId: file.id, page: 1 });
};
const filesOf = async () =>
  (await (await w.as('pingding')).get<{ items: FileView[] }>(`/api/records/${recordId}/files`)).items.map(
    (f) => f.name,
  );

test('a page upside down files itself under its name, once', async () => {
  const bytes = await sharp(await page('1', 1))
    .rotate(180)
    .jpeg()
    .toBuffer();
  expect(await scan('pingding', 'IMG_1.jpg', bytes)).toMatchObject({
    state: 'filed',
    code,
    paperPage: 1,
    record: { id: recordId },
  });
  expect(await scan('pingding', 'again.jpg', bytes)).toMatchObject({ state: 'before', record: { id: recordId } });
  expect((await filesOf()).filter((name) => name.startsWith('签字盖章件'))).toEqual([
    `签字盖章件（第1页）-${code}.jpg`,
  ]);
});

test('the number of a later page is read beside its mark', async () => {
  const bytes = await sharp(await page('E', 14))
    .rotate(2, { background: '#ddd' })
    .jpeg()
    .toBuffer();
  expect(await scan('pingding', 'IMG_2.jpg', bytes)).toMatchObject({ state: 'filed', paperPage: 14 });
});

test('a code that leads out of sight leads nowhere', async () => {
  const bytes = await page('O', 3, '盂县');
  expect(await scan('yuxian', 'IMG_3.jpg', bytes)).toMatchObject({ state: 'open', record: null });
});

test('a page without a code waits, is filed by hand, and only where its bearer may look', async () => {
  const bytes = await sharp({ create: { width: 900, height: 1200, channels: 3, background: '#eee' } })
    .jpeg()
    .toBuffer();
  const open = await scan('pingding', 'IMG_4.jpg', bytes);
  expect(open).toMatchObject({ state: 'open', code: null });
  const person = await w.as('pingding');
  await expect((await w.as('yuxian')).call(papers.routes.fileScan, { id: open.id, recordId })).rejects.toMatchObject({
    refusal: { status: 404 },
  });
  expect(await person.call(papers.routes.fileScan, { id: open.id, recordId })).toMatchObject({ state: 'filed' });
  expect((await filesOf()).some((name) => name.includes('IMG_4 第1页'))).toBe(true);
});

test('what is no scan is refused with what to do', async () => {
  const person = await w.as('pingding');
  const file = await person.upload('说明.txt', '不是扫描件');
  await expect(person.call(papers.routes.openScan, { fileId: file.id })).rejects.toMatchObject({
    refusal: { status: 415, code: 'scan-type' },
  });
});

test('the office keeps letterheads and takes over the count of the OA', async () => {
  const office = await w.as('bangong');
  const unitId = demoId('unit', 'bureau');
  const saved = await office.call(papers.routes.saveLetterhead, { unitId, code: '阳文旅字' });
  expect(saved).toMatchObject({ shown: { mark: '阳泉市文化和旅游局文件' }, next: '阳文旅字〔2026〕1号' });
  expect(await office.call(papers.routes.setNext, { unitId, next: 42 })).toMatchObject({
    next: '阳文旅字〔2026〕42号',
  });
  await expect((await w.as('pingding')).call(papers.routes.letterheads, {})).rejects.toMatchObject({
    refusal: { status: 403 },
  });
});
