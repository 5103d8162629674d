// The quarter's study as people live it: held, forgotten, told late, made good, held together, told for others, called off.
import { type PeriodView, type RecordView, deskRoutes } from '@anlan/contract';
import { within } from '@anlan/kernel/ctx';
import { openRules } from '@anlan/kernel/duty';
import { newId } from '@anlan/kernel/record';
import { Refused, type World } from '@anlan/kernel/testing';
import ExcelJS from 'exceljs';
import { afterEach, expect, test } from 'vitest';
import type { z } from 'zod';
import { demoId, world } from '../../test/world.ts';
import { type Study, study } from './contract.ts';

type Said = z.input<typeof study.routes.record.input>;
type Shown = RecordView<Study>;

let w: World;
afterEach(() => w.close());

const unit = (key: string) => demoId('unit', key);
const Q3 = '2026Q3';
const Q4 = '2026Q4';

/** Every unit named owes one `kind` a quarter, from the third quarter of 2026 on. */
async function owes(units: string[], factKind = 'study.held') {
  const rule = {
    id: newId(),
    sourceId: null,
    task: '1',
    title: '安全生产专题学习',
    factKind,
    repeat: 'quarter' as const,
    need: 1,
    due: null,
    about: 'unit' as const,
    fromDay: '2026-07-01',
    toDay: null,
    listFrom: null,
    debtors: { unitIds: units.map(unit), groupIds: [] },
    history: false,
  };
  await w.system.db.transaction().execute((trx) => openRules(within(w.system, trx), [rule]));
}

/** A sitting of a unit, told in full; `more` says what is different about it. */
const sitting = (key: string, heldOn: string, more: Record<string, unknown> = {}): Said => ({
  unitId: unit(key),
  title: '汛期安全专题学习',
  heldOn,
  place: '三楼会议室',
  host: '康明远',
  agenda: [{ title: '领学安全生产法', kind: 'study' }],
  materials: [{ title: '《中华人民共和国安全生产法》', date: '2021-06-10' }],
  attendees: ['康明远', '宁定山'],
  absent: [],
  minutes: '康明远主持，领学安全生产法。',
  jointUnitIds: [],
  files: [],
  ...more,
});
const amendment = (key: string, heldOn: string, more: Record<string, unknown> = {}) => {
  const { unitId: _unit, files: _files, ...rest } = sitting(key, heldOn, more);
  return { ...rest, reason: '日期写错' };
};

const record = async (account: string, said: Said): Promise<Shown> =>
  (await w.as(account)).call(study.routes.record, said);
const act = async (account: string, of: Shown, action: string, input: Record<string, unknown> = {}): Promise<Shown> =>
  (await w.as(account)).act<Study>(of, action, input);

async function period(key: string, quarter: string, factKind = 'study.held'): Promise<PeriodView> {
  const { items } = await (await w.as('anjian')).call(deskRoutes.owed, { unitId: unit(key), factKind, key: quarter });
  expect(items).toHaveLength(1);
  return items[0]!;
}
const sign = async (key: string, quarter: string, factKind?: string) => (await period(key, quarter, factKind)).sign;
const missedOf = async (key: string, quarter = Q3) => (await period(key, quarter)).id;

/** The refusal of what must not go through. */
async function refused(deed: Promise<unknown>) {
  const error = await deed.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Refused)) throw error ?? new Error('nothing was refused');
  return error.refusal;
}

