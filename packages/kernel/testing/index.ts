// A world for stories: a database of its own, people by the name of their account, and a clock that moves when told.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RecordView, type Route, address, recordPath } from '@anlan/contract';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { type KernelOptions, openKernel, prepare } from '../boot/index.ts';
import { type Ctx, type KernelTables, makeCtx, systemMember } from '../ctx/index.ts';
import { Database } from '../db/index.ts';
import { freshDatabase, template } from '../db/testing.ts';
import { type Declared, buildServer } from '../http/index.ts';
import type { AnyServer } from '../record/index.ts';
import { type Ask, Keyring } from './keyring.ts';

export { type Ask, Keyring, type Reply } from './keyring.ts';
export { startTestCluster, testCluster } from '../db/testing.ts';

/** A clock that stands still until it is moved. */
export class TestClock {
  #at: number;
  constructor(at: string) {
    this.#at = Date.parse(at.length === 10 ? `${at}T09:00:00+08:00` : at);
  }
  now() {
    return new Date(this.#at);
  }
  set(at: Date) {
    this.#at = at.getTime();
  }
}

export type Refusal = {
  status: number;
  code: string;
  title: string;
  fields?: { path: string; message: string }[];
  current?: unknown;
};

/** What came back when the server said no; `as().call` throws it. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(`${refusal.status} ${refusal.code}: ${refusal.title}`);
    this.refusal = refusal;
  }
}

export type WorldOptions = {
  servers: readonly AnyServer[];
  /** Name of the template database, and how its people and units come about. */
  template: string;
  /** Fills a prepared database once; runs as the system. */
  seed(ctx: Ctx): Promise<void>;
  password: string;
  /** Where the clock stands at first. */
  at: string;
  /** Answers leave as an installation sends them, instead of being cut to their schemas. */
  asSent?: boolean;
  /** How long open sessions are believed, as an installation does, milliseconds; default not at all. */
  trust?: number;
};

/** One signed-in person. */
export type Person = {
  call<I extends z.ZodType, O extends z.ZodType>(
    route: Route<I, O>,
    input: z.input<I>,
    key?: string,
  ): Promise<z.output<O>>;
  /** What a GET answers. */
  get<T>(path: string): Promise<T>;
  send(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    key?: string,
  ): Promise<{ status: number; body: unknown }>;
  /** Does an action on a record, with the version it has now unless given. */
  act<B = Record<string, unknown>>(
    record: Pick<RecordView, 'id' | 'module' | 'kind'>,
    action: string,
    input?: Record<string, unknown>,
    version?: number,
  ): Promise<RecordView<B>>;
  show<B = Record<string, unknown>>(record: Pick<RecordView, 'id' | 'module' | 'kind'>): Promise<RecordView<B>>;
  upload(name: string, bytes: Uint8Array | string): Promise<{ id: string; sha256: string }>;
};

export type World = {
  as(account: string): Promise<Person>;
  anonymous: Person;
  /** The telephones of those who have a second factor. */
  keys: Keyring;
  clock: { to(day: string): Promise<void>; set(at: Date): void; now(): Date };
  /** Runs reactions, jobs and the audit chain until nothing is left. */
  settle(): Promise<void>;
  /** The database under the worker's role: tests look behind the scenes with it. */
  system: Ctx;
  database: Database<KernelTables>;
  routes: readonly Declared[];
  app: FastifyInstance;
  adminUrl: string;
  close(): Promise<void>;
};

// oxlint-disable-next-line no-console -- an error in the background must be seen in the test's output
const silent = { info() {}, warn() {}, error: console.error };

async function seedTemplate(options: WorldOptions) {
  await template(options.template, async (db) => {
    const at = new TestClock(options.at).now();
    await prepare(db.adminUrl, options.servers, db.names, db.workerUrl, at);
    const system = new Database<KernelTables>({ url: db.workerUrl, max: 2 });
    try {
      const member = systemMember('seed');
      await system
        .as(member.actor)
        .transaction()
        .execute((trx) => options.seed(makeCtx(trx, member, { now: () => at }, undefined as never)));
    } finally {
      await system.close();
    }
  });
}

