// What comes in without words: a scan is read page by page and goes on after a stop; what nobody reads is kept and typed.
import { readFileSync } from 'node:fs';
import type { Person, World } from '@anlan/kernel/testing';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { world } from '../../test/world.ts';
import { type Directive, directives } from './contract.ts';
import { zip } from './notice/fixtures/build.ts';

const page = readFileSync(new URL('./notice/fixtures/scan.png', import.meta.url));
const WORDS = `关于做好防汛工作的通知

各县（区）文化和旅游局、局属各单位：

一、重点任务

1、排查隐患。6月底前，各县（区）文旅局要逐处排查，登记造册，限期整改。

阳泉市文化和旅游局

2026年5月6日`;

let w: World;
let anjian: Person;
beforeEach(async () => {
  w = await world('2026-09-21');
  anjian = await w.as('anjian');
});
afterEach(() => w.close());

const bring = async (name: string, bytes: Uint8Array) => {
  const { id } = await anjian.upload(name, bytes);
  return anjian.call(directives.routes.register, { fileId: id, door: 'received' });
};
const draftOf = (record: { id: string }) => anjian.call(directives.routes.draft, { id: record.id });

test('扫描件：登记即识别，识别完进入核对，认不准的标出来，原件在旁边，改字后留住核对过的', async () => {
  const begun = await bring('通知.png', page);
  expect(begun).toMatchObject({ state: 'reading', body: { format: 'scan', reading: { pages: 1, read: 0 } } });
  expect(begun.can.map((c) => c.action)).not.toContain('finishReading');
  await w.settle();
  const record = await anjian.show<Directive>(begun);
  expect(record).toMatchObject({
    state: 'draft',
    title: '关于做好秋冬季场馆安全工作的通知',
    body: { docNumber: '云文旅字〔2026〕18号', taskCount: 2, reading: { pages: 1, read: 1 } },
  });
  const draft = await draftOf(record);
  expect(draft.breakdown.tasks.map((t) => [t.title, t.due, t.recurrence])).toEqual([
    ['清查用电线路', '2026-10-31', 'once'],
    ['组织疏散演练', null, 'quarter'],
  ]);
  expect(draft.pages.map((p) => p.page)).toEqual([1]);
  for (const { at } of draft.doubtful) expect(draft.text.slice(...at).trim()).not.toBe('');
  const shown = await anjian.call(directives.routes.page, { id: record.id, page: 1 });
  expect(shown.image).toMatch(/^data:image\/webp;base64,/);
  await expect(anjian.call(directives.routes.page, { id: record.id, page: 2 })).rejects.toMatchObject({
    refusal: { status: 404 },
  });

  const done = { ...draft.breakdown, clauses: draft.breakdown.clauses.map((c) => ({ ...c, accepted: true })) };
  const saved = await anjian.call(directives.routes.save, { id: record.id, version: draft.version, breakdown: done });
  await anjian.call(directives.routes.rewrite, {
    id: record.id,
    version: saved.version,
    text: draft.text.replace('登记造册', '逐处登记造册'),
  });
  const after = await draftOf(record);
  expect(after.text).toContain('逐处登记造册');
  const drill = (d: typeof after) => d.breakdown.clauses.find((c) => c.text.includes('疏散演练'));
  expect(drill(after)).toMatchObject({ accepted: true });
}, 90_000);

test('停止识别后可以继续；已经识别的页不再重来', async () => {
  const blank = await sharp({ create: { width: 400, height: 560, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const both = await sharp([page, blank], { join: { animated: true } })
    .tiff()
    .toBuffer();
  const begun = await bring('通知.tif', both);
  const stopped = await anjian.act<Directive>(begun, 'stopReading');
  expect(stopped).toMatchObject({ state: 'draft', body: { taskCount: 0, reading: { pages: 2, read: 0 } } });
  await w.settle();
  const still = await anjian.show<Directive>(begun);
  expect(still).toMatchObject({ state: 'draft', body: { taskCount: 0 } });
  await anjian.act(still, 'readOn');
  await w.settle();
  expect(await anjian.show<Directive>(begun)).toMatchObject({ state: 'draft', body: { taskCount: 2 } });
}, 90_000);

test.each([
  ['台账.zip', zip([{ name: '一.txt', data: Buffer.from('字') }])],
  ['损坏.pdf', Buffer.from('%PDF-1.7\n残缺')],
  ['加密.docx', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)])],
])('%s 读不出：原件留下，文字由人录入后照样找出任务', async (name, bytes) => {
  const record = await bring(name, bytes);
  expect(record).toMatchObject({ state: 'draft', body: { format: 'unread', taskCount: 0 } });
  const draft = await draftOf(record);
  expect(draft.text).toBe('');
  expect(draft.breakdown.doubts[0]?.message).toContain('原文件已经保存');
  const typed = await anjian.call(directives.routes.rewrite, {
    id: record.id,
    version: record.version,
    text: WORDS,
  });
  expect(typed).toMatchObject({ title: '关于做好防汛工作的通知', body: { taskCount: 1 } });
});

test('从文件读出的收文不能改字', async () => {
  const record = await anjian.call(directives.routes.register, { text: WORDS, door: 'received' });
  await expect(
    anjian.call(directives.routes.rewrite, { id: record.id, version: record.version, text: WORDS }),
  ).rejects.toMatchObject({ refusal: { code: 'not-own' } });
});
