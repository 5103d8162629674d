// Moves the lines that deeds have left in `audit_in` to the chain. One chainer at a time, in whichever server it runs.
import { sql } from 'kysely';
import { type KernelTables, systemMember } from '../ctx/index.ts';
import type { Database } from '../db/index.ts';
import { GENESIS, LINE, type Line, linkHash } from './link.ts';

const BATCH = 1_000;
const LOCK = 7_201_180;

/**
 * Chains what is waiting, oldest number first, and gives how many lines that were; 0 also while another server is at it.
 * A line whose deed commits late is chained late, never lost: the queue is what is there, not what lies past a mark.
 */
export async function chain(system: Database<KernelTables>): Promise<number> {
  for (let total = 0; ;) {
    const moved = await chainBatch(system);
    total += moved;
    if (moved < BATCH) return total;
  }
}

function chainBatch(system: Database<KernelTables>): Promise<number> {
  return system
    .as(systemMember('audit').actor)
    .transaction()
    .execute(async (trx) => {
      const { rows } = await sql<Line & { queued: number }>`
        delete from audit_in where seq in (
          select seq from audit_in where (select pg_try_advisory_xact_lock(${LOCK})) order by seq limit ${BATCH})
        returning seq as queued, ${LINE}`.execute(trx);
      if (rows.length === 0) return 0;
      const last = await trx
        .selectFrom('audit')
        .select(['seq', 'hash'])
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      let { seq, hash } = last ?? { seq: 0, hash: GENESIS };
      const links = rows
        .toSorted((a, b) => a.queued - b.queued)
        .map((line) => {
          const prev = hash;
          seq += 1;
          hash = linkHash(prev, seq, line);
          return { ...line, seq, prev, hash };
        });
      const column = <K extends keyof (typeof links)[number]>(key: K) => links.map((link) => link[key]);
      await sql`insert into audit (seq, at, actor, verb, object, detail, prev, hash)
        select * from unnest(${column('seq')}::bigint[], ${column('at')}::timestamptz[], ${column('actor')}::text[], ${column('verb')}::text[],
          ${column('object')}::text[], ${column('detail')}::jsonb[], ${column('prev')}::bytea[], ${column('hash')}::bytea[])`.execute(
        trx,
      );
      return links.length;
    });
}
