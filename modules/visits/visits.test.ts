// Leaders at the grass roots as people live it: recorded by oneself, by a clerk, by two, on the last day, in one of two posts.
import { type PeriodView, type RecordView, deskRoutes } from '@anlan/contract';
import { within } from '@anlan/kernel/ctx';
import { openRules } from '@anlan/kernel/duty';
import { newId } from '@anlan/kernel/record';
import { Refused, type World } from '@anlan/kernel/testing';
import ExcelJS from 'exceljs';
import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import type { z } from 'zod';
import { demoId, world } from '../../test/world.ts';
import { type Visit, visits } from './contract.ts';

type Said = z.input<typeof visits.routes.record.input>;
type Shown = RecordView<Visit>;

let w: World;
afterEach(() => w.close());

const unit = (key: string) => demoId('unit', key);

/** Each leader of the units owes a visit a month, from `fromDay` on. */
async function owes(units: string[], fromDay: string) {
  const rule = {
    id: newId(),
    sourceId: null,
    task: '2',
    title: '每月至少下基层一次',
    factKind: 'visit.made',
    repeat: 'month' as const,
    need: 1,
    due: null,
    about: 'person' as const,
    fromDay,
    toDay: null,
    listFrom: null,
    debtors: { unitIds: units.map(unit), groupIds: [] },
    history: false,
  };
  await w.system.db.transaction().execute((trx) => openRules(within(w.system, trx), [rule]));
}

/** The leading post of a person of that name, in a unit where he has several. */
async function post(name: string, key?: string): Promise<string> {
  let rows = w.system.db
    .selectFrom('post')
    .innerJoin('person', 'person.id', 'post.person_id')
    .select('post.id')
    .where('person.name', '=', name);
  if (key) rows = rows.where('post.unit_id', '=', unit(key));
  return (await rows.executeTakeFirstOrThrow()).id;
}

/** Gives a leader without an account one that signs in like everybody else's. */
async function account(login: string, name: string) {
  const { hash } = await w.system.db
    .selectFrom('account')
    .select('hash')
    .where('login', '=', 'pingding')
    .executeTakeFirstOrThrow();
  const { id } = await w.system.db.selectFrom('person').select('id').where('name', '=', name).executeTakeFirstOrThrow();
  await w.system.db.insertInto('account').values({ login, person_id: id, hash, created_at: w.clock.now() }).execute();
}

type Named = string | { name: string; how?: 'phone' | 'paper' | 'inPerson'; at?: string };
async function visit(visitedOn: string, leaders: Named[], more: Partial<Said> = {}): Promise<Said> {
  const named = leaders.map((l) => (typeof l === 'string' ? { name: l } : l));
  return {
    visitedOn,
    manner: 'research',
    leaders: await Promise.all(named.map(async (l) => ({ postId: await post(l.name, l.at), how: l.how ?? null }))),
    placeUnitIds: [unit('scenicWaterfall')],
    learnt: '看了漂流河道和玻璃栈道，听取冬季停业安排。',
    ...more,
  };
}
const record = async (who: string, said: Said): Promise<Shown> => (await w.as(who)).call(visits.routes.record, said);
const act = async (who: string, of: Shown, action: string, input: Record<string, unknown> = {}): Promise<Shown> =>
  (await w.as(who)).act<Visit>(of, action, input);

async function period(name: string, month: string, key = 'pingding'): Promise<PeriodView> {
  const { items } = await (
    await w.as('anjian')
  ).call(deskRoutes.owed, { unitId: unit(key), factKind: 'visit.made', key: month });
  return items.find((p) => p.leaderName === name)!;
}
const sign = async (name: string, month: string, key?: string) => (await period(name, month, key)).sign;

async function refused(deed: Promise<unknown>) {
  const error = await deed.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof Refused)) throw error ?? new Error('nothing was refused');
  return error.refusal;
}