test('held in the quarter settles it; forgotten stays missed; the next quarter begins anew', async () => {
  w = await world('2026-09-10');
  await owes(['pingding', 'yuxian']);
  const made = await record('pingding', sitting('pingding', '2026-09-09'));
  expect(made.number).toBe('XX-2026-0001');
  expect(made.state).toBe('held');
  expect(await sign('pingding', Q3)).toBe('●');
  const { items } = await (await w.as('pingding')).call(deskRoutes.settles, { id: made.id });
  expect(items.map((p) => [p.unitName, p.key])).toEqual([['平定县文旅局', Q3]]);
  expect(await sign('yuxian', Q3)).toBe('○');
  await w.clock.to('2026-09-25');
  expect(await sign('yuxian', Q3)).toBe('▲');
  await w.clock.to('2026-10-01');
  expect([await sign('pingding', Q3), await sign('yuxian', Q3)]).toEqual(['●', '✕']);
  expect([await sign('pingding', Q4), await sign('yuxian', Q4)]).toEqual(['○', '○']);
});

test('told within 15 days after the end counts as 补录; later it waits, and only the safety office approves', async () => {
  w = await world('2026-09-30');
  await owes(['yuxian', 'jinOpera']);
  await w.clock.to('2026-10-15');
  await record('yuxian', sitting('yuxian', '2026-09-28'));
  expect(await sign('yuxian', Q3)).toBe('●补');
  await w.clock.to('2026-10-16');
  await record('jinju', sitting('jinOpera', '2026-09-28'));
  const waits = await period('jinOpera', Q3);
  expect([waits.sign, waits.why]).toEqual(['✕', expect.stringContaining('等待批准')]);
  const approve = async (account: string) =>
    (await w.as(account)).call(deskRoutes.approveLate, { id: waits.id, reason: '查看过签到表原件' });
  expect(await refused(approve('jinju'))).toMatchObject({ status: 403 });
  expect((await approve('anjian')).sign).toBe('●补');
});

test('a study after the quarter makes it good and settles nothing', async () => {
  w = await world('2026-09-30');
  await owes(['pingding']);
  await w.clock.to('2026-10-20');
  const makesGoodId = await missedOf('pingding');
  const inTime = await refused(record('pingding', sitting('pingding', '2026-09-30', { makesGoodId })));
  expect(inTime).toMatchObject({ status: 400, code: 'makes-good', fields: [{ path: 'makesGoodId' }] });
  const made = await record('pingding', sitting('pingding', '2026-10-19', { makesGoodId }));
  expect(made.body.makesGoodLabel).toBe('2026年第三季度');
  expect([await sign('pingding', Q3), await sign('pingding', Q4)]).toEqual(['✕→补', '○']);
  const again = await refused(
    record('pingding', sitting('pingding', '2026-10-20', { title: '再补一次', makesGoodId })),
  );
  expect(again.title).toContain('请不要重复选择');
  await act('pingding', made, 'amend', amendment('pingding', '2026-09-29'));
  expect([await sign('pingding', Q3), await sign('pingding', Q4)], 'held in time after all, told late').toEqual([
    '✕',
    '○',
  ]);
  expect((await period('pingding', Q3)).why).toContain('等待批准');
});

test('only a missed period of the unit itself can be made good', async () => {
  w = await world('2026-10-20');
  await owes(['pingding', 'yuxian']);
  const foreign = await refused(
    record('pingding', sitting('pingding', '2026-10-19', { makesGoodId: await missedOf('yuxian') })),
  );
  expect(foreign.status).toBe(404);
  const other = await refused(
    record(
      'anjian',
      sitting('pingding', '2026-10-19', {
        makesGoodId: await missedOf('yuxian'),
        recordedFor: { saidBy: '和雨晨', how: 'phone' },
      }),
    ),
  );
  expect(other).toMatchObject({ status: 400, code: 'makes-good' });
  const running = await refused(
    record('pingding', sitting('pingding', '2026-10-19', { makesGoodId: await missedOf('pingding', Q4) })),
  );
  expect(running).toMatchObject({ status: 400, code: 'makes-good' });
});

