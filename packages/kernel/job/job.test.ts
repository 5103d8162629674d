// After the deed: every reaction once, whatever fails or stops in between; every night once; nothing ever dropped.
import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tell } from '../notify/index.ts';
import { type Bureau, happens, newMatter, openBureau, person, unit } from '../testing/bureau.ts';
import { claimNight } from './tasks.ts';
import {
  enqueue,
  failedJobs,
  type Nightly,
  type Reaction,
  retryJobs,
  startWork,
  type Task,
  type Work,
} from './index.ts';

let bureau: Bureau;
const working: Work[] = [];
beforeEach(async () => {
  bureau = await openBureau();
});
afterEach(async () => {
  await Promise.all(working.splice(0).map((each) => each.stop()));
  await bureau.close();
});

type Given = { reactions?: Reaction[]; nightly?: Nightly[]; tasks?: Task[] };
const quiet = { info() {}, warn() {}, error() {} };

async function start({ reactions = [], nightly = [], tasks = [] }: Given): Promise<Work> {
  const { system, store, clock, workerUrl } = bureau;
  const work = await startWork({ url: workerUrl, system, store, clock, reactions, nightly, tasks, log: quiet });
  working.push(work);
  return work;
}
const stop = (work: Work) => working.splice(working.indexOf(work), 1)[0]!.stop();

const matter = async () => bureau.deed(await bureau.as('平定员'), (ctx) => newMatter(ctx, unit.平定县局));
/** Leaves one message a run, so that every run can be counted from outside. */
const mark = (name: string, on: string, before: () => void = () => {}): Reaction => ({
  name,
  on,
  async run(ctx, { recordId, action, at }) {
    await tell(ctx, {
      people: [person.系统员],
      title: `${name} ${action} ${at.toISOString()}`,
      cause: `${name}:${recordId}:${action}:${Math.random()}`,
    });
    before();
  },
});
const told = async () =>
  (await bureau.asSystem().db.selectFrom('inbox').select(['title', 'person_id']).orderBy('title').execute()).map(
    ({ title }) => title,
  );
const AT = '2026-11-23T01:00:00.000Z';

test('反应恰好一次：先失败两次，又赶上停机重启', async () => {
  let runs = 0;
  const failing = mark('回执', 'matters.create', () => {
    runs += 1;
    if (runs <= 2) throw new Error(`第 ${runs} 次失败`);
  });
  const first = await start({ reactions: [failing, mark('统计', 'matters.*')] });
  await matter();
  await expect.poll(() => runs).toBe(1);
  await stop(first);
  expect(await told()).toEqual([`统计 create ${AT}`]);
  const second = await start({ reactions: [failing, mark('统计', 'matters.*')] });
  await second.drain();
  expect(runs).toBe(3);
  expect(await told()).toEqual([`回执 create ${AT}`, `统计 create ${AT}`]);
});

test('做完未及登记就断电，再做一次也不重复', async () => {
  const id = await matter();
  const work = await start({ reactions: [mark('回执', 'matters.create')] });
  await work.drain();
  const { timeline_id: timelineId } = await bureau
    .asSystem()
    .db.selectFrom('reaction_done')
    .select('timeline_id')
    .executeTakeFirstOrThrow();
  const deed = {
    seq: 1,
    timelineId,
    recordId: id,
    module: 'matters',
    kind: 'matters',
    action: 'create',
    from: null,
    to: 'open',
    unitId: unit.平定县局,
    actorId: null,
    actorName: '',
    at: AT,
  };
  await enqueue(bureau.asSystem(), 'react', { reaction: '回执', deed });
  await work.drain();
  expect(await told()).toEqual([`回执 create ${AT}`]);
});

