// The chain holds what was done, in one piece, and any hand laid on it is found at the first row it touched.
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withAdmin } from '../db/index.ts';
import { type Bureau, openBureau } from '../testing/bureau.ts';
import { chain, head, push, verify } from './index.ts';

let bureau: Bureau;
beforeEach(async () => {
  bureau = await openBureau();
});
afterEach(() => bureau.close());

const write = async (count: number) => {
  const ctx = await bureau.as('平定员');
  for (let n = 1; n <= count; n++)
    await push(ctx, 'study.hold', `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, { n, to: '已举行' });
  await chain(bureau.system);
};

/** What a superuser could do behind everybody's back. */
const tamper = (...statements: string[]) =>
  withAdmin(bureau.adminUrl, async (db) => {
    await sql`alter table audit disable trigger all`.execute(db);
    for (const statement of statements) await sql.raw(statement).execute(db);
    await sql`alter table audit enable trigger all`.execute(db);
  });

test('一次操作一条，写明是谁、何时、做什么，随操作一起生效或作废', async () => {
  const ctx = await bureau.as('平定员');
  await bureau.deed(ctx, (at) => push(at, 'study.hold', 'x', { to: '已举行' }));
  const undone = bureau.deed(ctx, async (at) => {
    await push(at, 'study.void', 'x', {});
    throw new Error('中途出错');
  });
  await expect(undone).rejects.toThrow('中途出错');
  expect(await chain(bureau.system)).toBe(1);
  const rows = await bureau.asSystem().db.selectFrom('audit').selectAll().execute();
  expect(rows).toMatchObject([
    { seq: 1, actor: ctx.me.personId, verb: 'study.hold', object: 'x', detail: { to: '已举行' }, at: ctx.now },
  ]);
});

test('没有操作者就没有审计，也就没有操作', async () => {
  await withAdmin(bureau.appUrl, async (db) => {
    await expect(sql`select audit_push(now(), 'v', null, '{}')`.execute(db)).rejects.toThrow('audit without an actor');
  });
});

test('业务账号和后台账号都碰不到已写下的审计', async () => {
  await write(2);
  const refused = (url: string, statement: string) =>
    withAdmin(url, (db) =>
      expect(sql.raw(statement).execute(db), statement).rejects.toThrow(/permission denied|append-only/),
    );
  for (const url of [bureau.appUrl, bureau.workerUrl])
    for (const statement of [
      'update audit set verb = verb',
      'delete from audit',
      'truncate audit',
      "update audit_in set verb = 'x'",
      'alter table audit disable trigger all',
    ])
      await withAdmin(url, (db) =>
        expect(sql.raw(statement).execute(db), statement).rejects.toThrow(/permission denied|must be owner/),
      );
  await withAdmin(bureau.appUrl, async (db) => {
    expect((await sql`select * from audit`.execute(db)).rows).toEqual([]);
  });
  for (const statement of [
    'select * from audit_in',
    "insert into audit_in (at, actor, verb, detail) values (now(), 'x', 'x', '{}')",
  ])
    await refused(bureau.appUrl, statement);
  for (const statement of ['update audit set verb = verb', 'delete from audit', 'truncate audit'])
    await refused(bureau.adminUrl, statement);
});

test('两个服务器同时成链，一条不少、一条不重', async () => {
  const ctx = await bureau.as('平定员');
  await Promise.all(
    Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; n < 25; n++) await push(ctx, 'study.hold', `${writer}-${n}`, { n });
    }).concat(Array.from({ length: 40 }, () => chain(bureau.system).then(() => undefined))),
  );
  await chain(bureau.system);
  expect(await verify(bureau.workerUrl)).toMatchObject({ ok: true, rows: 200 });
  const { objects } = await bureau
    .asSystem()
    .db.selectFrom('audit')
    .select(sql<number>`count(distinct object)::int`.as('objects'))
    .executeTakeFirstOrThrow();
  expect(objects).toBe(200);
});

test('晚提交的操作晚成链，不会丢', async () => {
  const ctx = await bureau.as('平定员');
  let commit = () => {};
  const held = new Promise<void>((resolve) => (commit = resolve));
  const late = bureau.deed(ctx, async (at) => {
    await push(at, 'study.hold', 'late', {});
    await held;
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await push(ctx, 'study.hold', 'early', {});
  expect(await chain(bureau.system)).toBe(1);
  commit();
  await late;
  expect(await chain(bureau.system)).toBe(1);
  expect(await verify(bureau.workerUrl)).toMatchObject({ ok: true, rows: 2 });
});

test.each([
  ['改动作', 3, ["update audit set verb = 'study.void' where seq = 3"]],
  ['改人', 3, ["update audit set actor = 'system:x' where seq = 3"]],
  ['改时间一微秒', 3, ["update audit set at = at + interval '1 microsecond' where seq = 3"]],
  ['改对象为空', 3, ['update audit set object = null where seq = 3']],
  ['改细节里的一个数', 3, [`update audit set detail = jsonb_set(detail, '{n}', '3.0') where seq = 3`]],
  ['改散列', 3, ["update audit set hash = sha256('x') where seq = 3"]],
  ['改前一条的散列', 3, ["update audit set prev = sha256('x') where seq = 3"]],
  ['删中间一条', 3, ['delete from audit where seq = 3']],
  ['删第一条', 1, ['delete from audit where seq = 1']],
  ['删后补号', 3, ['delete from audit where seq = 3', 'update audit set seq = seq - 1 where seq > 3']],
  [
    '两条互换',
    2,
    [
      'update audit set seq = -2 where seq = 2',
      'update audit set seq = 2 where seq = 4',
      'update audit set seq = 4 where seq = -2',
    ],
  ],
  [
    '插入一条',
    3,
    [
      'update audit set seq = -seq where seq >= 3',
      'insert into audit select 3, at, actor, verb, object, detail, prev, hash from audit where seq = 2',
      'update audit set seq = -seq + 1 where seq < 0',
    ],
  ],
])('篡改被发现：%s', async (_, seq, statements) => {
  await write(6);
  expect(await verify(bureau.workerUrl)).toMatchObject({ ok: true, rows: 6 });
  await tamper(...statements);
  expect(await verify(bureau.workerUrl)).toMatchObject({ ok: false, seq });
});

test('截尾和整链重写，由留在外面的检查点发现', async () => {
  await write(3);
  const early = await head(bureau.system);
  await write(3);
  const late = await head(bureau.system);
  expect(await verify(bureau.workerUrl, { checkpoints: [early, late] })).toMatchObject({
    ok: true,
    rows: 6,
    head: late,
  });
  await tamper('delete from audit where seq > 4');
  expect(await verify(bureau.workerUrl, { checkpoints: [early] })).toMatchObject({ ok: true, rows: 4 });
  expect(await verify(bureau.workerUrl, { checkpoints: [early, late] })).toMatchObject({ ok: false, seq: 5 });
  await tamper('delete from audit');
  bureau.set('2026-11-24T09:00:00+08:00');
  await write(4);
  expect(await verify(bureau.workerUrl)).toMatchObject({ ok: true, rows: 4 });
  expect(await verify(bureau.workerUrl, { checkpoints: [early] })).toMatchObject({ ok: false, seq: 3 });
});

test('检查点从空链开始', async () => {
  expect(await head(bureau.system)).toEqual({ seq: 0, hash: '0'.repeat(64) });
  expect(await verify(bureau.workerUrl, { checkpoints: [{ seq: 0, hash: '0'.repeat(64) }] })).toMatchObject({
    ok: true,
    rows: 0,
  });
});