test('a leader records his own visit: it counts for him alone, at once, and stands at the venue', async () => {
  w = await world('2026-11-10');
  await owes(['pingding'], '2026-11-01');
  const made = await record('pingdingfu', await visit('2026-11-09', ['宁定山']));
  expect(made).toMatchObject({
    number: 'DY-2026-0001',
    state: 'made',
    unitId: unit('pingding'),
    title: '宁定山到示范水上瀑布景区调研',
    body: { leaders: [{ name: '宁定山', how: 'self', confirmedOn: '2026-11-10' }], waitingText: '' },
  });
  expect([await sign('宁定山', '2026-11'), await sign('康明远', '2026-11')]).toEqual(['●', '○']);
  const venue = await w.as('changsuo2');
  expect((await venue.show<Visit>(made)).title).toBe(made.title);
  const { items } = await venue.call(visits.routes.received, { unitId: unit('scenicWaterfall') });
  expect(items).toMatchObject([{ id: made.id, leaders: '宁定山（副局长）', fromUnit: '平定县文旅局', manner: '调研' }]);
  expect((await (await w.as('yuxian')).send('GET', `/api/visits/${made.id}`)).status).toBe(404);
});

test('what a clerk records counts only when the leader confirms, and then for the month of the visit', async () => {
  w = await world('2026-11-27');
  await owes(['pingding'], '2026-11-01');
  const made = await record('pingding', await visit('2026-11-26', ['宁定山']));
  expect([made.body.waitingText, await sign('宁定山', '2026-11')]).toEqual(['宁定山', '▲']);
  const leader = await w.as('pingdingfu');
  expect((await leader.call(deskRoutes.inbox, {})).items[0]).toMatchObject({ title: `请确认：${made.title}` });
  expect((await leader.call(deskRoutes.todo, {})).waiting.map((r) => r.actionLabel)).toEqual(['确认我去过']);
  expect(made.can.map((c) => c.action)).not.toContain('confirm');
  expect(await refused(act('pingding', made, 'confirm'))).toMatchObject({ status: 409, code: 'not-now' });
  await w.clock.to('2026-12-02');
  const after = await act('pingdingfu', made, 'confirm');
  expect(after.body.leaders[0]).toMatchObject({ how: 'self', confirmedOn: '2026-12-02' });
  expect([await sign('宁定山', '2026-11'), await sign('宁定山', '2026-12')]).toEqual(['●补', '○']);
});

test('代录: told by telephone counts at once; a signature on paper only with the signed page', async () => {
  w = await world('2026-11-10');
  await owes(['pingding'], '2026-11-01');
  const told = await record('pingding', await visit('2026-11-09', [{ name: '宁定山', how: 'phone' }]));
  expect(told.body.leaders[0]).toMatchObject({ how: 'phone', byName: '和雨晨' });
  expect(await sign('宁定山', '2026-11')).toBe('●');
  const signed = await visit('2026-11-08', [{ name: '康明远', how: 'paper' }]);
  expect(await refused(record('pingding', signed))).toMatchObject({ code: 'signed-page', fields: [{ path: 'files' }] });
  const waiting = await record('pingding', await visit('2026-11-08', ['康明远']));
  const page = await (await w.as('pingding')).upload('签字页.txt', '康明远 已签');
  const input = { postId: await post('康明远'), how: 'paper', files: [page.id] };
  expect((await act('pingding', waiting, 'vouch', input)).body.waitingText).toBe('');
  expect(await sign('康明远', '2026-11')).toBe('●');
});

