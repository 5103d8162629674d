// The promises of the one door to data: the right rows for the right actor, whatever the connection has seen before.
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { systemActor } from './actor.ts';
import { Database } from './database.ts';
import { Broken, Busy, NotCommitted } from './errors.ts';
import { withAdmin } from './migrate.ts';
import { actor, record, sampleTemplate, 单位甲, 小张, 平定, 盂县, type SampleTables } from './sample.ts';
import { freshDatabase, type TestDatabase } from './testing.ts';
import { together } from './together.ts';

let store: TestDatabase;
let db: Database<SampleTables>;
const inYuxian = actor({ counties: [盂县] });
const titles = async (who = actor()) =>
  (await db.as(who).selectFrom('record').select('id').orderBy('id').execute()).map((row) => row.id);

beforeAll(async () => {
  await sampleTemplate();
  store = await freshDatabase('sample');
  db = new Database({ url: store.appUrl, max: 2, waitMs: 400 });
});
afterAll(async () => {
  await db.close();
  await store.drop();
});

test('each actor sees his own rows', async () => {
  expect(await titles()).toEqual([record(1), record(2), record(3)]);
  expect(await titles(inYuxian)).toEqual([record(4), record(5)]);
  expect(await titles(actor({ counties: [], units: [单位甲] }))).toHaveLength(3);
  expect(await titles(actor({ counties: [], kinds: ['museum', '带"引号"\\的'] }))).toHaveLength(2);
  expect(await titles(actor({ counties: [] }))).toEqual([]);
  expect(await titles(systemActor('test'))).toEqual([]);
});

test('nobody and malformed contexts are refused before any SQL', () => {
  expect(() => db.as(actor({ person: null }))).toThrow('nobody acts');
  expect(() => db.as(actor({ person: '1' }))).toThrow('malformed id');
  expect(() => db.as(actor({ units: ["x'}"] }))).toThrow('malformed id');
  expect(() => db.as(actor({ counties: [Number.NaN] }))).toThrow('malformed county');
});

test('a statement without a context sees nothing, on a fresh connection and on a used one', async () => {
  const client = new pg.Client({ connectionString: store.appUrl });
  await client.connect();
  const count = async () => (await client.query('select from record')).rowCount;
  expect(await count()).toBe(0);
  await client.query('begin');
  await client.query(`select set_config('app.counties', '{${平定}}', true)`);
  expect(await count()).toBe(3);
  await client.query('commit');
  expect(await count()).toBe(0);
  expect((await client.query('select key from word')).rowCount).toBe(0);
  await client.end();
});

test('two connections shared by many actors, failures among them, never mix contexts', async () => {
  const shared = new Database<SampleTables>({ url: store.appUrl, max: 2 });
  const work = Array.from({ length: 600 }, async (_, n) => {
    const who = n % 3 === 0 ? inYuxian : actor();
    const mine = shared.as(who);
    if (n % 7 === 0) {
      await expect(sql`select 1 / ${n - n}::int`.execute(mine)).rejects.toThrow('division by zero');
      return;
    }
    if (n % 11 === 0) {
      const rows = await mine.transaction().execute((trx) => trx.selectFrom('record').select('county_id').execute());
      expect(new Set(rows.map((row) => row.county_id))).toEqual(new Set(who.counties));
      return;
    }
    const rows = await mine.selectFrom('record').select('county_id').execute();
    expect(rows.length).toBe(n % 3 === 0 ? 2 : 3);
    expect(new Set(rows.map((row) => row.county_id))).toEqual(new Set(who.counties));
  });
  await Promise.all(work);
  await shared.close();
});

test('writes outside the scope are refused, and moving a row out of it too', async () => {
  const mine = db.as(actor());
  await expect(
    mine
      .insertInto('record')
      .values({ id: record(9), county_id: 盂县, title: '' })
      .execute(),
  ).rejects.toThrow('row-level security');
  await expect(
    mine.updateTable('record').set({ county_id: 盂县 }).where('id', '=', record(1)).execute(),
  ).rejects.toThrow('row-level security');
  const foreign = await mine.updateTable('record').set({ title: 'x' }).where('id', '=', record(4)).executeTakeFirst();
  expect(foreign.numUpdatedRows).toBe(0n);
});