test('void takes the settlement back, and another study of the quarter takes its place', async () => {
  w = await world('2026-09-10');
  await owes(['pingding']);
  const first = await record('pingding', sitting('pingding', '2026-09-01'));
  const second = await record('pingding', sitting('pingding', '2026-09-08', { title: '第二次专题学习' }));
  const gone = await act('pingding', first, 'void', { reason: '重复登记' });
  expect(gone.state).toBe('void');
  expect(gone.can).toEqual([]);
  expect(await sign('pingding', Q3)).toBe('●');
  const { items } = await (await w.as('pingding')).call(deskRoutes.settles, { id: second.id });
  expect(items.map((p) => p.key)).toEqual([Q3]);
  await act('pingding', second, 'void', { reason: '没有举行' });
  expect(await sign('pingding', Q3)).toBe('○');
});

test('a joint study counts for the other unit only after it confirmed, and is taken back with the record', async () => {
  w = await world('2026-09-10');
  await owes(['library', 'cultureCentre']);
  const made = await record('tushuguan', sitting('library', '2026-09-09', { jointUnitIds: [unit('cultureCentre')] }));
  expect([await sign('library', Q3), await sign('cultureCentre', Q3)]).toEqual(['●', '○']);
  const guest = await w.as('wenhuaguan');
  expect((await guest.call(deskRoutes.inbox, {})).items[0]).toMatchObject({
    title: '请确认联合学习：汛期安全专题学习',
    recordId: made.id,
  });
  expect((await guest.call(deskRoutes.todo, {})).waiting.map((r) => [r.id, r.actionLabel])).toEqual([
    [made.id, '确认本单位参加'],
  ]);
  const notHost = await refused(act('wenhuaguan', made, 'void', { reason: '不想要' }));
  expect(notHost).toMatchObject({ status: 409, title: expect.stringContaining('主办单位') as string });
  await w.clock.to('2026-09-12');
  const confirmed = await act('wenhuaguan', made, 'confirm', { attendees: ['宁小满', '平文化'] });
  expect(confirmed.body.joint).toEqual([
    { unitId: unit('cultureCentre'), unitName: '市文化馆', confirmedOn: '2026-09-12', attendees: ['宁小满', '平文化'] },
  ]);
  expect([confirmed.body.attended, confirmed.body.expected]).toEqual([4, 4]);
  expect(await sign('cultureCentre', Q3)).toBe('●');
  expect((await refused(act('wenhuaguan', made, 'confirm', { attendees: ['宁小满'] }))).title).toBe('本单位已经确认。');
  const left = await refused(act('tushuguan', made, 'amend', amendment('library', '2026-09-09')));
  expect(left).toMatchObject({ status: 409, code: 'joint-confirmed' });
  await act('tushuguan', made, 'amend', amendment('library', '2026-09-08', { jointUnitIds: [unit('cultureCentre')] }));
  expect([await sign('library', Q3), await sign('cultureCentre', Q3)], 'the confirmation is kept').toEqual(['●', '●']);
  await act('tushuguan', made, 'void', { reason: '没有举行' });
  expect([await sign('library', Q3), await sign('cultureCentre', Q3)]).toEqual(['○', '○']);
  expect((await (await w.as('wenhuaguan')).call(deskRoutes.inbox, {})).items.map((i) => i.title)).toContain(
    '联合学习已作废：汛期安全专题学习',
  );
});

test('代录: who records for another says who told it and how; beyond reach nobody records', async () => {
  w = await world('2026-09-10');
  await owes(['jinOpera']);
  const silent = await refused(record('anjian', sitting('jinOpera', '2026-09-09')));
  expect(silent).toMatchObject({ status: 400, code: 'recorded-for', fields: [{ path: 'recordedFor' }] });
  const made = await record(
    'anjian',
    sitting('jinOpera', '2026-09-09', { recordedFor: { saidBy: '和小台', how: 'phone' } }),
  );
  expect(made.body.recordedFor).toEqual({ saidBy: '和小台', how: 'phone' });
  expect(await sign('jinOpera', Q3)).toBe('●');
  expect((await (await w.as('jinju')).show(made)).id).toBe(made.id);
  const foreign = await refused(
    record('pingding', sitting('yuxian', '2026-09-09', { recordedFor: { saidBy: '安远志', how: 'phone' } })),
  );
  expect(foreign).toMatchObject({ status: 403, code: 'out-of-scope' });
  const own = await refused(
    record('pingding', sitting('pingding', '2026-09-09', { recordedFor: { saidBy: '康明远', how: 'inPerson' } })),
  );
  expect(own.code).toBe('recorded-for');
});