test('a visit by two leaders counts for each only when each confirmed; of another unit only he himself', async () => {
  w = await world('2026-11-10');
  await owes(['pingding', 'jinOpera'], '2026-11-01');
  await account('mingfeng', '康鸣凤');
  const both = await visit('2026-11-09', ['宁定山', '康鸣凤']);
  const forced = await visit('2026-11-09', ['宁定山', { name: '康鸣凤', how: 'phone' }]);
  expect(await refused(record('pingdingfu', forced))).toMatchObject({ code: 'not-yours' });
  const made = await record('pingdingfu', both);
  const signs = async () => [await sign('宁定山', '2026-11'), await sign('康鸣凤', '2026-11', 'jinOpera')];
  expect(await signs()).toEqual(['●', '○']);
  const vouching = act('pingding', made, 'vouch', { postId: await post('康鸣凤'), how: 'phone' });
  expect(await refused(vouching)).toMatchObject({ status: 409, code: 'not-yours' });
  expect((await refused(act('jinju', made, 'void', { reason: '路过' }))).status).toBe(409);
  await act('mingfeng', made, 'confirm');
  expect(await signs()).toEqual(['●', '●']);
  const again = await refused(
    record('jinju', await visit('2026-11-09', [{ name: '康鸣凤' }], { placeUnitIds: [], elsewhere: '娘子关村' })).then(
      () => record('pingding', both),
    ),
  );
  expect(again).toMatchObject({
    status: 409,
    code: 'visit-exists',
    title: expect.stringContaining(made.number!) as string,
  });
  const left = { leaders: [{ postId: await post('宁定山'), how: null }], reason: '只有一人' };
  expect(await refused(act('pingding', made, 'amend', left))).toMatchObject({ status: 409, code: 'leader-confirmed' });
  await act('pingding', made, 'void', { reason: '没有成行' });
  expect(await sign('宁定山', '2026-11')).toBe('○');
});

test.each([
  ['2026-02-28', '2026-02', '2026-03'],
  ['2028-02-29', '2028-02', '2028-03'],
  ['2026-04-30', '2026-04', '2026-05'],
  ['2026-10-31', '2026-10', '2026-11'],
])('a visit on the real last day of the month, %s, counts for that month alone', async (day, month, next) => {
  w = await world(day);
  await owes(['pingding'], `${month}-01`);
  await record('pingding', await visit(day, [{ name: '宁定山', how: 'inPerson' }]));
  expect((await period('宁定山', month)).due).toBe(day);
  expect([await sign('宁定山', month), await sign('康明远', month)]).toEqual(['●', '▲']);
  await w.clock.to(`${next}-01`);
  expect([await sign('宁定山', next), await sign('康明远', month)]).toEqual(['○', '✕']);
});

test('of a leader with two posts the visit counts for the post in which he went', async () => {
  w = await world('2026-11-10');
  await owes(['bureau', 'enforcement'], '2026-11-01');
  const twice = await visit('2026-11-09', [
    { name: '平一川', at: 'bureau' },
    { name: '平一川', at: 'enforcement' },
  ]);
  expect(await refused(record('anjian', twice))).toMatchObject({ status: 400, code: 'leader-twice' });
  const made = await record('anjian', await visit('2026-11-09', [{ name: '平一川', at: 'enforcement', how: 'phone' }]));
  expect(made.unitName).toBe((await period('平一川', '2026-11', 'enforcement')).unitName);
  const signs = [await sign('平一川', '2026-11', 'enforcement'), await sign('平一川', '2026-11', 'bureau')];
  expect(signs).toEqual(['●', '○']);
});

test('research orders nothing; a danger becomes advice that the venue answers, or a check proposed to the safety office', async () => {
  w = await world('2026-11-10');
  const orders = await visit('2026-11-09', ['宁定山'], { requirements: '三日内整改到位' });
  expect(await refused(record('pingdingfu', orders))).toMatchObject({
    code: 'no-orders',
    fields: [{ path: 'requirements' }],
  });
  const inspection = await visit('2026-11-08', ['宁定山'], { manner: 'inspection', requirements: '配齐值班人员' });
  expect((await record('pingdingfu', inspection)).body.requirements).toBe('配齐值班人员');
  const dangers: Said['dangers'] = [
    { way: 'advice', text: '玻璃栈道入口防滑垫翘起' },
    { way: 'check', text: '配电箱离可燃物过近', unitId: unit('scenicWaterfall') },
  ];
  const nowhere = await visit('2026-11-09', ['宁定山'], { placeUnitIds: [], elsewhere: '上董寨村', dangers });
  expect(await refused(record('pingdingfu', nowhere))).toMatchObject({ code: 'danger-where' });
  const made = await record('pingdingfu', await visit('2026-11-09', ['宁定山'], { dangers }));
  const venue = await w.as('changsuo2');
  expect((await venue.call(deskRoutes.todo, {})).waiting.map((r) => r.actionLabel)).toEqual(['答复提示']);
  expect((await venue.show(made)).can.map((c) => c.action)).toEqual(['answerAdvice']);
  const office = (await (await w.as('anjian')).call(deskRoutes.inbox, {})).items.map((i) => i.title);
  expect(office).toContain('建议检查：示范水上瀑布景区');
  const after = await act('changsuo2', made, 'answerAdvice', { text: '已更换防滑垫。' });
  expect(after.body.dangers[0]).toMatchObject({ answer: '已更换防滑垫。', answeredOn: '2026-11-10' });
  expect(after.can).toEqual([]);
  expect(await refused(act('changsuo2', made, 'answerAdvice', { text: '再说一次' }))).toMatchObject({ status: 409 });
});

