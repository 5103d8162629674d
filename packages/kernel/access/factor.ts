// The second factor: a code of the telephone (RFC 6238), or one of ten recovery codes; each is taken once.
import { randomInt } from 'node:crypto';
import { Problem } from '@anlan/contract';
import bwip from 'bwip-js/node';
import type { Kysely } from 'kysely';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { push } from '../audit/index.ts';
import { type KernelTables, type Member, localIso } from '../ctx/index.ts';
import { isAdministrator } from './roles.ts';
import type { Sealer } from './seal.ts';

/** Seconds of a step, and by how much a telephone's clock may be wrong: one step either way. */
const STEP = 30;
const DIGITS = /^\d{6}$/;
/** How long a key that was shown waits for its first code, milliseconds. */
const WAITS = 30 * 60_000;
const CODES = 10;
const LENGTH = 10;
/** Letters and digits that cannot be taken for one another: ten of them are 49 bits. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

type Db = Kysely<KernelTables>;
/** Whose factor, by whose hand the keys are opened, and when. */
export type Bearer = { db: Db; sealer: Sealer; login: string; now: Date };

const rowOf = ({ db, login }: Pick<Bearer, 'db' | 'login'>) =>
  db.selectFrom('factor').selectAll().where('login', '=', login).executeTakeFirst();
const plain = (code: string) => code.replace(/[\s-]/g, '').toLowerCase();

/** The step in which a code is right now, null where it is in none. */
function stepOf(secret: string, code: string, now: Date): number | null {
  if (!DIGITS.test(code)) return null;
  const epoch = Math.floor(now.getTime() / 1000);
  const found = verifySync({ secret, token: code, epoch, period: STEP, epochTolerance: STEP });
  return found.valid && 'timeStep' in found ? found.timeStep : null;
}

export async function factorState(bearer: Bearer, me: Member) {
  const row = await rowOf(bearer);
  const { n } = await bearer.db
    .selectFrom('recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('login', '=', bearer.login)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow();
  const since = row?.sealed && row.made_at ? localIso(row.made_at) : null;
  return { enrolled: since !== null, must: isAdministrator(me), since, recoveryLeft: n };
}

export const isEnrolled = async (bearer: Pick<Bearer, 'db' | 'login'>) => Boolean((await rowOf(bearer))?.sealed);

/** A new key to be confirmed; the one in force, where there is one, stays until then. */
export async function beginFactor({ db, sealer, login, now }: Bearer): Promise<{ key: string; qr: string }> {
  const secret = generateSecret();
  const waiting = { pending: sealer.seal(secret, login), pending_at: now };
  await db
    .insertInto('factor')
    .values({ login, sealed: null, made_at: null, ...waiting })
    .onConflict((oc) => oc.column('login').doUpdateSet(waiting))
    .execute();
  const qr = bwip.toSVG({ bcid: 'qrcode', text: generateURI({ issuer: '安澜', label: login, secret }) });
  return { key: secret.replace(/.{4}(?=.)/g, '$& '), qr };
}

/**
 * Puts the key shown before into force, when the telephone gives its code; gives ten recovery codes, kept as hashes alone.
 * @throws 400 `code-wrong`, 409 `nothing-to-confirm`
 */
export async function confirmFactor(bearer: Bearer, code: string, me: Member): Promise<string[]> {
  const { db, sealer, login, now } = bearer;
  const row = await rowOf(bearer);
  if (!row?.pending || !row.pending_at || now.getTime() - row.pending_at.getTime() > WAITS)
    throw new Problem('nothing-to-confirm', 409, '这个二维码已经失效，请刷新页面重新扫描。');
  const step = stepOf(sealer.open(row.pending, login), plain(code), now);
  if (step === null) {
    const message = '口令不对。请核对手机时间是否准确，输入手机上当前显示的 6 位数字。';
    throw new Problem('code-wrong', 400, message, { fields: [{ path: 'code', message }] });
  }
  return db.transaction().execute(async (trx) => {
    await trx
      .updateTable('factor')
      .set({ sealed: row.pending, pending: null, pending_at: null, made_at: now, last_step: step })
      .where('login', '=', login)
      .execute();
    await push({ db: trx, now }, 'factor.enrol', me.personId, {});
    return freshCodes({ ...bearer, db: trx });
  });
}

/** Ten new recovery codes in place of those there were. */
export async function freshCodes({ db, sealer, login }: Bearer): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () =>
    Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  );
  await db.deleteFrom('recovery_code').where('login', '=', login).execute();
  await db
    .insertInto('recovery_code')
    .values(codes.map((code) => ({ login, hash: sealer.hash(code, login), used_at: null })))
    .execute();
  return codes.map((code) => code.replace(/.{5}(?=.)/, '$&-'));
}

/** Takes a code, once: of many at the same moment one is taken. Says what kind it was, null where it does not fit. */
export async function takeCode(bearer: Bearer, given: string): Promise<'code' | 'recovery' | null> {
  const { db, sealer, login, now } = bearer;
  const code = plain(given);
  if (!DIGITS.test(code)) {
    const taken = await db
      .updateTable('recovery_code')
      .set({ used_at: now })
      .where('login', '=', login)
      .where('hash', '=', sealer.hash(code, login))
      .where('used_at', 'is', null)
      .returning('login')
      .executeTakeFirst();
    return taken ? 'recovery' : null;
  }
  const row = await rowOf(bearer);
  const step = row?.sealed ? stepOf(sealer.open(row.sealed, login), code, now) : null;
  if (step === null) return null;
  const taken = await db
    .updateTable('factor')
    .set({ last_step: step })
    .where('login', '=', login)
    .where('last_step', '<', step)
    .returning('login')
    .executeTakeFirst();
  return taken ? 'code' : null;
}

/** Takes key and recovery codes away. */
export async function dropFactor({ db, login }: Pick<Bearer, 'db' | 'login'>): Promise<void> {
  await db.deleteFrom('recovery_code').where('login', '=', login).execute();
  await db.deleteFrom('factor').where('login', '=', login).execute();
}
