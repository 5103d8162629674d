// Material wanted by a date: sent in versions, received or sent back, late by so many days, and every version stays.
import type { RecordView, Todo } from '@anlan/contract';
import type { Person, Refused, World } from '@anlan/kernel/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { demoId, world } from '../../test/world.ts';
import type { Breakdown } from './breakdown.ts';
import { type Submission, directives } from './contract.ts';

const NOTICE = `阳泉市文化和旅游局文件

阳文旅字〔2026〕31号

关于做好下半年文旅行业安全生产工作的通知

各县（区）文化和旅游局、局属各单位：

一、工作任务

1、抓好理论学习。各县（区）文旅局、局属各单位每季度至少组织一次安全生产专题学习，做到有计划、有记录。

各县（区）文旅局、局属各单位要于2026年9月25日前将工作要点和重点任务清单报送市文旅局文物监督科（安全监管科）。

阳泉市文化和旅游局

2026年9月21日
`;

let w: World;
let anjian: Person;
let juzhang: Person;
let pingding: Person;
let yuxian: Person;
const enter = async () => {
  [anjian, juzhang, pingding, yuxian] = await Promise.all([
    w.as('anjian'),
    w.as('juzhang'),
    w.as('pingding'),
    w.as('yuxian'),
  ]);
};
const to = async (day: string) => {
  await w.clock.to(day);
  await enter();
};
beforeEach(async () => {
  w = await world('2026-09-21');
  await enter();
});
afterEach(() => w.close());

const refusal = (e: Refused) => e.refusal;

async function issue() {
  const d = await anjian.call(directives.routes.register, { text: NOTICE });
  const paper = await anjian.call(directives.routes.draft, { id: d.id });
  const wanted = paper.breakdown.clauses.find((c) => c.text.includes('报送'))!;
  expect(wanted).toMatchObject({ repeat: 'once', due: '2026-09-25', binding: 'return' });
  expect(paper.bindings.map((b) => b.label)).toEqual(expect.arrayContaining(['报送材料', '填报进展']));
  expect(new Set(paper.bindings.map((b) => b.kind)).size).toBe(paper.bindings.length);
  const breakdown: Breakdown = {
    ...paper.breakdown,
    clauses: paper.breakdown.clauses.map((c) => ({ ...c, accepted: true })),
    doubts: paper.breakdown.doubts.map((x) => ({ ...x, answer: '已核对' })),
  };
  await anjian.call(directives.routes.save, { id: d.id, version: paper.version, breakdown });
  await anjian.act(d, 'propose');
  await juzhang.act(d, 'instruct');
  return d;
}

const file = async (who: Person, name: string) => (await who.upload(name, `${name}的内容`)).id;
const owes = async (who: Person) => (await who.get<Todo>('/api/todo')).owed.find((p) => p.title.includes('报送'));
const rowOf = async (id: string, unit: string) =>
  (await anjian.call(directives.routes.returns, { id })).clauses[0]!.rows.find(
    (r) => r.unitId === demoId('unit', unit),
  )!;

test('sent in time, received; a newer version takes its place and is received anew', async () => {
  const d = await issue();
  const period = (await owes(pingding))!;
  expect(period.module).toBe('directives');
  expect(
    await pingding.call(directives.routes.submit, { periodId: period.id, text: '报送工作要点。' }).catch(refusal),
  ).toMatchObject({ code: 'no-material', fields: [{ path: 'files' }] });
  const made = await pingding.call(directives.routes.submit, {
    periodId: period.id,
    text: '报送工作要点和任务清单。',
    files: [await file(pingding, '要点.txt')],
  });
  expect(made).toMatchObject({ state: 'sent', body: { no: 1, daysLate: 0 } });
  expect(made.number).toMatch(/^BS-2026-/);
  expect(await owes(pingding)).toBeUndefined();
  await expect(yuxian.show(made)).rejects.toThrow('not-found');
  await expect(pingding.act(made, 'receive')).rejects.toThrow('forbidden');
  const got = await anjian.act<Submission>(made, 'receive');
  expect(got.body).toMatchObject({
    receivedByName: expect.any(String),
    receivedAt: expect.stringContaining('2026-09-21'),
  });

  await to('2026-09-28');
  const again = await pingding.call(directives.routes.submit, {
    periodId: period.id,
    text: '清单补了两项，换这一版。',
    files: [await file(pingding, '要点二.txt')],
  });
  expect(again).toMatchObject({ id: made.id, state: 'sent', body: { no: 2, receivedAt: null, daysLate: 0 } });
  expect(again.body.versions.map((v) => v.text)).toEqual(['报送工作要点和任务清单。', '清单补了两项，换这一版。']);
  // Nobody sent the first version back: it was in time.
  expect(await rowOf(d.id, 'pingding')).toMatchObject({
    light: 'done',
    sent: { no: 2, files: [{ name: '要点二.txt' }] },
  });
});