test('停机的服务器占着的任务，由别的服务器接手', async () => {
  await matter();
  const work = await start({});
  await work.drain();
  await enqueue(bureau.asSystem(), 'count', {});
  await stop(work);
  await sql`update graphile_worker._private_jobs set locked_by = 'pool-of-the-dead', locked_at = now() - interval '1 minute', attempts = 1`.execute(
    bureau.asSystem().db,
  );
  let counted = 0;
  const next = await start({ tasks: [{ name: 'count', run: async () => void counted++ }] });
  await next.drain();
  expect(counted).toBe(1);
});

test('正做着的任务不会被当作停机留下的', async () => {
  let finish = () => {};
  const held = new Promise<void>((resolve) => (finish = resolve));
  let runs = 0;
  const work = await start({ tasks: [{ name: 'long', run: async () => (runs++, held) }] });
  await enqueue(bureau.asSystem(), 'long', {});
  await expect.poll(() => runs).toBe(1);
  const db = bureau.asSystem().db;
  await sql`update graphile_worker._private_jobs set locked_at = now() - interval '1 minute'`.execute(db);
  const next = await start({ tasks: [{ name: 'long', run: async () => void runs++ }] });
  await new Promise((resolve) => setTimeout(resolve, 500));
  finish();
  await Promise.all([work.drain(), next.drain()]);
  expect(runs).toBe(1);
});

test('两个服务器分着做，仍是各一次', async () => {
  const works = [
    await start({ reactions: [mark('回执', 'matters.step')] }),
    await start({ reactions: [mark('回执', 'matters.step')] }),
  ];
  const id = await matter();
  await bureau.deed(await bureau.as('平定员'), async (ctx) => {
    for (let n = 0; n < 60; n++) await happens(ctx, id, unit.平定县局, 'step');
  });
  await Promise.all(works.map((work) => work.drain()));
  expect(await told()).toHaveLength(60);
});

test('撤回的操作谁也不惊动', async () => {
  const heard: string[] = [];
  const listener = new pg.Client(bureau.workerUrl);
  await listener.connect();
  listener.on('notification', ({ payload }) => heard.push(payload ?? ''));
  await listener.query('listen deed; listen inbox');
  const work = await start({
    reactions: [mark('回执', 'matters.*')],
    tasks: [{ name: 'x', run: async () => void heard.push('job') }],
  });
  const undone = bureau.deed(await bureau.as('平定员'), async (ctx) => {
    await newMatter(ctx, unit.平定县局);
    await tell(ctx, { people: [person.盂县员], title: '不该收到', cause: 'x' });
    await enqueue(ctx, 'x', {});
    throw new Error('中途出错');
  });
  await expect(undone).rejects.toThrow('中途出错');
  await work.drain();
  expect([heard, await told()]).toEqual([[], []]);
  await matter();
  await work.drain();
  await expect.poll(() => heard.length).toBe(2);
  await listener.end();
});

test('用完次数的任务留着、看得见，告知系统管理员，排除后可再做', async () => {
  let broken = true;
  const work = await start({
    reactions: [
      mark('回执', 'matters.create', () => {
        if (broken) throw new Error('缺少模板');
      }),
    ],
  });
  await matter();
  await work.drain();
  const [job, ...others] = await failedJobs(bureau.system);
  expect(others).toEqual([]);
  expect(job).toMatchObject({ what: 'react 回执', attempts: 10, why: '缺少模板' });
  const inbox = () => bureau.asSystem().db.selectFrom('inbox').select(['person_id', 'title', 'body']).execute();
  expect(await inbox()).toEqual([
    {
      person_id: person.系统员,
      title: '后台任务失败：react 回执',
      body: expect.stringContaining(`第 ${job!.id} 号后台任务已试 10 次`),
    },
  ]);
  await work.drain();
  expect(await inbox()).toHaveLength(1);
  broken = false;
  await retryJobs(bureau.system, [job!.id]);
  await work.drain();
  expect(await failedJobs(bureau.system)).toEqual([]);
  expect(await told()).toContain(`回执 create ${AT}`);
});

