// kill -9 of the server and of its database while people write: nothing acknowledged is lost, nothing is half, nothing happens twice.
import { setTimeout as sleep } from 'node:timers/promises';
import { verify } from '@anlan/kernel/audit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Found, judge, lookAt } from './judge.ts';
import { Person, type Write, acknowledged, dice } from './people.ts';
import { Rig } from './rig.ts';

const KILLS = Number(process.env.ANLAN_KILLS ?? 4);
const SEED = Number(process.env.ANLAN_SEED ?? Math.floor(Math.random() * 1e9));
/** Seconds in which the product must be ready again; beside other test files on a busy machine it gets more. */
const READY = process.env.ANLAN_KILLS ? 5 : 30;
const ACCOUNTS = ['anjian', 'pingding', 'yuxian', 'jinju', 'gewu', 'kuangqu'];
const NOTICE =
  '关于做好安全生产工作的通知\n\n各县（区）文化和旅游局、局属各单位：\n\n一、工作任务\n\n1、抓好理论学习。各县（区）文旅局、局属各单位每季度至少组织一次安全生产专题学习。\n\n阳泉市文化和旅游局\n\n2026年9月21日\n';

let rig: Rig;
let people: Person[];
const times: { server: number[]; database: number[] } = { server: [], database: [] };

beforeAll(async () => {
  rig = await Rig.open(ACCOUNTS);
  people = ACCOUNTS.map((account, n) => new Person(rig, account, SEED + n));
  for (const person of people) await person.enter();
  await people[0]!.review(NOTICE);
}, 240_000);
afterAll(() => rig.close(), 60_000);

const history = (): Write[] => people.flatMap((p) => p.history);

/** What is there once the worker is done. */
async function found(): Promise<Found> {
  const seen = await rig.look(async (db) => {
    let now = await lookAt(db);
    for (const until = Date.now() + 20_000; now.waiting && Date.now() < until; now = await lookAt(db)) await sleep(100);
    return now;
  });
  const hashes = new Map<string, string>();
  for (const person of people)
    for (const file of person.history.flatMap((w) => w.files)) hashes.set(file.id, await person.hashOf(file.id));
  return { ...seen, hashes };
}

/** Waits until so many more writes have been acknowledged: the next kill falls among writes under way. */
async function answered(more: number) {
  const count = () => history().filter(acknowledged).length;
  for (const goal = count() + more; count() < goal;) await sleep(5);
}

const nothing = { lost: [], half: [], twice: [] };

test(`${KILLS} kills during mixed writes (ANLAN_SEED=${SEED})`, { timeout: 60_000 + KILLS * 40_000 }, async () => {
  const roll = dice(SEED);
  const over = new AbortController();
  const writing = Promise.all(people.map((p) => p.write(over.signal)));
  for (let n = 0; n < KILLS; n++) {
    await Promise.race([answered(people.length), writing]);
    await sleep(20 + roll() * 400);
    const what = n % 2 === 0 ? 'server' : 'database';
    await (what === 'server' ? rig.killServer() : rig.killDatabase());
    times[what].push(await rig.ready());
  }
  await sleep(300);
  over.abort();
  await writing;

  const after = await found();
  const writes = history();
  const retried = writes.filter((w) => w.answers.length > 1);
  const verdict = judge(writes, after);
  const figures = {
    writes: writes.length,
    retried: retried.length,
    unknown: writes.flatMap((w) => w.answers).filter((a) => a.status === null).length,
    refused503: writes.flatMap((w) => w.answers).filter((a) => a.status === 503).length,
    files: after.hashes.size,
    lost: verdict.lost.length,
    half: verdict.half.length,
    twice: verdict.twice.length,
    readyServerMs: times.server.map(Math.round),
    readyDatabaseMs: times.database.map(Math.round),
  };
  console.log(
    JSON.stringify({
      id: 'kill',
      seed: SEED,
      n: KILLS,
      pass: !Object.values(verdict).flat().length,
      figures,
    }),
  );
  expect(verdict).toEqual(nothing);
  expect(retried.length).toBeGreaterThan(0);
  expect(await rig.look((_, url) => verify(url))).toMatchObject({ ok: true });
});

test(`ready again within ${READY} s of every kill`, () => {
  expect(Math.max(...times.server, ...times.database)).toBeLessThan(READY * 1000);
});

test('every key sent again gets the same answer and changes nothing', { timeout: 120_000 }, async () => {
  for (const person of people)
    for (const write of person.history.slice(-40)) {
      const again = await person.send(write);
      expect(again).toEqual({ status: 200, body: acknowledged(write) });
    }
  expect(judge(history(), await found())).toEqual(nothing);
});

describe('the judge sees', () => {
  /** What was found, with one fault put into it. */
  const faulty = async (spoil: (f: Found, last: Write) => void) => {
    const spoilt = await found();
    spoil(
      spoilt,
      history().findLast((w) => w.files.length && w.kind === 'study' && w.action === 'create')!,
    );
    return judge(history(), spoilt);
  };
  const idOf = (w: Write) => acknowledged(w)!.id as string;

  test.each<[string, 'lost' | 'half' | 'twice', (f: Found, last: Write) => void]>([
    ['a lost record', 'lost', (f, w) => (f.records = f.records.filter((r) => r.id !== idOf(w)))],
    ['a lost line of the timeline', 'lost', (f, w) => (f.timeline = f.timeline.filter((l) => l.record !== idOf(w)))],
    ['a lost line of the audit', 'lost', (f, w) => (f.audit = f.audit.filter((l) => l.record !== idOf(w)))],
    ['a lost attachment', 'lost', (f, w) => (f.attachments = f.attachments.filter((a) => a.record !== idOf(w)))],
    ['changed bytes', 'lost', (f, w) => f.hashes.set(w.files[0]!.id, '0'.repeat(64))],
    ['a forgotten key', 'lost', (f, w) => f.ops.delete(w.key)],
    ['a record without its own row', 'half', (f, w) => (f.records.find((r) => r.id === idOf(w))!.own = false)],
    [
      'a record that search does not know',
      'half',
      (f, w) => (f.records.find((r) => r.id === idOf(w))!.searched = false),
    ],
    ['a settlement without a fact', 'half', (f) => f.astray.push('settlement x')],
    ['a deed never taken up', 'half', (f) => (f.waiting = 1)],
    [
      'a record made twice',
      'twice',
      (f, w) => f.records.push({ ...f.records.find((r) => r.id === idOf(w))!, id: 'again' }),
    ],
    ['a deed done twice', 'twice', (f, w) => f.timeline.push(f.timeline.find((l) => l.record === idOf(w))!)],
  ])('%s', async (_, where, spoil) => {
    expect((await faulty(spoil))[where]).not.toEqual([]);
  });

  test('a server that acknowledges before it commits', { timeout: 60_000 }, async () => {
    const hasty = new Person(rig, 'fuwu', SEED);
    await hasty.enter();
    const { send } = Person.prototype;
    hasty.send = async (write) => {
      void sleep(200).then(() => send.call(hasty, write));
      return { status: 200, body: { id: write.body.id, version: 1 } };
    };
    while (hasty.history.length < 5) await hasty.one();
    await rig.killServer();
    await rig.ready();
    expect(judge([...history(), ...hasty.history], await found()).lost.length).toBeGreaterThan(0);
  });
});
