// People who write without pause, keep their keys through every fault, and note each request and its answer.
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { localDay } from '@anlan/kernel/ctx';
import { v7 } from 'uuid';
import { dice } from '../dice.ts';
import { PASSWORD, RULE, unitOf } from './rig.ts';

/** What one request came to; null where no answer arrived. */
export type Answer = { status: number | null; body: Record<string, unknown> };
/** One intended write: the same key and body until it is answered for good. */
export type Write = {
  who: string;
  key: string;
  method: 'POST' | 'PUT';
  path: string;
  body: Record<string, unknown>;
  kind: 'study' | 'reports' | 'directives';
  action: string;
  files: { id: string; sha256: string }[];
  answers: Answer[];
};

const unanswered = (status: number | null) => status === null || status === 503;
export const acknowledged = (write: Write) => write.answers.find(({ status }) => status === 200)?.body;

/** Where somebody writes to; it may lead to another server from one request to the next. */
export type Site = { readonly url: string };

export class Person {
  readonly account: string;
  readonly history: Write[] = [];
  readonly #site: Site;
  readonly #roll: () => number;
  readonly #mine: { id: string; kind: 'study' | 'reports'; version: number }[] = [];
  readonly #password: string;
  #cookie = '';
  #period = '';
  #draft: { id: string; version: number; breakdown: unknown } | undefined;

  constructor(site: Site, account: string, seed: number, password = PASSWORD) {
    this.#password = password;
    this.#site = site;
    this.account = account;
    this.#roll = dice(seed);
  }

  async enter() {
    const reply = await fetch(`${this.#site.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: this.account, password: this.#password }),
    });
    if (reply.status !== 200) throw new Error(`${this.account} cannot sign in: ${await reply.text()}`);
    this.#cookie = reply.headers.getSetCookie()[0]!.split(';')[0]!;
    const periods = await this.get<{ items: { id: string }[] }>(
      `/api/duties/periods?ruleId=${RULE}&unitId=${unitOf(this.account)}&only=all`,
    );
    this.#period = periods.items[0]?.id ?? '';
  }

  /** The session, for requests of the trial's own. */
  get cookie() {
    return this.#cookie;
  }

  async get<T>(path: string): Promise<T> {
    const reply = await fetch(this.#site.url + path, { headers: { cookie: this.#cookie } });
    if (reply.status !== 200) throw new Error(`${path}: ${reply.status}`);
    return (await reply.json()) as T;
  }

  /** The hash of the bytes that a file comes back with. */
  async hashOf(id: string): Promise<string> {
    const reply = await fetch(`${this.#site.url}/api/files/${id}`, { headers: { cookie: this.#cookie } });
    return createHash('sha256')
      .update(Buffer.from(await reply.arrayBuffer()))
      .digest('hex');
  }

  /** Takes a notice under review, to save its working paper again and again. */
  async review(text: string) {
    const { id } = (await this.#untilAnswered({
      ...this.#write('POST', '/api/directives', 'directives', 'create'),
      body: { text },
    })) as { id: string };
    const { version, breakdown } = await this.get<{ version: number; breakdown: unknown }>(
      `/api/directives/${id}/draft`,
    );
    this.#draft = { id, version, breakdown };
  }

  /** Writes until `over`, and ends with an answer to everything. */
  async write(over: AbortSignal) {
    while (!over.aborted) await this.one();
  }

