// Whether the audit is still what was written: walks the whole chain and names the first row that does not fit.
import { type Kysely, sql } from 'kysely';
import { type KernelTables, systemMember } from '../ctx/index.ts';
import { type Database, withAdmin } from '../db/index.ts';
import { GENESIS, LINE, type Link, linkHash } from './link.ts';

/** The end of the chain, to be kept outside the database: what is under it can no longer be changed unseen. */
export type Checkpoint = { seq: number; hash: string };
/** `seq` of a refusal is the first bad row; `why` says so in one Chinese sentence. */
export type Verdict = { ok: true; rows: number; head: Checkpoint } | { ok: false; seq: number; why: string };

const BATCH = 10_000;

/** The last row chained: its number and its hash in hex. Number 0 while there is none. */
export async function head(system: Database<KernelTables>): Promise<Checkpoint> {
  const last = await system
    .as(systemMember('audit').actor)
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { seq: last?.seq ?? 0, hash: (last?.hash ?? GENESIS).toString('hex') };
}

/**
 * Walks the chain from its first row. `checkpoints` are heads kept elsewhere; they also find a chain that was cut short or
 * written anew as a whole. `url` is any login that may read the audit.
 */
export async function verify(url: string, checkpoints: readonly Checkpoint[] = []): Promise<Verdict> {
  const kept = new Map(checkpoints.map((point) => [point.seq, point.hash]));
  return withAdmin(url, async (db) => {
    let seq = 0;
    let prev: Buffer = GENESIS;
    for (;;) {
      const links = await batchAfter(db, seq);
      for (const link of links) {
        seq += 1;
        const why = faultOf(link, seq, prev, kept.get(seq));
        if (why) return { ok: false, seq, why };
        prev = link.hash;
      }
      if (links.length < BATCH) break;
    }
    const cut = [...kept.keys()].filter((point) => point > seq).length > 0;
    if (cut) return { ok: false, seq: seq + 1, why: `审计记录自第 ${seq + 1} 条起被删除：已导出的检查点在其后。` };
    return { ok: true, rows: seq, head: { seq, hash: prev.toString('hex') } };
  });
}

async function batchAfter(db: Kysely<unknown>, seq: number): Promise<Link[]> {
  // The driver gives numbers of 64 bits as text; the name keeps `order by` off that text.
  const { rows } = await sql<Omit<Link, 'seq'> & { number: string }>`
    select seq::text as number, prev, hash, ${LINE} from audit where seq > ${seq} order by seq limit ${BATCH}`.execute(
    db,
  );
  return rows.map(({ number, ...row }) => ({ ...row, seq: Number(number) }));
}

function faultOf(link: Link, seq: number, prev: Buffer, kept: string | undefined): string | null {
  if (link.seq !== seq) return `第 ${seq} 条审计记录缺失。`;
  if (!link.prev.equals(prev)) return `第 ${seq} 条审计记录与前一条不相接。`;
  if (!link.hash.equals(linkHash(prev, seq, link))) return `第 ${seq} 条审计记录的内容被改动过。`;
  if (kept !== undefined && kept !== link.hash.toString('hex')) return `第 ${seq} 条审计记录与已导出的检查点不符。`;
  return null;
}
