// Browsers in which a person has signed in well: their tries are counted apart, so that nobody elsewhere can lock him out.
import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { KernelTables } from '../ctx/index.ts';

/** How long a browser stays known after its last sign-in, days. */
export const KNOWN_DAYS = 180;

type Db = Kysely<KernelTables>;
const digest = (token: string) => createHash('sha256').update(token).digest();
const since = (now: Date) => new Date(now.getTime() - KNOWN_DAYS * 86_400_000);

/** The hash under which this person is known in the browser of `token`; null where he is not. */
export async function knownDevice(db: Db, token: string | undefined, login: string, now: Date): Promise<Buffer | null> {
  if (!token) return null;
  const row = await db
    .selectFrom('device')
    .select('token')
    .where('token', '=', digest(token))
    .where('login', '=', login)
    .where('seen_at', '>', since(now))
    .executeTakeFirst();
  return row?.token ?? null;
}

/** Knows the browser from now on. Gives the token it is to keep: its own where we gave it, never one brought along. */
export async function rememberDevice(db: Db, token: string | undefined, login: string, now: Date): Promise<string> {
  const ours = token
    ? await db.selectFrom('device').select('token').where('token', '=', digest(token)).limit(1).executeTakeFirst()
    : undefined;
  const kept = token && ours ? token : randomBytes(32).toString('base64url');
  await db
    .insertInto('device')
    .values({ token: digest(kept), login, made_at: now, seen_at: now })
    .onConflict((oc) => oc.columns(['token', 'login']).doUpdateSet({ seen_at: now }))
    .execute();
  return kept;
}

/** Forgets every browser of a person whose account was given into other hands, or whose telephone was lost. */
export const forgetDevices = (db: Db, login: string) => db.deleteFrom('device').where('login', '=', login).execute();

/** Drops what nobody comes back to: old browsers, counted tries, sessions of half a year ago. */
export async function tidyAccess(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('device').where('seen_at', '<', since(now)).execute();
  await db.deleteFrom('sign_in_try').where('until', '<', now).execute();
  await db.deleteFrom('session').where('expires_at', '<', since(now)).execute();
}