  /** One write of a kind that the dice choose. */
  async one() {
    const roll = this.#roll();
    if (this.#draft && roll < 0.3) return this.#save();
    if (this.#mine.length && roll < 0.5) return this.#act();
    return roll < 0.75 || !this.#period ? this.#study() : this.#report();
  }

  #write(method: 'POST' | 'PUT', path: string, kind: Write['kind'], action: string): Write {
    return { who: this.account, key: v7(), method, path, kind, action, body: {}, files: [], answers: [] };
  }

  async #study() {
    const write = this.#write('POST', '/api/study', 'study', 'create');
    write.files = [await this.#upload(write.key)];
    const heldOn = localDay(new Date(Date.now() - Math.floor(this.#roll() * 200) * 86_400_000));
    write.body = {
      id: v7(),
      unitId: unitOf(this.account),
      title: `专题学习 ${write.key}`,
      heldOn,
      place: '会议室',
      host: '主持人',
      agenda: [{ title: '学习安全生产规定', kind: 'study' }],
      attendees: ['甲', '乙'],
      files: write.files.map((f) => f.id),
    };
    await this.#made(write);
  }

  async #report() {
    const write = this.#write('POST', '/api/directives/reports', 'reports', 'create');
    if (this.#roll() < 0.3) write.files = [await this.#upload(write.key)];
    write.body = {
      id: v7(),
      periodId: this.#period,
      text: `已完成检查 ${write.key}`,
      files: write.files.map((f) => f.id),
    };
    await this.#made(write);
  }

  async #made(write: Write) {
    const { id, version } = (await this.#untilAnswered(write)) as { id: string; version: number };
    this.#mine.push({ id, version, kind: write.kind as 'study' | 'reports' });
  }

  async #act() {
    const record = this.#mine[Math.floor(this.#roll() * this.#mine.length)]!;
    const attach = this.#roll() < 0.5;
    const base = record.kind === 'study' ? '/api/study' : '/api/directives/reports';
    const write = this.#write(
      'POST',
      `${base}/${record.id}/${attach ? 'attach' : 'amend'}`,
      record.kind,
      attach ? 'attach' : 'amend',
    );
    if (attach) write.files = [await this.#upload(write.key)];
    const amended = record.kind === 'study' ? { minutes: `摘录 ${write.key}` } : { text: `更正为 ${write.key}` };
    write.body = {
      version: record.version,
      ...(attach ? { files: write.files.map((f) => f.id) } : { ...amended, reason: '更正登记内容' }),
    };
    record.version = ((await this.#untilAnswered(write)) as { version: number }).version;
  }

  async #save() {
    const draft = this.#draft!;
    const write = this.#write('PUT', `/api/directives/${draft.id}/draft`, 'directives', 'save');
    write.body = { version: draft.version, breakdown: draft.breakdown };
    draft.version = ((await this.#untilAnswered(write)) as { version: number }).version;
  }

  /** Bytes that nobody else has; the same again after a fault is the same file. */
  async #upload(key: string): Promise<{ id: string; sha256: string }> {
    const bytes = `签到 ${key} ${'名单 '.repeat(Math.floor(this.#roll() * 3_000))}`;
    for (;;) {
      const form = new FormData();
      form.set('file', new Blob([bytes]), `签到-${key}.txt`);
      const reply = await fetch(`${this.#site.url}/api/files`, {
        method: 'POST',
        headers: { cookie: this.#cookie, 'sec-fetch-site': 'same-origin' },
        body: form,
        signal: AbortSignal.timeout(15_000),
      }).catch(() => null);
      const body = (await reply?.json().catch(() => null)) as { id: string } | null | undefined;
      if (reply?.status === 200 && body)
        return { id: body.id, sha256: createHash('sha256').update(bytes).digest('hex') };
      if (reply && reply.status !== 503) throw new Error(`upload: ${reply.status} ${JSON.stringify(body)}`);
      await sleep(50);
    }
  }

  async #untilAnswered(write: Write): Promise<Record<string, unknown>> {
    this.history.push(write);
    for (;;) {
      const answer = await this.send(write);
      write.answers.push(answer);
      if (answer.status === 200) return answer.body;
      if (!unanswered(answer.status))
        throw new Error(`${write.who} ${write.path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      await sleep(50);
    }
  }

  /** One request. */
  async send({ method, path, key, body }: Write): Promise<Answer> {
    try {
      const reply = await fetch(this.#site.url + path, {
        method,
        headers: { cookie: this.#cookie, 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(15_000),
      });
      return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
    } catch {
      return { status: null, body: {} };
    }
  }
}
