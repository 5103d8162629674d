// The office flow as stories: a document received, one of our own with cosigning and checking, one signed in the office system.
import type { RecordView, Todo } from '@anlan/contract';
import type { Person, Refused, World } from '@anlan/kernel/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { demoId, world } from '../../test/world.ts';
import type { Breakdown } from './breakdown.ts';
import { type Cosign, type Directive, directives } from './contract.ts';

const DRAFT = `关于开展文旅场所用电安全排查的通知

各县（区）文化和旅游局、局属各单位：

一、抓好自查。各县（区）文旅局、局属各单位每月至少组织一次用电安全自查，做到有记录。

二、压实责任。各县（区）文旅局要理顺用电安全的监管职责。
`;

let w: World;
let anjian: Person;
let juzhang: Person;
let bangong: Person;
let shichang: Person;
let wenbao: Person;
beforeEach(async () => {
  w = await world('2026-11-23');
  [anjian, juzhang, bangong, shichang, wenbao] = await Promise.all([
    w.as('anjian'),
    w.as('juzhang'),
    w.as('bangong'),
    w.as('shichang'),
    w.as('wenbao'),
  ]);
});
afterEach(() => w.close());

const refusal = (e: Refused) => e.refusal;

async function answerAll(d: Pick<RecordView, 'id'>) {
  const paper = await anjian.call(directives.routes.draft, { id: d.id });
  const breakdown: Breakdown = {
    ...paper.breakdown,
    clauses: paper.breakdown.clauses.map((c) => ({ ...c, accepted: true })),
    doubts: paper.breakdown.doubts.map((x) => ({ ...x, answer: '已核对' })),
  };
  await anjian.call(directives.routes.save, { id: d.id, version: paper.version, breakdown });
}

async function own(text = DRAFT) {
  const d = await anjian.call(directives.routes.register, { door: 'own', text });
  await answerAll(d);
  return d;
}

async function received() {
  const text = `阳泉市文化和旅游局文件\n\n阳文旅字〔2026〕31号\n\n${DRAFT}\n阳泉市文化和旅游局\n\n2026年11月20日`;
  const d = await anjian.call(directives.routes.register, { text });
  await answerAll(d);
  return d;
}

const actions = (d: RecordView) => d.can.map((c) => c.action);

describe('a document received', () => {
  test('is proposed with who shall undertake it, instructed, and received by them too', async () => {
    const d = await received();
    expect(actions(await anjian.show(d))).toEqual(['propose', 'doneInOa', 'void']);
    await anjian.act(d, 'propose', { note: '拟请市场科牵头。', leadUnitId: demoId('unit', 'market') });
    const waiting = (await juzhang.get<Todo>('/api/todo')).waiting.find((t) => t.id === d.id);
    expect(waiting).toMatchObject({ actionLabel: '批示', stateLabel: '待签批' });
    const issued = await juzhang.act<Directive>(d, 'instruct', {
      note: '同意，抓紧落实。',
      helpUnitIds: [demoId('unit', 'heritage'), demoId('unit', 'market')],
    });
    expect(issued.state).toBe('issued');
    expect(issued.body.lead?.name).toContain('市场');
    expect(issued.body.helpers.map((h) => h.unitId)).toEqual([demoId('unit', 'heritage')]);
    const theirs = await shichang.get<{ items: RecordView[] }>('/api/directives/receipts');
    expect(theirs.items).toHaveLength(1);
    await expect(bangong.act(d, 'number')).rejects.toThrow('not-found');
    expect(await anjian.send('POST', `/api/directives/${d.id}/papers/notice`)).toMatchObject({
      status: 409,
      body: { code: 'not-own' },
    });
  });

  test('two who instruct at once: one wins, the other reads what is there now', async () => {
    const d = await received();
    const { version } = await anjian.act(d, 'propose');
    const both = await Promise.all([
      juzhang.act(d, 'instruct', { note: '同意。' }, version).catch(refusal),
      juzhang.act(d, 'return', { reason: '请补充依据' }, version).catch(refusal),
    ]);
    expect(both.filter((x) => 'state' in x)).toHaveLength(1);
    const second = both.find((x) => 'code' in x)!;
    expect(second).toMatchObject({ status: 409, code: 'version-conflict' });
    expect((second as { current: RecordView }).current.state).toBe((await anjian.show(d)).state);
  });
});