test('sent back, it is owed again; the next version counts from its own day, late by so many', async () => {
  const d = await issue();
  const period = (await owes(pingding))!;
  const sent = { periodId: period.id, text: '报送工作要点。', files: [await file(pingding, '要点.txt')] };
  const made = await pingding.call(directives.routes.submit, sent);
  await expect(anjian.act(made, 'return')).rejects.toThrow('invalid');
  const back = await anjian.act<Submission>(made, 'return', { reason: '缺少重点任务清单' });
  expect(back.body.versions[0]!.returned).toMatchObject({ reason: '缺少重点任务清单' });
  expect((await owes(pingding))?.id).toBe(period.id);

  await to('2026-09-28');
  const again = await pingding.act<Submission>(made, 'resend', {
    text: '补上重点任务清单。',
    files: [await file(pingding, '清单.txt')],
  });
  expect(again.body).toMatchObject({ no: 2, daysLate: 3 });
  expect(await rowOf(d.id, 'pingding')).toMatchObject({ light: 'missed', sign: '✕→补', sent: { daysLate: 3 } });
  expect(await rowOf(d.id, 'yuxian')).toMatchObject({ light: 'missed', sent: null });
  const { status } = await anjian.send('GET', `/api/directives/${d.id}/returns.xlsx`);
  expect(status).toBe(200);
  const bundle = await anjian.send('GET', `/api/directives/${d.id}/returns.zip`);
  const names = (bundle.body as Buffer).toString('utf8');
  expect(names).toContain('平定县文旅局/清单.txt');
  expect(names, 'only the latest version').not.toContain('要点.txt');
  await expect(yuxian.get(`/api/directives/${d.id}/returns.zip`)).rejects.toThrow('nothing-sent');
});

test('handed in on paper: the office records it for the unit, on the day it came', async () => {
  await issue();
  const period = (await owes(yuxian))!;
  await to('2026-09-28');
  const paper = { periodId: period.id, text: '盂县纸质报来工作要点一份。', sentOn: '2026-09-24' };
  expect(await anjian.call(directives.routes.submit, paper).catch(refusal)).toMatchObject({ status: 400 });
  const made = await anjian.call(directives.routes.submit, {
    ...paper,
    recordedFor: { saidBy: '李文书', how: 'paper' },
  });
  expect(made.body).toMatchObject({ sentOn: '2026-09-24', daysLate: 0 });
  const { late } = await w.system.db
    .selectFrom('period')
    .select('late')
    .where('id', '=', period.id)
    .executeTakeFirstOrThrow();
  expect(late).toBe(true);
});

test('a period that other work settles takes no material; a day ahead is refused', async () => {
  await issue();
  const study = (await pingding.get<Todo>('/api/todo')).owed.find((p) => p.factKind === 'study.held')!;
  const files = [await file(pingding, '要点.txt')];
  expect(
    await pingding.call(directives.routes.submit, { periodId: study.id, text: '报送学习材料。', files }).catch(refusal),
  ).toMatchObject({ status: 409, code: 'settled-by-work' });
  const period = (await owes(pingding))!;
  expect(
    await pingding
      .call(directives.routes.submit, { periodId: period.id, text: '报送要点。', files, sentOn: '2026-09-30' })
      .catch(refusal),
  ).toMatchObject({ code: 'not-future' });
  const made: RecordView[] = (await anjian.get<{ items: RecordView[] }>('/api/directives/submissions')).items;
  expect(made).toEqual([]);
});