test('a day not yet come, nobody who leads, no place, one’s own unit and a unit dissolved are refused in a sentence', async () => {
  w = await world('2026-11-10');
  const code = async (said: Promise<Said>) => (await refused(record('pingding', await said))).code;
  expect(await code(visit('2026-11-11', ['宁定山']))).toBe('not-future');
  expect(await code(visit('2026-11-09', ['和雨晨']))).toBe('not-leader');
  expect(await code(visit('2026-11-09', ['宁定山'], { placeUnitIds: [] }))).toBe('place-missing');
  expect(await code(visit('2026-11-09', ['宁定山'], { placeUnitIds: [unit('pingding')] }))).toBe('place-own');
  const close = w.system.db.updateTable('unit').where('id', '=', unit('scenicWaterfall'));
  await close.set({ closed_on: '2026-11-05' }).execute();
  const gone = await refused(record('pingding', await visit('2026-11-09', ['宁定山'])));
  expect(gone).toMatchObject({ code: 'place-closed', title: expect.stringContaining('2026年11月5日') as string });
  expect((await record('pingding', await visit('2026-11-04', ['宁定山']))).state).toBe('made');
  const early = await visit('2022-06-01', ['宁定山']);
  expect((await refused(record('pingding', early))).code).toBe('not-leader');
});

test('a plan puts its own leader under way, moves, is made on its day, and called off leaves nothing', async () => {
  w = await world('2026-11-10');
  await owes(['pingding'], '2026-11-01');
  const clerk = await w.as('pingding');
  const { learnt: _l, ...plan } = await visit('2026-11-18', ['宁定山']);
  const planned = await clerk.call(visits.routes.plan, plan);
  expect([await sign('宁定山', '2026-11'), await sign('康明远', '2026-11')]).toEqual(['◐', '○']);
  const told = await visit('2026-11-16', [{ name: '宁定山', how: 'phone' }]);
  expect((await refused(act('pingding', planned, 'make', told))).code).toBe('not-now');
  await act('pingding', planned, 'reschedule', { visitedOn: '2026-12-03' });
  expect(await sign('宁定山', '2026-11')).toBe('○');
  await act('pingding', planned, 'reschedule', { visitedOn: '2026-11-16' });
  await w.clock.to('2026-11-16');
  const made = await act('pingding', planned, 'make', told);
  expect([made.state, made.occurredOn, await sign('宁定山', '2026-11')]).toEqual(['made', '2026-11-16', '●']);
  const other = await (
    await w.as('pingding')
  ).call(visits.routes.plan, {
    ...plan,
    visitedOn: '2026-11-20',
    leaders: [{ postId: await post('康明远') }],
  });
  expect(await sign('康明远', '2026-11')).toBe('◐');
  await act('pingding', other, 'void', { reason: '改为电话了解' });
  expect(await sign('康明远', '2026-11')).toBe('○');
});