describe('a document of our own', () => {
  test('waits for every cosigning; an objection is answered in words', async () => {
    const d = await own();
    await anjian.act(d, 'cosign', {
      unitIds: [demoId('unit', 'market'), demoId('unit', 'heritage')],
      note: '请今天答复',
    });
    expect((await anjian.act(d, 'submit').catch(refusal)) as object).toMatchObject({
      code: 'not-now',
      title: expect.stringContaining('还有 2 个单位没有答复会签'),
    });
    expect(await anjian.act(d, 'cosign', { unitIds: [demoId('unit', 'market')] }).catch(refusal)).toMatchObject({
      code: 'asked-already',
      title: expect.stringContaining('已经送会签'),
    });

    const mine = async (who: Person) =>
      (await who.get<{ items: RecordView<Cosign>[] }>('/api/directives/cosigns')).items;
    const [markets] = await mine(shichang);
    const [heritages] = await mine(wenbao);
    expect(await shichang.call(directives.routes.draft, { id: d.id })).toMatchObject({ editable: false });
    await expect(anjian.act(markets!, 'agree')).rejects.toThrow('须由');
    await expect(wenbao.show(markets!)).rejects.toThrow('not-found');
    await shichang.act(markets!, 'agree');
    await wenbao.act(heritages!, 'object', { opinion: '文物建筑用电另有规定，建议单列。' });
    expect(await anjian.act(d, 'submit').catch(refusal)).toMatchObject({
      title: expect.stringContaining('1 条会签意见没有答复'),
    });
    await anjian.act(heritages!, 'reply', { reply: '采纳，第二条已单列。' });
    expect((await anjian.act(d, 'submit')).state).toBe('checking');
    const slip = await anjian.call(directives.routes.cosigned, { id: d.id });
    expect(slip.items.map((c) => [c.state, c.body.reply])).toEqual([
      ['agreed', ''],
      ['settled', '采纳，第二条已单列。'],
    ]);
  });

  test('a cosigning taken back holds nothing up, and shows the draft no longer', async () => {
    const d = await own();
    await anjian.act(d, 'cosign', { unitIds: [demoId('unit', 'market')] });
    const [asked] = (await anjian.call(directives.routes.cosigned, { id: d.id })).items;
    await anjian.act(asked!, 'withdraw');
    await expect(shichang.show(d)).rejects.toThrow('not-found');
    expect((await anjian.act(d, 'submit')).state).toBe('checking');
  });

  const numbering = () =>
    w.system.db
      .withTables<{ letterhead: { unit_id: string; code: string; updated_at: Date; updated_by_name: string } }>()
      .insertInto('letterhead')
      .values({
        unit_id: demoId('unit', 'bureau'),
        code: '阳文旅字',
        updated_at: w.system.now,
        updated_by_name: '测试',
      })
      .execute();

  test('is checked by another, signed, numbered without gap or double, and sealed after the number', async () => {
    const d = await own();
    await anjian.act(d, 'submit');
    const waiting = (await bangong.get<Todo>('/api/todo')).waiting.find((t) => t.id === d.id);
    expect(waiting?.actionLabel).toBe('核稿通过');
    await expect(anjian.act(d, 'check')).rejects.toThrow('forbidden');
    await bangong.act(d, 'sendBack', { reason: '主送机关漏了局属单位' });
    await anjian.act(d, 'submit');
    await bangong.act(d, 'check', { note: '格式已改' });
    await expect(juzhang.act(d, 'instruct')).rejects.toThrow('不需要批示');
    const issued = await juzhang.act<Directive>(d, 'sign', { note: '发' });
    expect(issued).toMatchObject({ state: 'issued', body: { docNumber: null, issueDate: '2026-11-23' } });
    expect((await bangong.show(d)).can.find((c) => c.action === 'seal')?.no).toContain('先编文号');

    await numbering();
    const { docNumber: next } = await bangong.call(directives.routes.nextNumber, { id: d.id });
    expect(next).toBe('阳文旅字〔2026〕1号');
    const numbered = await bangong.act<Directive>(d, 'number');
    expect(numbered.body.docNumber).toBe(next);
    await w.settle();
    const receipts = await anjian.get<{ items: RecordView<{ docNumber: string }>[] }>('/api/directives/receipts');
    expect(receipts.items[0]!.body.docNumber).toBe(numbered.body.docNumber);
    expect((await bangong.act<Directive>(d, 'seal', { copies: 30 })).body.seal).toEqual({
      by: expect.any(String),
      on: '2026-11-23',
      copies: 30,
    });
    await expect(bangong.act(d, 'seal', { copies: 1 })).rejects.toThrow('已于');

    for (const paper of ['notice', 'breakdown', 'handling'])
      expect(await anjian.send('POST', `/api/directives/${d.id}/papers/${paper}`), paper).toMatchObject({
        status: 200,
        body: { fileId: expect.any(String) },
      });

    const second = await own(DRAFT.replace('用电', '燃气'));
    await anjian.act(second, 'submit');
    await bangong.act(second, 'check');
    await juzhang.act(second, 'sign');
    expect(await bangong.act(second, 'number', { docNumber: numbered.body.docNumber }).catch(refusal)).toMatchObject({
      status: 409,
      code: 'number-taken',
    });
    const by = (await bangong.act<Directive>(second, 'number', { docNumber: '阳文旅字〔2026〕88号' })).body.docNumber;
    expect(by).toBe('阳文旅字〔2026〕88号');
    expect((await bangong.call(directives.routes.nextNumber, { id: d.id })).docNumber).toBe('阳文旅字〔2026〕89号');
  });
});

describe('signed in the office system', () => {
  test('is taken over by its number and day, and what still waited here is over', async () => {
    const d = await own();
    await anjian.act(d, 'cosign', { unitIds: [demoId('unit', 'market')] });
    expect(
      await anjian.act(d, 'doneInOa', { signedBy: '常远山', signedOn: '2026-11-20' }).catch(refusal),
    ).toMatchObject({
      code: 'number-wanted',
      fields: [{ path: 'docNumber' }],
    });
    expect(
      await anjian
        .act(d, 'doneInOa', { signedBy: '常远山', signedOn: '2026-11-30', docNumber: '阳文旅字〔2026〕57号' })
        .catch(refusal),
    ).toMatchObject({ code: 'not-future' });
    const issued = await anjian.act<Directive>(d, 'doneInOa', {
      signedBy: '常远山',
      signedOn: '2026-11-20',
      docNumber: '阳文旅字〔2026〕57号',
    });
    expect(issued).toMatchObject({
      state: 'issued',
      body: { docNumber: '阳文旅字〔2026〕57号', oa: { signedBy: '常远山' }, cosigns: { waiting: 0 } },
    });
    expect((await anjian.call(directives.routes.cosigned, { id: d.id })).items[0]!.state).toBe('withdrawn');
    expect((await bangong.show(d)).can.map((c) => c.action)).toContain('seal');
  });
});
