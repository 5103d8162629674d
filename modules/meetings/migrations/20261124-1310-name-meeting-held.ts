// An analysis on the agenda of a study now makes the same fact true as a meeting: what was stored under the old name follows.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  for (const table of ['rule', 'period'])
    await sql`update ${sql.table(table)} set fact_kind = 'meeting.held' where fact_kind = 'study.analysis'`.execute(db);
  for (const table of ['fact', 'fact_party'])
    await sql`update ${sql.table(table)} set kind = 'meeting.held' where kind = 'study.analysis'`.execute(db);
  await sql`
    update directive_paper set breakdown = replace(breakdown::text, '"study.analysis"', '"meeting.held"')::jsonb
     where breakdown::text like '%"study.analysis"%'`.execute(db);
}