test('a correction of the day moves what it counts for; a visit after the end makes the missed month good', async () => {
  w = await world('2026-10-30');
  await owes(['pingding'], '2026-10-01');
  await w.clock.to('2026-11-10');
  const made = await record('pingding', await visit('2026-11-02', [{ name: '宁定山', how: 'phone' }]));
  expect([await sign('宁定山', '2026-10'), await sign('宁定山', '2026-11')]).toEqual(['✕', '●']);
  const after = await act('pingding', made, 'amend', { visitedOn: '2026-10-29', reason: '日期写错' });
  expect(after.occurredOn).toBe('2026-10-29');
  expect([await sign('宁定山', '2026-10'), await sign('宁定山', '2026-11')]).toEqual(['●补', '○']);
  const missed = (await period('康明远', '2026-10')).id;
  const foreign = await visit('2026-11-09', [{ name: '宁定山', how: 'phone' }], { makesGoodId: missed });
  expect(await refused(record('pingding', foreign))).toMatchObject({ code: 'makes-good' });
  await record('pingding', await visit('2026-11-09', [{ name: '康明远', how: 'phone' }], { makesGoodId: missed }));
  expect([await sign('康明远', '2026-10'), await sign('康明远', '2026-11')]).toEqual(['✕→补', '○']);
});

test('the matrix shows each leader by month, to each reader his own, and goes out as a workbook', async () => {
  w = await world('2026-10-30');
  await owes(['pingding', 'yuxian', 'bureau'], '2026-10-01');
  await record('pingding', await visit('2026-10-20', [{ name: '宁定山', how: 'phone' }]));
  await w.clock.to('2026-11-10');
  const all = await (await w.as('anjian')).call(visits.routes.matrix, {});
  expect(new Set(all.lines.map((l) => l.unitName))).toEqual(new Set(['市文旅局', '平定县文旅局', '盂县文旅局']));
  const mine = await (await w.as('pingding')).call(visits.routes.matrix, {});
  expect(mine.lines.map((l) => [l.name, l.cells.map((c) => c.period?.sign ?? '—').join('')])).toEqual([
    ['康明远', '—————————✕○—'],
    ['安关月', '—————————✕○—'],
    ['宁定山', '—————————●○—'],
    ['平冠林', '—————————✕○—'],
  ]);
  expect(mine.years).toEqual([2026]);
  const away = all.lines.find((l) => l.name === '宁致和')!;
  expect(away.note).toContain('党校脱产学习');
  const { body } = await (await w.as('pingding')).send('GET', '/api/visits/matrix.xlsx?year=2026');
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(body as never);
  expect(book.worksheets[0]!.getRow(4).getCell(13).value).toBe('●');
});

test('a picture becomes part of a visit without the place where it was taken', async () => {
  w = await world('2026-11-10');
  const place = { GPSLatitudeRef: 'N', GPSLatitude: '37/1 51/1 0/1' };
  const picture = sharp({ create: { width: 60, height: 40, channels: 3, background: '#467' } }).jpeg();
  const taken = await picture.withExif({ IFD0: { Make: '手机' }, IFD3: place }).toBuffer();
  const leader = await w.as('pingdingfu');
  const { id } = await leader.upload('栈道.jpg', taken);
  const made = await record('pingdingfu', await visit('2026-11-09', ['宁定山'], { files: [id] }));
  const { items } = await leader.call(deskRoutes.recordFiles, { id: made.id });
  expect(items.map((f) => f.name)).toEqual(['栈道.jpg']);
  const { body } = await leader.send('GET', `/api/files/${items[0]!.id}`);
  const seen = await sharp(body as Buffer).metadata();
  expect([seen.exif, seen.width]).toEqual([undefined, 60]);
  expect((await sharp(taken).metadata()).exif, 'it told its place before').toBeDefined();
});

test('the record prints with places to sign; the letter stands only where there is advice', async () => {
  w = await world('2026-11-10');
  const plain = await record('pingdingfu', await visit('2026-11-08', ['宁定山']));
  const leader = await w.as('pingdingfu');
  const paper = (of: Shown, name: string) => leader.send('POST', `/api/visits/${of.id}/papers/${name}`);
  expect((await paper(plain, 'record')).status).toBe(200);
  expect(await paper(plain, 'advice')).toMatchObject({ status: 409, body: { code: 'no-advice' } });
  const dangers: Said['dangers'] = [{ way: 'advice', text: '玻璃栈道入口防滑垫翘起' }];
  const advised = await record('pingdingfu', await visit('2026-11-09', ['宁定山'], { dangers }));
  expect((await paper(advised, 'advice')).status).toBe(200);
});
