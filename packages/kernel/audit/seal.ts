// Business rows whose hash stands in the audit line of the same deed: a line of a record's life, a file, a settlement.
import { type RawBuilder, sql } from 'kysely';

const hashed = (row: RawBuilder<unknown>) => sql<string>`encode(sha256(convert_to((${row})::text, 'UTF8')), 'hex')`;
/** An instant as a number: its text does not depend on the zone of the session. */
const instant = (column: string) => sql`extract(epoch from ${sql.ref(column)})`;

/** The hash of a whole row of `timeline`, as `t` or under its own name. */
export const timelineSeal = (t: string) =>
  hashed(
    sql`jsonb_build_array(${sql.join(
      [
        'id',
        'seq',
        'record_id',
        'actor_id',
        'actor_name',
        'action',
        'from_state',
        'to_state',
        'said',
        'version',
        'stood',
      ].map((c) => sql.ref(`${t}.${c}`)),
    )}, ${instant(`${t}.at`)})`,
  );

/** The hash of a whole row of `file`. */
export const fileSeal = (f: string) =>
  hashed(
    sql`jsonb_build_array(${sql.join(
      ['id', 'sha256', 'name', 'size', 'type', 'uploaded_by', 'uploaded_by_name'].map((c) => sql.ref(`${f}.${c}`)),
    )}, ${instant(`${f}.uploaded_at`)})`,
  );

/** The hash of a row of `attachment`. */
export const attachmentSeal = (a: string) =>
  hashed(
    sql`jsonb_build_array(${sql.join(['record_id', 'file_id', 'timeline_id', 'sort'].map((c) => sql.ref(`${a}.${c}`)))})`,
  );

/** The hash of what a row of `period` amounts to, with every settlement of it. */
export const settledSeal = (p: string) =>
  hashed(sql`jsonb_build_array(${sql.join(
    ['id', 'got', 'late', 'pending', 'made_good'].map((c) => sql.ref(`${p}.${c}`)),
  )}, (select jsonb_agg(jsonb_build_array(x.id, x.fact_id, x.how, extract(epoch from x.at), x.approved_by_name, x.approved_reason) order by x.id)
         from settlement x where x.period_id = ${sql.ref(`${p}.id`)}))`);