test('a transaction is written whole or not at all', async () => {
  const mine = db.as(actor());
  const add = (n: number) => ({ id: record(n), county_id: 平定, title: '' });
  await expect(
    mine.transaction().execute(async (trx) => {
      await trx.insertInto('record').values(add(20)).execute();
      throw new Error('stop');
    }),
  ).rejects.toThrow('stop');
  const swallowed = mine.transaction().execute(async (trx) => {
    await trx.insertInto('record').values(add(21)).execute();
    await sql`select 1 / 0`.execute(trx).catch(() => {});
  });
  await expect(swallowed).rejects.toThrow(NotCommitted);
  const firstFails = mine.transaction().execute(async (trx) => {
    await sql`select 1 / 0`.execute(trx).catch(() => {});
    await trx.insertInto('record').values(add(22)).execute();
  });
  await expect(firstFails).rejects.toThrow(NotCommitted);
  const ended = mine.transaction().execute(async (trx) => {
    await trx.insertInto('record').values(add(23)).execute();
    await sql`rollback`.execute(trx).catch(() => {});
    await trx
      .insertInto('record')
      .values(add(24))
      .execute()
      .catch(() => {});
  });
  await expect(ended).rejects.toThrow(NotCommitted);
  expect(await titles()).toHaveLength(3);
  await mine.transaction().execute(async () => {});
});

test('a transaction goes back to a savepoint after a failure, and only there', async () => {
  const mine = db.as(actor());
  const add = (n: number) => ({ id: record(n), county_id: n === 31 ? 盂县 : 平定, title: '' });
  await mine.transaction().execute(async (trx) => {
    for (const n of [30, 31, 32]) {
      await sql`savepoint one`.execute(trx);
      await trx
        .insertInto('record')
        .values(add(n))
        .execute()
        .catch(async () => {
          await expect(sql`select 1`.execute(trx)).rejects.toThrow(NotCommitted);
          await sql`rollback to savepoint one`.execute(trx);
        });
    }
    await expect(trx.selectFrom('record').select('id').execute()).resolves.toHaveLength(5);
  });
  const added = [record(30), record(32)];
  expect(await titles()).toEqual([record(1), record(2), record(3), ...added]);
  await withAdmin(store.adminUrl, (admin) => sql`delete from record where id = any(${added}::uuid[])`.execute(admin));
});

test('a constraint that fails at commit fails the transaction', async () => {
  await withAdmin(store.adminUrl, (admin) => sql`grant delete on record to anlan_app`.execute(admin));
  const broken = db
    .as(actor())
    .transaction()
    .execute(async (trx) => {
      await trx
        .insertInto('note')
        .values({ record_id: record(1), body: '' })
        .execute();
      await trx.deleteFrom('record').where('id', '=', record(1)).execute();
    });
  await expect(broken).rejects.toThrow('violates foreign key');
  expect(await titles()).toHaveLength(3);
});

test('a value that cannot be bound is refused and the transaction goes on under its context', async () => {
  await db
    .as(actor())
    .transaction()
    .execute(async (trx) => {
      await expect(sql`select ${Symbol('x')}`.execute(trx)).rejects.toThrow('cannot be bound');
      expect(await trx.selectFrom('record').select('id').execute()).toHaveLength(3);
    });
});

test('a statement that opens a transaction of its own does not poison the connection', async () => {
  await expect(sql`begin`.execute(db.as(actor()))).rejects.toThrow('use transaction()');
  for (let i = 0; i < 4; i++) expect(await titles(inYuxian)).toHaveLength(2);
});

test('a lost connection is told apart and replaced', async () => {
  const doomed = db
    .as(actor())
    .transaction()
    .execute(async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
      await withAdmin(store.adminUrl, (admin) => sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(admin));
      await trx.selectFrom('record').select('id').execute();
    });
  await expect(doomed).rejects.toThrow(Broken);
  expect(await titles()).toHaveLength(3);
});

test('when every connection is taken, the waiting time is limited', async () => {
  const sleeping = [1, 2].map(() => sql`select pg_sleep(0.8)`.execute(db.as(actor())));
  await expect(titles()).rejects.toThrow(Busy);
  await Promise.all(sleeping);
  expect(await titles()).toHaveLength(3);
});

test('the roles carry their time limits', async () => {
  const limits = sql`select current_setting('statement_timeout') as statement,
    current_setting('idle_in_transaction_session_timeout') as idle`;
  expect((await limits.execute(db.as(actor()))).rows).toEqual([{ statement: '5s', idle: '10s' }]);
});

test('values come back as what they are', async () => {
  const { rows } = await sql`select date '2026-11-23' as day, 7::int8 as few, 9007199254740993::int8 as many,
    timestamptz '2026-11-23T08:00:00+08:00' as at, '{"a":1}'::jsonb as json, array[1,2]::int8[] as list,
    array[date '2026-01-02'] as days, ${['a"b', null, 'c\\d']}::text[] as texts, null as nothing, ''::text as empty,
    ${new Date('2026-11-23T00:00:00Z')}::timestamptz as back, ${Buffer.from('ab')}::bytea as bytes, ${true}::bool as yes
  `.execute(db.as(actor()));
  expect(rows[0]).toEqual({
    day: '2026-11-23',
    few: 7,
    many: 9007199254740993n,
    at: new Date('2026-11-23T00:00:00Z'),
    json: { a: 1 },
    list: [1, 2],
    days: ['2026-01-02'],
    texts: ['a"b', null, 'c\\d'],
    nothing: null,
    empty: '',
    back: new Date('2026-11-23T00:00:00Z'),
    bytes: Buffer.from('ab'),
    yes: true,
  });
});

