// Looks whether the business rows are still what the audit says they were; the chain itself must have been walked before.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { attachmentSeal, fileSeal, settledSeal, timelineSeal } from './seal.ts';

/** A kind of record whose rows no longer change in these states. */
export type ClosedKind = { kind: string; title: string; table: string; states: readonly string[] };

/** `seq` is the line of the audit that speaks of the row. */
export type Fault = { seq: number; why: string };

/** A query for the first bad row, `seq`, with the words for it. */
type Look = { find: RawBuilder<{ seq: string | null; what: string | null }>; why(seq: number, what: string): string };

/** Rows numbered up to these were there before sealing began. */
type Base = { timeline: number; settlement: number };

const lines: Look = {
  find: sql`
    select a.seq::text as seq, t.id::text as what from audit a left join timeline t on t.id = (a.detail->'line'->>0)::uuid
     where a.detail ? 'line' and (t.id is null or ${timelineSeal('t')} <> a.detail->'line'->>1) order by a.seq limit 1`,
  why: (seq, what) => `第 ${seq} 条审计记录所记的办理过程${what ? '被改动过' : '已不在库中'}。`,
};

const forgedLines = ({ timeline }: Base): Look => ({
  find: sql`
    select null as seq, t.record_id::text as what from timeline t
     where t.seq > ${timeline}
       and not exists (select 1 from audit a where a.detail ? 'line' and a.detail->'line'->>0 = t.id::text)
       and not exists (select 1 from audit_in a where a.detail ? 'line' and a.detail->'line'->>0 = t.id::text)
     order by t.seq limit 1`,
  why: (_, what) => `库中多出一条没有审计记录的办理过程，记录编号 ${what}。`,
});

const files: Look = {
  find: sql`
    select a.seq::text as seq, f.id::text as what from audit a left join file f on f.id::text = a.object
     where a.verb = 'file.upload' and a.detail ? 'file' and (f.id is null or ${fileSeal('f')} <> a.detail->>'file') order by a.seq limit 1`,
  why: (seq, what) => `第 ${seq} 条审计记录所记的文件登记${what ? '被改动过' : '已不在库中'}。`,
};

const attachments: Look = {
  find: sql`
    select a.seq::text as seq, x.file_id::text as what
      from audit a cross join lateral jsonb_each_text(a.detail->'files') as f(id, seal)
      left join attachment x on x.record_id::text = a.object and x.file_id::text = f.id
     where a.verb = 'file.attach' and (x.file_id is null or ${attachmentSeal('x')} <> f.seal) order by a.seq limit 1`,
  why: (seq, what) => `第 ${seq} 条审计记录所记的附件${what ? '被改动过' : '已不在库中'}。`,
};

const forgedAttachments = ({ timeline }: Base): Look => ({
  find: sql`
    select null as seq, x.record_id::text as what
      from attachment x join timeline t on t.id = x.timeline_id
     where t.seq > ${timeline} and not exists (
       select 1 from audit a where a.verb = 'file.attach' and a.object = x.record_id::text and a.detail->'files' ? x.file_id::text)
       and not exists (
       select 1 from audit_in a where a.verb = 'file.attach' and a.object = x.record_id::text and a.detail->'files' ? x.file_id::text)
     order by t.seq limit 1`,
  why: (_, what) => `库中多出一个没有审计记录的附件，记录编号 ${what}。`,
});

/** What was said last of each period; what waits to be chained is later than what is chained. */
const said = sql`
  select distinct on (id) id, seal, seq from (
    select p.id, p.seal, a.seq, 0 as later from audit a cross join lateral jsonb_each_text(a.detail->'periods') as p(id, seal) where a.verb = 'duty.settle'
    union all
    select p.id, p.seal, a.seq, 1 from audit_in a cross join lateral jsonb_each_text(a.detail->'periods') as p(id, seal) where a.verb = 'duty.settle'
  ) told order by id, later desc, seq desc`;

const settlements: Look = {
  find: sql`
    select s.seq::text as seq, p.id::text as what from (${said}) s left join period p on p.id = s.id::uuid
     where p.id is null or ${settledSeal('p')} <> s.seal order by s.seq limit 1`,
  why: (seq) => `第 ${seq} 条审计记录所记的任务认定被改动过。`,
};

const forgedSettlements = ({ settlement }: Base): Look => ({
  find: sql`
    select null as seq, p.id::text as what from period p
     where (p.got > 0 or p.late or p.pending or p.made_good or exists (select 1 from settlement s where s.period_id = p.id))
       and not exists (select 1 from settlement s where s.period_id = p.id and s.seq <= ${settlement})
       and not exists (select 1 from (${said}) told where told.id = p.id::text)
     order by p.id limit 1`,
  why: (_, what) => `库中有一期任务的认定没有审计记录，期次编号 ${what}。`,
});

/** A closed record must read as it did after its last line; columns that came later are not held against it. */
const closed = ({ kind, title, table, states }: ClosedKind): Look => ({
  find: sql`
    select (select max(a.seq) from audit a where a.object = r.id::text and a.detail ? 'line')::text as seq, r.id::text as what
      from record r join ${sql.table(table)} own on own.id = r.id
      join lateral (select t.to_state, t.version, t.stood from timeline t where t.record_id = r.id order by t.seq desc limit 1) t on true
     where r.kind = ${kind} and t.stood is not null and (r.state = any(${[...states]}::text[]) or t.to_state = any(${[...states]}::text[]))
       and (r.state <> t.to_state
         or (r.version = t.version and (r.title <> t.stood->>'title' or r.occurred_on::text <> t.stood->>'occurredOn'
           or exists (select 1 from jsonb_each(t.stood->'own') e where to_jsonb(own) ? e.key and to_jsonb(own)->e.key is distinct from e.value))))
     order by 1 limit 1`,
  why: (seq) => `第 ${seq} 条审计记录办结的${title}，内容与办结时不符。`,
});

/** The faults of business rows, each look giving its first; what no line speaks of stands after the last, `end`. */
export async function faultsOfRows(db: Kysely<unknown>, kinds: readonly ClosedKind[], end: number): Promise<Fault[]> {
  const { rows } = await sql<{ detail: Base }>`
    select detail from audit where verb = 'store.seal' order by seq desc limit 1`.execute(db);
  const base = rows[0]?.detail ?? { timeline: 0, settlement: 0 };
  const looks = [
    lines,
    forgedLines(base),
    files,
    attachments,
    forgedAttachments(base),
    settlements,
    forgedSettlements(base),
    ...kinds.map(closed),
  ];
  const faults: Fault[] = [];
  for (const { find, why } of looks) {
    const found = (await find.execute(db)).rows[0];
    if (!found) continue;
    const seq = found.seq === null ? end + 1 : Number(found.seq);
    faults.push({ seq, why: why(seq, found.what ?? '') });
  }
  return faults;
}
