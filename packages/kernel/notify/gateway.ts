// The gateway: each message as signed JSON to one address of the bureau's own, so that its SMS or WeChat Work can carry it.
import { createHmac, randomUUID } from 'node:crypto';
import { type GatewayMessage, type GatewayView, Problem } from '@anlan/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import { type Ctx, type KernelTables, localIso, systemMember } from '../ctx/index.ts';
import type { Database } from '../db/index.ts';
import type { Task } from '../job/tasks.ts';
import { fetchOut, needOutward } from '../outward/index.ts';
import type { NoticeTables } from './tables.ts';
import { CHECKPOINT, DIGEST } from './types.ts';

const TASK = 'notify.gateway';
const LISTED = 50;

type Labels = (type: string) => string;
type View = z.infer<typeof GatewayView>;

const worker = (system: Database<KernelTables>) => system.as(systemMember('gateway').actor).withTables<NoticeTables>();

/** `sha256=` and the HMAC of `timestamp.nonce.body`: whoever receives checks it, the age of the timestamp, and that the nonce is new. */
export const signature = (secret: string, timestamp: string, nonce: string, body: string) =>
  `sha256=${createHmac('sha256', secret).update(`${timestamp}.${nonce}.${body}`).digest('hex')}`;

/** What may leave the building: that there is something, of which kind, for which account; a digest also its counts, a checkpoint in full. */
const sentence = (type: string, title: string, label: string) =>
  type === CHECKPOINT
    ? title
    : type === DIGEST
      ? `${title}。请登录安澜查看。`
      : `您有一条「${label}」消息，请登录安澜查看。`;

/** Sends one message on; what fails is tried again by the queue, later each time, and listed meanwhile. */
export const gatewayTask = (labelOf: Labels): Task => ({
  name: TASK,
  async run(ctx, payload) {
    const { id } = payload as { id: string };
    const db = ctx.db.withTables<NoticeTables & { inbox: KernelTables['inbox'] & { type: string } }>();
    const gate = await db.selectFrom('gateway').selectAll().where('enabled', '=', true).executeTakeFirst();
    if (!gate) return;
    const message = await db
      .selectFrom('inbox')
      .innerJoin('account', 'account.person_id', 'inbox.person_id')
      .select(['inbox.id', 'inbox.at', 'inbox.title', 'inbox.type', 'account.login'])
      .where('inbox.id', '=', id)
      .where('account.disabled', '=', false)
      .executeTakeFirst();
    if (!message) return;
    await deliver(gate, ctx.now, {
      id: message.id,
      at: localIso(message.at),
      to: message.login,
      type: message.type,
      text: sentence(message.type, message.title, labelOf(message.type)),
    });
  },
});

/** To the host that was set up and no other: a redirection is a failure. @throws with what the gateway answered */
async function deliver({ url, secret }: { url: string; secret: string }, now: Date, message: GatewayMessage) {
  const body = JSON.stringify(message);
  const [timestamp, nonce] = [String(Math.floor(now.getTime() / 1000)), randomUUID()];
  const answer = await fetchOut(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-anlan-timestamp': timestamp,
      'x-anlan-nonce': nonce,
      'x-anlan-signature': signature(secret, timestamp, nonce, body),
    },
    body,
  });
  if (answer.status < 200 || answer.status > 299) throw new Error(`the gateway answered ${answer.status}`);
}

/** How it stands, with what could not be delivered so far. */
export async function gatewayState(system: Database<KernelTables>): Promise<View> {
  const db = worker(system);
  const [gate, { rows }] = await Promise.all([
    db.selectFrom('gateway').select(['url', 'enabled']).executeTakeFirst(),
    sql<{ id: number; attempts: number; why: string | null; gone: boolean; next: Date }>`
      select id::int as id, attempts, last_error as why, not is_available and locked_at is null as gone, run_at as next
        from graphile_worker._private_jobs where payload->>'task' = ${TASK} and attempts > 0 and last_error is not null
       order by id desc limit ${LISTED}`.execute(db),
  ]);
  return {
    url: gate?.url ?? '',
    enabled: gate?.enabled ?? false,
    hasSecret: gate !== undefined,
    failures: rows.map((r) => ({
      jobId: r.id,
      attempts: r.attempts,
      why: (r.why ?? '').split('\n')[0]!,
      gaveUp: r.gone,
      next: localIso(r.next),
    })),
  };
}

/** Sets it up or switches it off. @throws 400 without a secret the first time, or for an address that is not called */
export async function saveGateway(
  system: Database<KernelTables>,
  ctx: Ctx,
  { url, secret, enabled }: { url: string; secret?: string | undefined; enabled: boolean },
): Promise<View> {
  await needOutward(url);
  const db = worker(system);
  const said = { url, enabled, updated_at: ctx.now, updated_by_name: ctx.me.name };
  const { numUpdatedRows } = await db
    .updateTable('gateway')
    .set({ ...said, ...(secret ? { secret } : {}) })
    .executeTakeFirst();
  if (numUpdatedRows === 0n) {
    if (!secret)
      throw new Problem('gateway-secret', 400, '第一次设置网关，请填写签名密钥。', {
        fields: [{ path: 'secret', message: '请填写签名密钥' }],
      });
    await db
      .insertInto('gateway')
      .values({ ...said, secret })
      .execute();
  }
  return gatewayState(system);
}

/** Gives failed deliveries all their attempts again, from now. */
export async function retryGateway(system: Database<KernelTables>, jobIds: readonly number[]): Promise<View> {
  await sql`
    update graphile_worker._private_jobs set attempts = 0, run_at = now()
     where id = any(${[...jobIds]}::bigint[]) and payload->>'task' = ${TASK} and locked_at is null`.execute(
    worker(system),
  );
  return gatewayState(system);
}