test('prepared statements survive failures, changes of a table and more shapes than are kept', async () => {
  const one = new Database<SampleTables>({ url: store.appUrl, max: 1 });
  const mine = one.as(actor());
  const divide = (by: number) => sql<{ q: number }>`select 6 / ${by}::int as q`.execute(mine);
  for (const by of [0, 2, 0, 3]) {
    if (by === 0) await expect(divide(by)).rejects.toThrow('division');
    else expect((await divide(by)).rows).toEqual([{ q: 6 / by }]);
  }
  const all = () => mine.selectFrom('word').selectAll().execute();
  expect(await all()).toEqual([{ key: '安全' }]);
  await withAdmin(store.adminUrl, (admin) => sql`alter table word add column sort int`.execute(admin));
  await all().catch(() => {});
  expect(await all()).toEqual([{ key: '安全', sort: null }]);
  for (let n = 0; n < 300; n++) {
    const { rows } = await sql.raw<{ n: number }>(`select ${n} as n`).execute(mine);
    expect(rows).toEqual([{ n }]);
  }
  const kept = await sql<{ n: number }>`select count(*) as n from pg_prepared_statements`.execute(mine);
  expect(kept.rows[0]!.n).toBeLessThanOrEqual(258);
  expect((await divide(2)).rows).toEqual([{ q: 3 }]);
  await one.close();
});

test('the context ends with its statement or transaction', async () => {
  const lent = vi.spyOn(pg.Pool.prototype, 'connect');
  await titles();
  await db
    .as(actor())
    .transaction()
    .execute((trx) => trx.selectFrom('record').select('id').execute());
  expect(lent.mock.results).toHaveLength(2);
  for (const { value } of lent.mock.results) {
    const client: unknown = await value;
    if (!(client instanceof pg.Client)) throw new Error('no client was lent');
    const { rows } = await client.query("select current_setting('app.counties', true) as counties");
    expect(rows).toEqual([{ counties: '' }]);
  }
  lent.mockRestore();
});

test('a single statement is one round trip; a transaction of two is three', async () => {
  const spy: string[] = [];
  const write = pg.Connection.prototype.sync;
  pg.Connection.prototype.sync = function (this: pg.Connection) {
    spy.push('sync');
    return write.call(this);
  };
  try {
    await titles();
    expect(spy.splice(0)).toHaveLength(1);
    await db
      .as(actor())
      .transaction()
      .execute(async (trx) => {
        await trx.selectFrom('record').select('id').execute();
        await trx.selectFrom('word').select('key').execute();
      });
    expect(spy).toHaveLength(3);
  } finally {
    pg.Connection.prototype.sync = write;
  }
});

test('statements sent together are one trip, in their order, all or nothing', async () => {
  const spy = vi.spyOn(pg.Connection.prototype, 'sync');
  const trx = db.as(actor()).transaction();
  const word = (body: string) => sql`insert into note (record_id, body) values (${record(1)}, ${body})`;
  const count = sql<{ n: number }>`select count(*)::int as n from note where body like '同行%'`;
  try {
    await trx.execute(async (at) => {
      const [before, first, second, after] = await together(at, count, word('同行一'), word('同行二'), count);
      expect(spy).toHaveBeenCalledTimes(1);
      expect([before.rows, first.numAffectedRows, second.numAffectedRows, after.rows]).toEqual([
        [{ n: 0 }],
        1n,
        1n,
        [{ n: 2 }],
      ]);
    });
    const mine = db.as(actor());
    await expect(together(mine, word('同行三'), sql`select 1 / 0`, word('同行四'))).rejects.toThrow('division');
    await expect(trx.execute((at) => together(at, word('同行三'), sql`select 1 / 0`))).rejects.toThrow('division');
    expect((await together(mine, count, count)).map((answer) => answer.rows[0]!.n)).toEqual([2, 2]);
  } finally {
    spy.mockRestore();
  }
});

test('the program’s clock and the person reach the database', async () => {
  const at = new Date('2026-03-01T00:00:00Z');
  const clocked = new Database<SampleTables>({ url: store.appUrl, max: 1, now: () => at });
  const seen = (of: Database<SampleTables>) =>
    sql`select ctx_now() as now, ctx_person() as person`.execute(of.as(actor()));
  expect((await seen(clocked)).rows).toEqual([{ now: at, person: 小张 }]);
  expect((await seen(db)).rows).not.toEqual([{ now: at, person: 小张 }]);
  await clocked.close();
});