/** Opens a world; close it when the story ends. */
export async function openWorld(options: WorldOptions): Promise<World> {
  await seedTemplate(options);
  const db = await freshDatabase(options.template);
  const dir = mkdtempSync(join(tmpdir(), 'anlan-world-'));
  const clock = new TestClock(options.at);
  const kernelOptions: KernelOptions = {
    appUrl: db.appUrl,
    workerUrl: db.workerUrl,
    dir,
    clock,
    servers: options.servers,
    demo: true,
    pool: 6,
    trust: options.trust ?? 0,
    log: silent,
  };
  const running = await openKernel(kernelOptions);
  const { app, routes } = await buildServer(running.kernel, {
    logLevel: process.env.LOG ?? 'silent',
    checkAnswers: !options.asSent,
  });
  await app.ready();
  const member = systemMember('test');
  const people = new Map<string, Promise<Person>>();
  const keys = new Keyring(() => clock.now());
  const signIn = async (account: string) => personWith(app, await keys.signIn(askOf(app), account, options.password));
  return {
    keys,
    as: (account) => people.get(account) ?? people.set(account, signIn(account)).get(account)!,
    anonymous: personWith(app, undefined),
    clock: {
      now: () => clock.now(),
      /** Leaps, as a clock does that is set: nothing passes between. */
      set: (at) => clock.set(at),
      /** Moves to nine in the morning of a day, passing every midnight between: the nightly pass runs for each. */
      async to(day) {
        clock.set(new Date(`${day}T09:00:00+08:00`));
        people.clear();
        await running.work.nightly();
        await running.work.drain();
      },
    },
    settle: () => running.work.drain(),
    get system() {
      return makeCtx(running.kernel.system.as(member.actor), member, clock, running.kernel.store);
    },
    database: running.kernel.system,
    routes,
    app,
    adminUrl: db.adminUrl,
    async close() {
      await app.close();
      await running.close();
      await db.drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Asks the server in this process; `from` is the address that it seems to come from. */
export const askOf =
  (app: FastifyInstance, from?: string): Ask =>
  async ({ method, path, cookie, body }) => {
    const reply = await app.inject({
      method,
      url: path,
      payload: body as object,
      headers: cookie ? { cookie } : {},
      ...(from ? { remoteAddress: from } : {}),
    });
    return { status: reply.statusCode, body: reply.json(), cookies: reply.cookies };
  };

export function personWith(app: FastifyInstance, cookie: string | undefined): Person {
  const send: Person['send'] = async (method, path, body, key) => {
    const request: InjectOptions = {
      method,
      url: path,
      headers: { ...(cookie ? { cookie } : {}), ...(method === 'GET' ? {} : { 'idempotency-key': key ?? v7() }) },
    };
    if (method !== 'GET') request.payload = body ?? {};
    const reply = await app.inject(request);
    return {
      status: reply.statusCode,
      body: String(reply.headers['content-type']).includes('json') ? reply.json() : reply.rawPayload,
    };
  };
  const must = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, key?: string) => {
    const reply = await send(method, path, body, key);
    if (reply.status >= 300) throw new Refused(reply.body as Refusal);
    return reply.body;
  };
  const query = (rest: Record<string, unknown>) => {
    const pairs = Object.entries(rest).filter(([, v]) => v !== undefined && v !== null);
    return pairs.length ? `?${new URLSearchParams(pairs.map(([k, v]) => [k, String(v)]))}` : '';
  };
  const person: Person = {
    send,
    get: async <T>(path: string) => (await must('GET', path)) as T,
    async call(route, input, key) {
      const { path, rest } = address(route.path, input ?? {});
      return (
        route.method === 'GET' ? await must('GET', path + query(rest)) : await must(route.method, path, rest, key)
      ) as never;
    },
    async act(record, action, input = {}, version) {
      const path = `${recordPath(record.module, record.kind)}/${record.id}`;
      const at = version ?? ((await must('GET', path)) as RecordView).version;
      return (await must('POST', `${path}/${action}`, { ...input, version: at })) as never;
    },
    show: async (record) => (await must('GET', `${recordPath(record.module, record.kind)}/${record.id}`)) as never,
    async upload(name, bytes) {
      const edge = 'anlan-part-edge';
      const payload = Buffer.concat([
        Buffer.from(
          `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
        ),
        Buffer.from(bytes as Uint8Array),
        Buffer.from(`\r\n--${edge}--\r\n`),
      ]);
      const reply = await app.inject({
        method: 'POST',
        url: '/api/files',
        payload,
        headers: {
          ...(cookie ? { cookie } : {}),
          'idempotency-key': v7(),
          'content-type': `multipart/form-data; boundary=${edge}`,
        },
      });
      if (reply.statusCode !== 200) throw new Refused(reply.json());
      return reply.json();
    },
  };
  return person;
}