test('the neighbour county sees nothing of it: record, list, count, search, workbook', async () => {
  w = await world('2026-09-10');
  const made = await record('pingding', sitting('pingding', '2026-09-09', { title: '娘子关汛期专题学习' }));
  const stranger = await w.as('yuxian');
  expect((await stranger.send('GET', `/api/study/${made.id}`)).status).toBe(404);
  expect(await refused(act('yuxian', made, 'void', { reason: '路过' }))).toMatchObject({ status: 404 });
  expect((await stranger.send('GET', '/api/study')).body).toMatchObject({ items: [], count: 0 });
  expect((await stranger.call(deskRoutes.search, { q: '娘子关汛期' })).items).toEqual([]);
  expect((await (await w.as('pingding')).call(deskRoutes.search, { q: '娘子关汛期' })).items.map((h) => h.id)).toEqual([
    made.id,
  ]);
  expect(await titlesInWorkbook('yuxian')).toEqual([]);
  expect(await titlesInWorkbook('pingding')).toEqual(['娘子关汛期专题学习']);
});

async function titlesInWorkbook(account: string): Promise<unknown[]> {
  const { body } = await (await w.as(account)).send('GET', '/api/study/export.xlsx');
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(body as never);
  const rows: unknown[] = [];
  book.worksheets[0]!.eachRow((row) => rows.push(row.getCell(2).value));
  return rows.slice(rows.indexOf('标题') + 1);
}

test('the same study twice, a day not yet come, and one who was there and not there are refused in a sentence', async () => {
  w = await world('2026-09-10');
  const made = await record('pingding', sitting('pingding', '2026-09-09'));
  const twice = await refused(record('pingding', sitting('pingding', '2026-09-09', { place: '另一间会议室' })));
  expect(twice).toMatchObject({
    status: 409,
    code: 'study-exists',
    title: expect.stringContaining(made.number!) as string,
  });
  const future = await refused(record('pingding', sitting('pingding', '2026-09-11')));
  expect(future).toMatchObject({ status: 400, code: 'not-future', fields: [{ path: 'heldOn' }] });
  const both = await refused(
    record('pingding', sitting('pingding', '2026-09-08', { absent: [{ name: '宁定山', reason: '出差' }] })),
  );
  expect(both).toMatchObject({ status: 400, code: 'both-lists' });
  await act('pingding', made, 'void', { reason: '重复' });
  await record('pingding', sitting('pingding', '2026-09-09'));
});

test('two who record the same study at once leave one record', async () => {
  w = await world('2026-09-10');
  const answers = await Promise.allSettled(
    ['pingding', 'pingding', 'pingding'].map((who) => record(who, sitting('pingding', '2026-09-09'))),
  );
  expect(answers.filter((a) => a.status === 'fulfilled')).toHaveLength(1);
});

