// The main job as a story: a notice is registered, doubted, signed, received, fulfilled, missed, and made good.
import type { RecordView, Todo } from '@anlan/contract';
import type { Refused, Person, World } from '@anlan/kernel/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoId, world } from '../../test/world.ts';
import { study } from '../study/contract.ts';
import type { Breakdown } from './breakdown.ts';
import { type Directive, directives } from './contract.ts';

const NOTICE = `阳泉市文化和旅游局文件

阳文旅字〔2026〕31号

关于做好下半年文旅行业安全生产工作的通知

各县（区）文化和旅游局、局属各单位：

现将有关工作通知如下：

一、工作任务

1、抓好理论学习。各县（区）文旅局、局属各单位每季度至少组织一次安全生产专题学习，做到有计划、有记录。

2、压实监管责任。各县（区）文旅局要理顺职能交叉领域的监管职责，建立信息共享机制。

3、健全工作制度。11月30日前，各县（区）文旅局、局属各单位印发隐患排查治理制度。

阳泉市文化和旅游局

2026年9月21日
`;

let w: World;
let anjian: Person;
let juzhang: Person;
let pingding: Person;
let yuxian: Person;
beforeEach(async () => {
  w = await world('2026-09-21');
  await enter();
});
afterEach(() => w.close());

async function enter() {
  [anjian, juzhang, pingding, yuxian] = await Promise.all([
    w.as('anjian'),
    w.as('juzhang'),
    w.as('pingding'),
    w.as('yuxian'),
  ]);
}
const to = async (day: string) => {
  await w.clock.to(day);
  await enter();
};

async function register(text = NOTICE) {
  return anjian.call(directives.routes.register, { text });
}

async function answerAll(d: RecordView<Directive>) {
  const paper = await anjian.call(directives.routes.draft, { id: d.id });
  const answered: Breakdown = {
    ...paper.breakdown,
    clauses: paper.breakdown.clauses.map((c) => ({ ...c, accepted: true })),
    doubts: paper.breakdown.doubts.map((x) => ({ ...x, answer: '已核对' })),
  };
  return anjian.call(directives.routes.save, { id: d.id, version: paper.version, breakdown: answered });
}

async function issue() {
  const d = await register();
  await answerAll(d);
  await anjian.act(d, 'propose');
  return juzhang.act<Directive>(d, 'instruct');
}

const sentence = async (who: Person, id: string, word: string, on?: string) =>
  (await who.call(directives.routes.living, { id, on })).clauses.find((c) => c.text.includes(word))!;

const sitting = (heldOn: string, more: object = {}) => ({
  unitId: demoId('unit', 'pingding'),
  title: '学习安全生产重要论述',
  heldOn,
  place: '三楼会议室',
  host: '主要负责人',
  agenda: [{ title: '领学安全生产法', kind: 'study' as const }],
  materials: [],
  attendees: ['联络员'],
  absent: [],
  minutes: '',
  jointUnitIds: [],
  files: [],
  ...more,
});

describe('from paper to duty', () => {
  test('a notice is understood, doubted, signed and owed', async () => {
    const d = await register();
    expect(d.title).toContain('关于做好下半年文旅行业安全生产工作的通知');
    expect(d.body.docNumber).toBe('阳文旅字〔2026〕31号');
    expect(d.body.taskCount).toBe(3);
    const early = await anjian.act(d, 'propose').catch((e: Refused) => e.refusal);
    expect(early).toMatchObject({ status: 409, code: 'not-now' });

    const saved = await answerAll(d);
    expect(saved.notReady).toBeNull();
    await anjian.act(d, 'propose');
    await expect(anjian.act(d, 'instruct')).rejects.toThrow('forbidden');
    const issued = await juzhang.act<Directive>(d, 'instruct');
    expect(issued.state).toBe('issued');

    const learn = await sentence(anjian, d.id, '每季度');
    expect(learn).toMatchObject({ binding: 'study.held', done: 0, total: 14, periodLabel: '2026年第三季度' });
    expect((await sentence(anjian, d.id, '11月30日前')).total).toBe(14);
    // A task that nobody can count is watched by a sentence a quarter.
    expect(await sentence(anjian, d.id, '压实监管责任')).toMatchObject({ progress: true, total: 5 });
  });

  test('only the notice’s own words are quoted', async () => {
    const d = await register();
    const paper = await anjian.call(directives.routes.draft, { id: d.id });
    const clause = { ...paper.breakdown.clauses[0]!, text: '每月至少组织十次学习' };
    const invented = { ...paper.breakdown, clauses: [clause, ...paper.breakdown.clauses.slice(1)] };
    await expect(
      anjian.call(directives.routes.save, { id: d.id, version: paper.version, breakdown: invented }),
    ).rejects.toThrow('not-in-text');
  });

  test('two people editing one paper: the second is told, nothing is mixed', async () => {
    const d = await register();
    const paper = await anjian.call(directives.routes.draft, { id: d.id });
    await anjian.call(directives.routes.save, {
      id: d.id,
      version: paper.version,
      breakdown: { ...paper.breakdown, openEarlier: true },
    });
    await expect(
      anjian.call(directives.routes.save, { id: d.id, version: paper.version, breakdown: paper.breakdown }),
    ).rejects.toThrow('version-conflict');
  });

  test('units sign for receipt; a stranger never sees the receipt of another', async () => {
    const d = await issue();
    const mine = await pingding.get<{ items: RecordView[] }>('/api/directives/receipts');
    expect(mine.items).toHaveLength(1);
    await pingding.act(mine.items[0]!, 'receive');
    expect((await anjian.show<Directive>(d)).body.receipts).toEqual({ signed: 1, total: 14 });
    await expect(yuxian.show(mine.items[0]!)).rejects.toThrow('not-found');
    expect((await pingding.call(directives.routes.living, { id: d.id })).text).toContain('每季度');
  });
});

