// Ten kinds of hands laid on the audit and on what it speaks of; each says at which number it must be found.
import { linkHash } from '@anlan/kernel/audit';
import { type Kysely, sql } from 'kysely';

/** Found means: named at a number from `from` to `to`. */
export type Laid = { what: string; from: number; to: number };
type Hand = (db: Kysely<unknown>, roll: () => number, last: number, heads: readonly number[]) => Promise<Laid>;

const any = (roll: () => number, most: number, least = 1) => least + Math.floor(roll() * (most - least + 1));
const one = async <R>(db: Kysely<unknown>, query: ReturnType<typeof sql<R>>): Promise<R> =>
  (await query.execute(db)).rows[0] as R;
const pick = <T>(roll: () => number, list: readonly T[]): T => list[Math.floor(roll() * list.length)]!;

/** A row under the last head, whose number some rule of `where` allows. */
async function rowWhere(db: Kysely<unknown>, roll: () => number, last: number, where: string) {
  const { rows } = await sql<{ seq: string; object: string | null; detail: Record<string, unknown> }>`
    select seq::text as seq, object, detail from audit where seq <= ${last} and ${sql.raw(where)} order by seq`.execute(
    db,
  );
  const row = pick(roll, rows);
  return { ...row, seq: Number(row.seq) };
}

const flips = [
  `verb = verb || 'x'`,
  `actor = 'system:nobody'`,
  `at = at + interval '1 microsecond'`,
  `object = coalesce(object, '') || '0'`,
  `detail = detail || '{"x": 1}'`,
  `hash = set_byte(hash, 7, get_byte(hash, 7) # 1)`,
  `prev = set_byte(prev, 7, get_byte(prev, 7) # 1)`,
];

export const HANDS: readonly Hand[] = [
  async (db, roll, last) => {
    const [seq, how] = [any(roll, last), pick(roll, flips)];
    await sql`update audit set ${sql.raw(how)} where seq = ${seq}`.execute(db);
    return { what: `flip ${how}`, from: seq, to: seq };
  },
  async (db, roll, last) => {
    const seq = any(roll, last);
    await sql`delete from audit where seq = ${seq}`.execute(db);
    if (roll() < 0.5) {
      await sql`update audit set seq = -seq where seq > ${seq}`.execute(db);
      await sql`update audit set seq = -seq - 1 where seq < 0`.execute(db);
    }
    return { what: 'delete', from: seq, to: seq };
  },
  async (db, roll, last) => {
    const seq = any(roll, last, 2);
    await sql`update audit set seq = -seq where seq >= ${seq}`.execute(db);
    await sql`insert into audit select ${seq}, at, actor, verb, object, detail, prev, hash from audit where seq = ${seq - 1}`.execute(
      db,
    );
    await sql`update audit set seq = 1 - seq where seq < 0`.execute(db);
    return { what: 'insert', from: seq, to: seq };
  },
  async (db, roll, last) => {
    const a = any(roll, last - 1);
    const b = any(roll, last, a + 1);
    await sql`update audit set seq = -1 where seq = ${a}`.execute(db);
    await sql`update audit set seq = ${a} where seq = ${b}`.execute(db);
    await sql`update audit set seq = ${b} where seq = -1`.execute(db);
    return { what: 'swap', from: a, to: a };
  },
  async (db, roll, last) => {
    const seq = any(roll, last);
    await sql`delete from audit where seq >= ${seq}`.execute(db);
    return { what: 'truncate', from: seq, to: seq };
  },
  async (db, roll, last, heads) => {
    const seq = any(roll, last);
    await rewrite(db, seq, `verb = verb || 'x'`);
    return { what: 'rewrite', from: seq, to: heads.find((size) => size >= seq)! };
  },
  async (db, roll, last, heads) => {
    const seq = any(roll, last - 1);
    await sql`delete from audit where seq > ${seq}`.execute(db);
    const more = any(roll, 9);
    await sql`insert into audit select ${seq} + n, at, actor, 'study.again', object, '{}', prev, hash from audit, generate_series(1, ${more}) n where seq = ${seq}`.execute(
      db,
    );
    await rewrite(db, seq + 1, `verb = verb`);
    const head = heads.find((size) => size > seq)!;
    return { what: 'roll back', from: seq + 1, to: Math.min(head, seq + more + 1) };
  },
  async (db, roll, last) => {
    const { seq, detail } = await rowWhere(db, roll, last, `detail ? 'line'`);
    const how = pick(roll, [
      `update timeline set stood = jsonb_set(stood, '{title}', '"别的题目"') where id = `,
      `update timeline set actor_name = '别人' where id = `,
      `update timeline set at = at - interval '1 day' where id = `,
      `update timeline set to_state = 'x' where id = `,
      `delete from timeline where id = `,
    ]);
    await sql`${sql.raw(how)} ${(detail['line'] as string[])[0]}::uuid`.execute(db);
    // The end of a life also speaks of the record as it stands.
    return { what: how.slice(0, 40), from: seq, to: seq };
  },
  async (db, roll, last) => {
    const { seq, detail, object } = await rowWhere(db, roll, last, `verb in ('file.attach', 'file.upload')`);
    if ('files' in detail) {
      const file = Object.keys(detail['files'] as object)[0]!;
      const where = sql`where record_id = ${object}::uuid and file_id = ${file}::uuid`;
      await (
        roll() < 0.5
          ? sql`delete from attachment ${where}`
          : sql`update attachment set sort = sort + 1, timeline_id = null ${where}`
      ).execute(db);
    } else await sql`update file set sha256 = reverse(sha256) where id = ${object}::uuid`.execute(db);
    return { what: 'attachment', from: seq, to: seq };
  },
  async (db, roll, last) => {
    if (roll() < 0.5) {
      const { seq } = await one(
        db,
        sql<{ seq: string }>`select max(seq)::text as seq from audit where verb = 'duty.settle'
        and detail->'periods' ? (select period_id::text from settlement order by id limit 1)`,
      );
      await sql`update settlement set how = 'madeGood', approved_by_name = '别人' where period_id = (select period_id from settlement order by id limit 1)`.execute(
        db,
      );
      return { what: 'settlement', from: Number(seq), to: Number(seq) };
    }
    const { seq, object } = await rowWhere(db, roll, last, `verb = 'study.void'`);
    await sql`update study set place = '别的地方' where id = ${object}::uuid`.execute(db);
    return { what: 'closed record', from: seq, to: seq };
  },
];

/** Writes the chain anew from a row on, as whoever knows how it is made would. */
async function rewrite(db: Kysely<unknown>, seq: number, how: string) {
  await sql`update audit set ${sql.raw(how)} where seq = ${seq}`.execute(db);
  const { rows } = await sql<{
    n: string;
    at: string;
    actor: string;
    verb: string;
    object: string | null;
    detail: string;
  }>`
    select seq::text as n, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, actor, verb, object, detail::text as detail
      from audit where seq >= ${seq} order by audit.seq`.execute(db);
  let prev =
    (await one(db, sql<{ hash: Buffer } | undefined>`select hash from audit where seq = ${seq - 1}`))?.hash ??
    Buffer.alloc(32);
  for (const { n, ...line } of rows) {
    const hash = linkHash(prev, Number(n), line);
    await sql`update audit set prev = ${prev}, hash = ${hash} where seq = ${Number(n)}`.execute(db);
    prev = hash;
  }
}