test('a plan is under way, is held on its day, and called off leaves nothing behind', async () => {
  w = await world('2026-09-10');
  await owes(['pingding']);
  const { absent: _a, attendees: _b, minutes: _c, files: _d, ...plan } = sitting('pingding', '2026-09-20');
  const clerk = await w.as('pingding');
  const past = await refused(clerk.call(study.routes.plan, { ...plan, heldOn: '2026-09-01' }));
  expect(past.code).toBe('not-past');
  const planned = await clerk.call(study.routes.plan, plan);
  const spare = await clerk.call(study.routes.plan, { ...plan, title: '备用的一次学习' });
  expect(await sign('pingding', Q3)).toBe('◐');
  await act('pingding', spare, 'void', { reason: '不再需要' });
  expect(await sign('pingding', Q3), 'the other plan stands').toBe('◐');
  const { unitId: _e, ...held } = sitting('pingding', '2026-09-15');
  expect((await refused(act('pingding', planned, 'hold', held))).code).toBe('not-now');
  await act('pingding', planned, 'reschedule', { heldOn: '2026-10-08', place: '二楼会议室', host: '宁定山' });
  expect(await sign('pingding', Q3), 'moved out of the quarter').toBe('○');
  await act('pingding', planned, 'reschedule', { heldOn: '2026-09-15', place: '二楼会议室', host: '宁定山' });
  await w.clock.to('2026-09-15');
  expect((await (await w.as('pingding')).call(deskRoutes.todo, {})).waiting.map((r) => r.actionLabel)).toEqual([
    '登记学习',
  ]);
  const done = await act('pingding', planned, 'hold', held);
  expect([done.state, done.occurredOn, await sign('pingding', Q3)]).toEqual(['held', '2026-09-15', '●']);
  await act('pingding', done, 'void', { reason: '没有举行' });
  expect(await sign('pingding', Q3)).toBe('○');
});

test('who was away makes up later; a correction leaves alone what was already true', async () => {
  w = await world('2026-09-10');
  await owes(['pingding']);
  await owes(['pingding'], 'meeting.held');
  const absent = [{ name: '安关月', reason: '参加市里会议' }];
  const made = await record('pingding', sitting('pingding', '2026-09-09', { absent }));
  expect([made.body.attended, made.body.expected]).toEqual([2, 3]);
  expect((await refused(act('pingding', made, 'makeUp', { names: ['宁定山'], on: '2026-09-10' }))).code).toBe(
    'not-absent',
  );
  expect((await refused(act('pingding', made, 'makeUp', { names: ['安关月'], on: '2026-09-08' }))).code).toBe(
    'made-up-when',
  );
  const after = await act('pingding', made, 'makeUp', { names: ['安关月'], on: '2026-09-10' });
  expect(after.body.absent).toEqual([{ ...absent[0], madeUpOn: '2026-09-10' }]);
  expect(after.can.find((c) => c.action === 'makeUp')?.no).toBe('没有需要补学的人员。');
  await w.clock.to('2026-10-10');
  const agenda = [
    { title: '领学安全生产法', kind: 'study' },
    { title: '研判汛期风险', kind: 'analysis' },
  ];
  await act('pingding', made, 'amend', amendment('pingding', '2026-09-09', { agenda, absent: after.body.absent }));
  expect(await sign('pingding', Q3), 'recorded in time as before').toBe('●');
  expect(await sign('pingding', Q3, 'meeting.held'), 'told only now').toBe('●补');
});

test('what was known then can be read again: each line of a life keeps the record as it stood', async () => {
  w = await world();
  const pingding = await w.as('pingding');
  const made = await pingding.call(study.routes.record, sitting('pingding', '2026-11-20'));
  const amended = await pingding.act(made, 'amend', { place: '四楼会议室', reason: '地点登错' });
  await pingding.act(amended, 'void', { reason: '重复登记' });
  const { items } = await pingding.call(deskRoutes.timeline, { id: made.id });
  const stood = (entryId: string) => pingding.call(deskRoutes.stood, { id: made.id, entryId });
  expect(await Promise.all(items.map(async (e) => ((await stood(e.id)).body as Study).place))).toEqual([
    '三楼会议室',
    '四楼会议室',
    '四楼会议室',
  ]);
  expect((await stood(items[0]!.id)).state).toBe('held');
  const yuxian = await w.as('yuxian');
  expect((await yuxian.send('GET', `/api/records/${made.id}/timeline/${items[0]!.id}`)).status).toBe(404);
});
