// Many at once on one server: one key is one effect with one answer, and of two editors exactly one is taken.
// That several servers share the work of one database is told by packages/kernel/job/job.test.ts.
import type { RecordView } from '@anlan/contract';
import type { Person, World } from '@anlan/kernel/testing';
import { study } from '@anlan/modules/study/contract.ts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sitting } from '../sitting.ts';
import { world } from '../world.ts';

let w: World;
let pingding: Person;
let anjian: Person;
beforeAll(async () => {
  w = await world('2026-11-23');
  [pingding, anjian] = await Promise.all([w.as('pingding'), w.as('anjian')]);
});
afterAll(() => w.close());

async function traces(title: string) {
  const records = await w.system.db.selectFrom('record').select(['id', 'version']).where('title', '=', title).execute();
  const ids = records.map((r) => r.id);
  if (!ids.length) return { records: 0, lines: 0, facts: 0 };
  const lines = await w.system.db.selectFrom('timeline').select('id').where('record_id', 'in', ids).execute();
  const facts = await w.system.db.selectFrom('fact').select('id').where('record_id', 'in', ids).execute();
  return { records: ids.length, lines: lines.length, facts: facts.length };
}

test('one key twenty times at once is one effect and twenty equal answers', async () => {
  const [key, title] = [v7(), '同一次学习点了二十下'];
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => pingding.send('POST', '/api/study', sitting(title), key)),
  );
  expect(new Set(replies.map((r) => JSON.stringify(r))).size).toBe(1);
  expect(replies[0]).toMatchObject({ status: 200, body: { title, version: 1 } });
  expect(await traces(title)).toEqual({ records: 1, lines: 1, facts: 1 });
});

test('without the one key the same twenty are twenty deeds: the key it is that makes them one', async () => {
  const titles = Array.from({ length: 20 }, (_, n) => `另一次学习之${n}`);
  await Promise.all(titles.map((title) => pingding.send('POST', '/api/study', sitting(title))));
  const made = await w.system.db.selectFrom('record').select('number').where('title', 'in', titles).execute();
  expect(new Set(made.map((r) => r.number)).size).toBe(20);
});

test('a key that comes again with other words, or under another address, is refused', async () => {
  const key = v7();
  expect(await pingding.send('POST', '/api/study', sitting('原来的一次学习'), key)).toMatchObject({ status: 200 });
  expect(await pingding.send('POST', '/api/study', sitting('改过的一次学习'), key)).toMatchObject({
    status: 409,
    body: { code: 'key-reused' },
  });
  expect(await pingding.send('POST', '/api/study/plan', sitting('原来的一次学习'), key)).toMatchObject({
    status: 409,
    body: { code: 'key-reused' },
  });
  expect(await anjian.send('POST', '/api/study', sitting('原来的一次学习'), key)).toMatchObject({
    status: 409,
    body: { code: 'key-reused' },
  });
  expect((await traces('改过的一次学习')).records).toBe(0);
});

test('an identity that is taken is refused and its record stays as it is', async () => {
  const id = v7();
  await pingding.call(study.routes.record, { ...sitting('先到的一次学习'), id });
  const second = await pingding.send('POST', '/api/study', { ...sitting('后到的一次学习'), id });
  expect(second).toMatchObject({ status: 409, body: { code: 'exists' } });
  expect(await traces('后到的一次学习')).toEqual({ records: 0, lines: 0, facts: 0 });
  expect(await traces('先到的一次学习')).toEqual({ records: 1, lines: 1, facts: 1 });
});

test('of two editors exactly one is taken, the other is shown what stands now', { timeout: 60_000 }, async () => {
  let record: RecordView<{ minutes: string }> = (await pingding.call(
    study.routes.record,
    sitting('两个人同时更正的学习'),
  )) as never;
  for (let round = 0; round < 20; round++) {
    const amend = (who: Person, minutes: string) =>
      who.send('POST', `/api/study/${record.id}/amend`, { minutes, reason: '更正摘录内容', version: record.version });
    const words = [`平定第${round}稿`, `安监第${round}稿`];
    const replies = await Promise.all([amend(pingding, words[0]!), amend(anjian, words[1]!)]);
    const won = replies.findIndex((r) => r.status === 200);
    const [taken, other] = [replies[won]!, replies[1 - won]!];
    expect(taken).toMatchObject({ status: 200, body: { version: record.version + 1, body: { minutes: words[won] } } });
    expect(other).toMatchObject({
      status: 409,
      body: { code: 'version-conflict', current: { version: record.version + 1, body: { minutes: words[won] } } },
    });
    record = taken.body as typeof record;
  }
  const lines = await w.system.db
    .selectFrom('timeline')
    .select('version')
    .where('record_id', '=', record.id)
    .orderBy('version')
    .execute();
  expect(lines.map((l) => l.version)).toEqual(Array.from({ length: 21 }, (_, n) => n + 1));
});