test('没有人认得的任务不会悄悄等着', async () => {
  const work = await start({});
  await enqueue(bureau.asSystem(), '无此任务', {});
  await work.drain();
  expect(await failedJobs(bureau.system)).toMatchObject([{ what: '无此任务', attempts: 10 }]);
});

test('到时才做，时间以系统的钟为准；同一键只留最后一次', async () => {
  const done: unknown[] = [];
  const work = await start({
    tasks: [{ name: 'remind', run: async (ctx, payload) => void done.push([ctx.today, payload]) }],
  });
  const ctx = await bureau.as('平定员');
  await enqueue(ctx, 'remind', { n: 1 }, { runAt: new Date('2026-12-01T09:00:00+08:00'), key: 'r' });
  await enqueue(ctx, 'remind', { n: 2 }, { runAt: new Date('2026-12-02T09:00:00+08:00'), key: 'r' });
  await enqueue(ctx, 'remind', { n: 3 }, { runAt: new Date('2026-11-23T08:00:00+08:00') });
  await work.drain();
  expect(done).toEqual([['2026-11-23', { n: 3 }]]);
  bureau.set('2026-12-02T08:59:59+08:00');
  await work.drain();
  expect(done).toHaveLength(1);
  bureau.set('2026-12-02T09:00:00+08:00');
  await work.drain();
  expect(done.slice(1)).toEqual([['2026-12-02', { n: 2 }]]);
});

test('每天夜里做一遍：几台服务器也只一遍，按次序，一项失败不拖累别项', async () => {
  const passes: string[] = [];
  let broken = true;
  const nightly: Nightly[] = [
    { name: '开期', run: async (ctx) => void passes.push(`开期 ${ctx.today}`) },
    {
      name: '坏的',
      run: async () => {
        if (broken) {
          broken = false;
          throw new Error('一时');
        }
      },
    },
    { name: '催办', run: async (ctx) => void passes.push(`催办 ${ctx.today}`) },
  ];
  const one = await start({ nightly });
  const two = await start({ nightly });
  await Promise.all([one.drain(), two.drain()]);
  await expect.poll(() => passes.length).toBe(4);
  expect(passes).toEqual(['开期', '催办', '开期', '催办'].map((name) => `${name} 2026-11-23`));
  await Promise.all([one.nightly(), two.nightly(), two.nightly('2026-11-23')]);
  bureau.set('2026-11-23T23:59:59+08:00');
  await one.nightly();
  expect(passes).toHaveLength(4);
  bureau.set('2026-11-24T00:00:01+08:00');
  await Promise.all([one.nightly(), two.nightly()]);
  expect(passes.slice(4)).toEqual(['开期 2026-11-24', '催办 2026-11-24']);
  expect(await claimNight({ system: bureau.system, clock: bureau.clock }, '2026-11-24')).toBe(false);
});

test('数据库一再断线，每件仍恰好一次', async () => {
  const work = await start({ reactions: [mark('回执', 'matters.step')] });
  const id = await matter();
  const admin = new pg.Client(bureau.adminUrl);
  await admin.connect();
  const cut = () =>
    admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
  const step = async () => bureau.deed(await bureau.as('平定员'), (ctx) => happens(ctx, id, unit.平定县局, 'step'));
  let done = 0;
  for (let n = 1; n <= 60; n++) {
    await step().then(
      () => done++,
      () => {},
    );
    if (n % 12 === 0) await cut();
  }
  expect(done).toBeGreaterThan(30);
  await expect
    .poll(
      () =>
        work.drain().then(
          () => true,
          () => false,
        ),
      { timeout: 40_000 },
    )
    .toBe(true);
  await admin.end();
  const happened = await bureau
    .asSystem()
    .db.selectFrom('timeline')
    .select('id')
    .where('action', '=', 'step')
    .execute();
  expect(await told()).toHaveLength(happened.length);
  expect(await failedJobs(bureau.system)).toEqual([]);
}, 60_000);
