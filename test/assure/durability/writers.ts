// People at their desks who write through faults, and the judgement of what they wrote against what is there afterwards.
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { verify } from '@anlan/kernel/audit';
import { type Found, judge, lookAt } from './judge.ts';
import { Person, type Site, type Write, acknowledged } from './people.ts';
import { PASSWORD, lookInto } from './rig.ts';

export const ACCOUNTS = ['anjian', 'pingding', 'yuxian', 'jinju', 'gewu', 'kuangqu'];
const NOTICE =
  '关于做好安全生产工作的通知\n\n各县（区）文化和旅游局、局属各单位：\n\n一、工作任务\n\n1、抓好理论学习。各县（区）文旅局、局属各单位每季度至少组织一次安全生产专题学习。\n\n阳泉市文化和旅游局\n\n2026年9月21日\n';
/** So many of each person's last keys are sent again at the end. */
const AGAIN = 20;
/** Milliseconds the worker may take to do what is left. */
const SETTLE_MS = 30_000;

export type Judged = { faults: string[]; figures: Record<string, number> };

export class Writers {
  readonly people: Person[];
  readonly #over = new AbortController();
  #writing: Promise<unknown> = Promise.resolve();

  readonly #before: ReadonlySet<string>;

  private constructor(people: Person[], before: Iterable<string>) {
    this.people = people;
    this.#before = new Set(before);
  }

  /** Signs them in; the first also has a working paper to save again and again. Records of `before` are none of theirs. */
  static async enter(site: Site, seed: number, before: Iterable<string> = [], password = PASSWORD): Promise<Writers> {
    const people = ACCOUNTS.map((account, n) => new Person(site, account, seed + n, password));
    for (const person of people) await person.enter();
    await people[0]!.review(NOTICE);
    return new Writers(people, before);
  }

  get history(): Write[] {
    return this.people.flatMap((p) => p.history);
  }

  /** They begin to write, each without pause. */
  begin() {
    this.#writing = Promise.all(this.people.map((p) => p.write(this.#over.signal)));
    this.#writing.catch(() => {});
  }

  /** Waits until each has, on the whole, one more answer: the next fault falls among writes under way. */
  async busy(more = this.people.length) {
    const count = () => this.history.filter(acknowledged).length;
    const enough = async () => {
      for (const goal = count() + more; count() < goal;) await sleep(5);
    };
    await Promise.race([enough(), this.#writing]);
  }

  /** They end with an answer to everything. @throws what one of them was told that is neither a yes nor a 503 */
  async end() {
    this.#over.abort();
    await this.#writing;
  }

  /** What is there once the worker is done. */
  async found(workerUrl: string): Promise<Found> {
    const seen = await lookInto(workerUrl, async (db) => {
      let now = await lookAt(db);
      for (const until = Date.now() + SETTLE_MS; now.waiting && Date.now() < until; now = await lookAt(db))
        await sleep(100);
      return now;
    });
    const hashes = new Map<string, string>();
    for (const person of this.people)
      for (const file of person.history.flatMap((w) => w.files)) hashes.set(file.id, await person.hashOf(file.id));
    return { ...seen, records: seen.records.filter((r) => !this.#before.has(r.id)), hashes };
  }

  /** Sends the last keys again, then judges everything, the chain of the audit too. */
  async judged(workerUrl: string): Promise<Judged> {
    const faults: string[] = [];
    for (const person of this.people)
      for (const write of person.history.slice(-AGAIN)) {
        const again = await person.send(write);
        if (again.status !== 200 || !isDeepStrictEqual(again.body, acknowledged(write)))
          faults.push(`${write.key} is answered otherwise: ${again.status}`);
      }
    const found = await this.found(workerUrl);
    const { lost, half, twice } = judge(this.history, found);
    const chain = await verify(workerUrl);
    if (!chain.ok) faults.push(`the audit does not hold: ${chain.why}`);
    const answers = this.history.flatMap((w) => w.answers);
    return {
      faults: [...lost, ...half, ...twice, ...faults],
      figures: {
        writes: this.history.length,
        retried: this.history.filter((w) => w.answers.length > 1).length,
        unknown: answers.filter((a) => a.status === null).length,
        refused503: answers.filter((a) => a.status === 503).length,
        files: found.hashes.size,
        lost: lost.length,
        half: half.length,
        twice: twice.length,
      },
    };
  }
}
