// Whether the audit is still what was written: walks the whole chain and names the first row that does not fit.
import { type Kysely, sql } from 'kysely';
import { type KernelTables, systemMember } from '../ctx/index.ts';
import { type Database, withAdmin } from '../db/index.ts';
import type { Kept } from './folder.ts';
import { faultOfSignature, type TreeHead } from './head.ts';
import { GENESIS, LINE, type Link, linkHash } from './link.ts';
import { type ClosedKind, faultsOfRows } from './sealed.ts';
import { Tree } from './tree.ts';

/** The end of the chain, to be kept outside the database: what is under it can no longer be changed unseen. */
export type Checkpoint = { seq: number; hash: string };
/** `seq` of a refusal is the first bad row; `why` says so in one Chinese sentence. `heads`: how many signed heads fitted. */
export type Verdict =
  | { ok: true; rows: number; head: Checkpoint; heads: number }
  | { ok: false; rows: number; seq: number; why: string };

/** What the chain is held against, besides itself. */
export type Against = {
  /** Bare ends of the chain that somebody noted. */
  checkpoints?: readonly Checkpoint[];
  /** Signed heads read from outside, and the public keys (PEM) that are trusted. */
  kept?: Kept;
  trusted?: readonly string[];
  /** Looks at the sealed business rows too, and at closed records of these kinds. */
  closed?: readonly ClosedKind[];
};

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
 * Walks the chain from its first row. Heads kept elsewhere also find a chain that was cut short, written anew as a whole or taken
 * back to an older copy. `url` is any login that may read the audit.
 */
export const verify = (url: string, against: Against = {}): Promise<Verdict> =>
  withAdmin(url, (db) => verifyIn(db, against));

/** The same on a connection that is there already. */
export async function verifyIn(db: Kysely<unknown>, against: Against = {}): Promise<Verdict> {
  const { closed, kept } = against;
  const marks = marksOf(against);
  const walked = await walk(db, marks.bySize);
  const first = [...(walked.fault ? [walked.fault] : []), ...(marks.fault ? [marks.fault] : [])];
  if (!walked.fault && marks.last > walked.seq)
    first.push({
      seq: walked.seq + 1,
      why: `审计记录自第 ${walked.seq + 1} 条起被删除：留在库外的检查点记到第 ${marks.last} 条。`,
    });
  // A chain that does not hold says nothing of the rows.
  if (closed && first.length === 0) first.push(...(await faultsOfRows(db, closed, walked.seq)));
  const [bad] = first.toSorted((a, b) => a.seq - b.seq);
  if (bad) return { ok: false, rows: walked.seq, ...bad };
  return {
    ok: true,
    rows: walked.seq,
    head: { seq: walked.seq, hash: walked.prev.toString('hex') },
    heads: kept?.heads.length ?? 0,
  };
}

type Mark = { hash: string; root?: string; where: string };

/** What must stand at which row; a head that is badly signed or out of order is a fault of its own. */
function marksOf({ checkpoints = [], kept, trusted = [] }: Against) {
  const bySize = new Map<number, Mark[]>();
  const put = (size: number, mark: Mark) => bySize.set(size, [...(bySize.get(size) ?? []), mark]);
  for (const { seq, hash } of checkpoints) put(seq, { hash, where: '已导出的检查点' });
  let fault: { seq: number; why: string } | null = null;
  const note = (seq: number, why: string) => {
    if (!fault || seq < fault.seq) fault = { seq, why };
  };
  for (const where of kept?.unreadable ?? []) note(1, `检查点${where}不是检查点，请换用完好的副本。`);
  let before: TreeHead | null = null;
  for (const { head: at, where } of kept?.heads ?? []) {
    const bad = faultOfSignature(at, trusted);
    if (bad) note(at.size, `检查点${where}（记到第 ${at.size} 条）：${bad}。`);
    else if (before && (at.size < before.size || at.at < before.at))
      note(at.size + 1, `检查点${where}（记到第 ${at.size} 条）与它前面的次序相反：审计记录曾被退回。`);
    else put(at.size, { hash: at.head, root: at.root, where: `检查点${where}` });
    before = at;
  }
  return { bySize, fault: fault as { seq: number; why: string } | null, last: Math.max(0, ...bySize.keys()) };
}

/** From the first row to the last, or to the first that does not fit. The next rows are on their way while these are hashed. */
async function walk(db: Kysely<unknown>, marks: ReadonlyMap<number, readonly Mark[]>) {
  const tree = new Tree();
  let [seq, prev] = [0, GENESIS as Buffer];
  let coming = batchAfter(db, 0);
  for (;;) {
    const links = await coming;
    const more = links.length === BATCH;
    if (more) coming = batchAfter(db, links.at(-1)!.seq);
    for (const link of links) {
      const why = faultOf(link, seq + 1, prev);
      const unlike = why
        ? null
        : marks.size
          ? (tree.add(link.hash), unlikeMark(tree, link.hash, marks.get(seq + 1)))
          : null;
      if (why || unlike) {
        if (more) await coming;
        return { seq, prev, fault: { seq: seq + 1, why: why ?? unlike! } };
      }
      seq += 1;
      prev = link.hash;
    }
    if (!more) return { seq, prev, fault: null };
  }
}

function unlikeMark(tree: Tree, hash: Buffer, marks: readonly Mark[] | undefined): string | null {
  const bad = marks?.find(
    (mark) =>
      mark.hash !== hash.toString('hex') || (mark.root !== undefined && mark.root !== tree.root.toString('hex')),
  );
  return bad ? `第 ${tree.size} 条及以前的审计记录与${bad.where}不符：整段被重写过。` : null;
}

async function batchAfter(db: Kysely<unknown>, seq: number): Promise<Link[]> {
  // The driver gives numbers of 64 bits as text; the name keeps `order by` off that text.
  const { rows } = await sql<Omit<Link, 'seq'> & { number: string }>`
    select seq::text as number, prev, hash, ${LINE} from audit where seq > ${seq} order by seq limit ${BATCH}`.execute(
    db,
  );
  return rows.map(({ number, ...row }) => ({ ...row, seq: Number(number) }));
}

function faultOf(link: Link, seq: number, prev: Buffer): string | null {
  if (link.seq !== seq) return `第 ${seq} 条审计记录缺失。`;
  if (!link.prev.equals(prev)) return `第 ${seq} 条审计记录与前一条不相接。`;
  if (!link.hash.equals(linkHash(prev, seq, link))) return `第 ${seq} 条审计记录的内容被改动过。`;
  return null;
}
