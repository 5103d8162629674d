// Judges a run from the recorded requests and answers against what is found afterwards: nothing lost, nothing half, nothing twice.
import type { KernelTables } from '@anlan/kernel/ctx';
import { type Kysely, sql } from 'kysely';
import { type Write, acknowledged } from './people.ts';

/** A line of the timeline or the audit: which record, which deed, which version it led to. */
export type Line = { record: string; deed: string; version: number };
/** What is in the store, and the hashes that files came back with. */
export type Found = {
  records: { id: string; kind: string; version: number; own: boolean; searched: boolean }[];
  timeline: Line[];
  audit: Line[];
  attachments: { record: string; file: string }[];
  hashes: Map<string, string>;
  ops: Map<string, number>;
  waiting: number;
  /** Settlements without a living fact, facts without a record, periods that count otherwise than their settlements. */
  astray: string[];
};
export type Verdict = { lost: string[]; half: string[]; twice: string[] };

const PRODUCED = ['study', 'reports', 'directives'];

/** Reads everything the judge needs, once the worker has nothing left to do. */
export async function lookAt(db: Kysely<KernelTables>): Promise<Omit<Found, 'hashes'>> {
  const records = await sql<Found['records'][number]>`
    select r.id, r.kind, r.version, exists (select 1 from search_doc s where s.record_id = r.id) as searched,
           exists (select 1 from study o where o.id = r.id) or exists (select 1 from report o where o.id = r.id) or exists (select 1 from directive o where o.id = r.id) as own
      from record r`.execute(db);
  const timeline =
    await sql<Line>`select t.record_id as record, r.kind || '.' || t.action as deed, t.version from timeline t join record r on r.id = t.record_id`.execute(
      db,
    );
  const audit = await sql<Line>`
    select object as record, verb as deed, (detail->>'version')::int as version
      from (select object, verb, detail from audit union all select object, verb, detail from audit_in) a where detail ? 'version'`.execute(
    db,
  );
  const attachments = await sql<
    Found['attachments'][number]
  >`select record_id as record, file_id as file from attachment`.execute(db);
  const ops = await sql<{ key: string; status: number }>`select key, status from op`.execute(db);
  const waiting = await sql<{
    n: number;
  }>`select ((select count(*) from outbox) + (select count(*) from audit_in))::int as n`.execute(db);
  const astray = await sql<{ what: string }>`
    select 'settlement ' || s.id as what from settlement s left join fact f on f.id = s.fact_id where f.id is null or f.withdrawn_at is not null
    union all select 'fact ' || f.id from fact f left join record r on r.id = f.record_id where r.id is null
    union all select 'fact without party ' || f.id from fact f where not exists (select 1 from fact_party p where p.fact_id = f.id)
    union all select 'period ' || p.id from period p where p.got <> (select coalesce(sum(f.count), 0) from settlement s join fact f on f.id = s.fact_id where s.period_id = p.id and s.how in ('counted', 'late'))
    union all select 'record without fact ' || r.id from record r where r.kind in ('study', 'reports') and not exists (select 1 from fact f where f.record_id = r.id)`.execute(
    db,
  );
  return {
    records: records.rows,
    timeline: timeline.rows,
    audit: audit.rows,
    attachments: attachments.rows,
    ops: new Map(ops.rows.map((o) => [o.key, o.status])),
    waiting: waiting.rows[0]!.n,
    astray: astray.rows.map((a) => a.what),
  };
}

const nameOf = (l: Line) => `${l.record} ${l.deed} ${l.version}`;
const tally = (lines: readonly Line[]) => {
  const seen = new Map<string, number>();
  for (const line of lines) seen.set(nameOf(line), (seen.get(nameOf(line)) ?? 0) + 1);
  return seen;
};

/** Every fault, each in a few words; all three lists are empty when the store kept its promises. */
export function judge(history: readonly Write[], found: Found): Verdict {
  const verdict: Verdict = { lost: [], half: found.astray.slice(), twice: [] };
  const { lost, half, twice } = verdict;
  const records = new Map(found.records.map((r) => [r.id, r]));
  const [told, audited] = [tally(found.timeline), tally(found.audit)];
  if (found.waiting) half.push(`${found.waiting} deeds were never taken up`);

  const expected = new Map<string, number>();
  for (const write of history) {
    const answer = acknowledged(write);
    if (!answer) {
      lost.push(`${write.key} was never answered`);
      continue;
    }
    const id = typeof answer.id === 'string' ? answer.id : write.path.split('/')[3]!;
    const record = records.get(id);
    const line = { record: id, deed: `${write.kind}.${write.action}`, version: answer.version as number };
    expected.set(id, (expected.get(id) ?? 0) + 1);
    if (!record || record.version < line.version) lost.push(`${nameOf(line)}: the record is not as it was answered`);
    // A saved working paper counts up the version without a line in the timeline.
    if (write.action !== 'save' && !told.has(nameOf(line))) lost.push(`${nameOf(line)}: not in the timeline`);
    if (!audited.has(nameOf(line))) lost.push(`${nameOf(line)}: not in the audit`);
    if (found.ops.get(write.key) !== 200) lost.push(`${nameOf(line)}: the key is not known`);
    for (const file of write.files) {
      if (!found.attachments.some((a) => a.record === id && a.file === file.id))
        lost.push(`${nameOf(line)}: an attachment is missing`);
      if (found.hashes.get(file.id) !== file.sha256)
        lost.push(`${nameOf(line)}: the bytes of ${file.id} are not those sent`);
    }
  }
  for (const r of found.records.filter(({ kind }) => PRODUCED.includes(kind))) {
    if (!r.own || !r.searched) half.push(`${r.kind} ${r.id} without ${r.own ? 'search' : 'own row'}`);
    if (!told.has(`${r.id} ${r.kind}.create 1`) || !audited.has(`${r.id} ${r.kind}.create 1`))
      half.push(`${r.kind} ${r.id} began without timeline or audit`);
    if (r.version !== (expected.get(r.id) ?? 0))
      twice.push(`${r.kind} ${r.id} has version ${r.version} after ${expected.get(r.id) ?? 0} answered writes`);
  }
  for (const [name, n] of [...told, ...audited]) if (n > 1) twice.push(`${name} is written ${n} times`);
  return verdict;
}
