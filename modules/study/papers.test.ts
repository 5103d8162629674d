// Papers of a study: made once per version, kept with the record, for nobody who may not see it.
import type { FileView, TimelineEntry } from '@anlan/contract';
import type { World } from '@anlan/kernel/testing';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoId, world } from '../../test/world.ts';
import { study } from './contract.ts';

let w: World;
beforeAll(async () => {
  w = await world();
});
afterAll(() => w.close());

type Made = { fileId: string; name: string; code: string };

const held = async (account: string, unit: string, title: string) =>
  (await w.as(account)).call(study.routes.record, {
    unitId: demoId('unit', unit),
    title,
    heldOn: '2026-11-20',
    place: '三楼会议室',
    host: '康明远',
    agenda: [{ title: '领学安全生产法', kind: 'study' }],
    attendees: ['康明远', '宁定山'],
    minutes: '领学安全生产法第四条。',
  });

const make = async (account: string, id: string, name: string) =>
  (await w.as(account)).send('POST', `/api/study/${id}/papers/${name}`);

test('a record is made once for one version, stands among the files, and is told in the timeline', async () => {
  const record = await held('pingding', 'pingding', '汛期安全专题学习甲');
  const first = await make('pingding', record.id, 'minutes');
  expect(first.status).toBe(200);
  const made = first.body as Made;
  expect(made.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  expect((await make('pingding', record.id, 'minutes')).body).toEqual(made);

  const person = await w.as('pingding');
  const files = await person.get<{ items: FileView[] }>(`/api/records/${record.id}/files`);
  expect(files.items.map((f) => f.id)).toEqual([made.fileId]);
  const entries = await person.get<{ items: TimelineEntry[] }>(`/api/records/${record.id}/timeline`);
  expect(entries.items.at(-1)).toMatchObject({ label: '制作文书', said: [{ label: '文书', value: '学习记录' }] });

  const bytes = (await person.send('GET', `/api/files/${made.fileId}`)).body as Buffer;
  const parts = unzipSync(bytes);
  const words = Buffer.from(parts['word/document.xml']!).toString();
  for (const said of ['安全生产学习记录', '汛期安全专题学习甲', '领学安全生产法第四条。', record.number!])
    expect(words).toContain(said);
  expect(Buffer.from(parts['word/footer1.xml']!).toString()).toContain(made.code);

  await person.act(record, 'amend', { minutes: '改过的摘录。', reason: '更正' });
  const after = (await make('pingding', record.id, 'minutes')).body as Made;
  expect(after.code).not.toBe(made.code);
});

test('who may not see the record gets no paper; a voided study has none', async () => {
  const record = await held('pingding', 'pingding', '汛期安全专题学习乙');
  expect((await make('yuxian', record.id, 'minutes')).status).toBe(404);
  expect((await make('xitong', record.id, 'minutes')).status).toBe(403);
  await (await w.as('pingding')).act(record, 'void', { reason: '登记错了' });
  expect(await make('pingding', record.id, 'minutes')).toMatchObject({ status: 409, body: { code: 'paper-state' } });
});