describe('bad paper', () => {
  test.each([
    ['nothing', '   ', 'empty'],
    [
      'no tasks',
      '关于表扬先进的通报\n\n各单位：\n\n现对市晋剧院予以表扬。\n\n阳泉市文化和旅游局\n\n2026年9月1日',
      'no-tasks',
    ],
  ])('%s is refused in one sentence, and nothing is written', async (_, text, code) => {
    const refusal = await register(text).catch((e: Refused) => e.refusal);
    expect(refusal).toMatchObject({ status: 400, code });
    expect(await w.system.db.selectFrom('record').select('id').execute()).toEqual([]);
  });

  test('the same file twice leads to the first', async () => {
    const d = await register();
    const again = await register().catch((e: Refused) => e.refusal);
    expect(again).toMatchObject({ status: 409, code: 'same-file', current: { id: d.id } });
  });
});

describe('the work settles the duty', () => {
  test('a study held in the quarter turns the sentence; yuxian sees nothing of 平定县', async () => {
    const d = await issue();
    const before = await sentence(anjian, d.id, '每季度');
    await expect(pingding.call(study.routes.record, sitting('2026-09-22'))).rejects.toThrow('not-future');
    await to('2026-09-23');
    const held = await pingding.call(study.routes.record, sitting('2026-09-22'));
    expect(await sentence(anjian, d.id, '每季度')).toMatchObject({ done: before.done + 1 });
    const cell = (await anjian.call(directives.routes.matrix, { id: d.id })).cells.find(
      (c) => c.unitId === demoId('unit', 'pingding') && c.ruleId === before.ruleId,
    );
    expect(cell).toMatchObject({ light: 'done', sign: '●' });

    await expect(yuxian.show(held)).rejects.toThrow('not-found');
    const theirs = await yuxian.call(directives.routes.matrix, { id: d.id });
    expect(theirs.columns.map((c) => c.name)).toEqual(['盂县文旅局']);
  });

  test('who did not is ✕; recorded late within the days of grace is 补录; done afterwards is ✕→补', async () => {
    const d = await issue();
    await to('2026-10-08');
    const rule = (await sentence(anjian, d.id, '每季度', '2026-09-30')).ruleId;
    const strip = async (unit: string) => {
      const panel = await anjian.call(directives.routes.clause, { id: d.id, ruleId: rule });
      return panel.strips.find((x) => x.unitId === demoId('unit', unit))!.periods.find((p) => p.key === '2026Q3')!;
    };
    expect((await strip('pingding')).sign).toBe('✕');

    await pingding.call(study.routes.record, sitting('2026-09-25'));
    expect(await strip('pingding')).toMatchObject({ light: 'done', sign: '●补' });

    const missed = await strip('yuxian');
    await yuxian.call(study.routes.record, {
      ...sitting('2026-10-07'),
      unitId: demoId('unit', 'yuxian'),
      makesGoodId: missed.id,
    });
    expect(await strip('yuxian')).toMatchObject({ light: 'missed', sign: '✕→补' });
    // What made the old quarter good does not fill the new one too.
    expect(
      (await anjian.call(directives.routes.clause, { id: d.id, ruleId: rule })).strips
        .find((x) => x.unitId === demoId('unit', 'yuxian'))!
        .periods.at(-1),
    ).toMatchObject({ key: '2026Q4', light: 'ahead' });
  });

  test('a report settles its own period and no other; voided, it takes the settlement back', async () => {
    const d = await issue();
    const owed = await pingding.get<Todo>('/api/todo');
    const rules = owed.owed.find((p) => p.title.includes('印发隐患'))!;
    const made = await pingding.call(directives.routes.report, {
      periodId: rules.id,
      text: '已印发制度并组织学习。',
      files: [],
    });
    expect(await sentence(anjian, d.id, '11月30日前')).toMatchObject({ done: 1 });
    expect(await sentence(anjian, d.id, '压实监管责任')).toMatchObject({ done: 0 });
    await pingding.act(made, 'void', { reason: '填错了期次' });
    expect(await sentence(anjian, d.id, '11月30日前')).toMatchObject({ done: 0 });
  });

  test('the missed quarter stays, with the unit’s own explanation beside it', async () => {
    const d = await issue();
    await to('2027-01-20');
    const rule = (await sentence(anjian, d.id, '每季度')).ruleId;
    const { strips } = await anjian.call(directives.routes.clause, { id: d.id, ruleId: rule });
    const period = strips
      .find((x) => x.unitId === demoId('unit', 'pingding'))!
      .periods.find((p) => p.key === '2026Q3')!;
    await expect(
      yuxian.send('POST', `/api/duties/periods/${period.id}/explain`, { text: '不是我们的' }),
    ).resolves.toMatchObject({ status: 404 });
    await expect(
      anjian.send('POST', `/api/duties/periods/${period.id}/explain`, { text: '替他们说明' }),
    ).resolves.toMatchObject({ status: 403 });
    await expect(
      pingding.send('POST', `/api/duties/periods/${period.id}/explain`, { text: '汛期值守，学习顺延。' }),
    ).resolves.toMatchObject({ status: 200, body: { sign: '✕', explanation: '汛期值守，学习顺延。' } });
    // The notice's year is over: no period of the next year opens.
    expect(strips[0]!.periods.map((p) => p.key)).toEqual(expect.not.arrayContaining(['2027Q1']));
  });
});
