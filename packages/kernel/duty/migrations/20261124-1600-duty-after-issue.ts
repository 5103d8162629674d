// What happens to a duty after it was issued: extended, handed down in shares, followed by another rule.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    alter table rule
      add column parent_id uuid references rule,
      add column lead_days int not null default 0 check (lead_days >= 0),
      add column supersedes uuid references rule`.execute(db);
  await sql`create index rule_parent on rule (parent_id) where parent_id is not null`.execute(db);
  await sql`create index rule_supersedes on rule (supersedes) where supersedes is not null`.execute(db);
  await sql`alter table period add column extended_from date`.execute(db);
  await sql`alter table period add constraint period_extended check (extended_from is null or extended_from < due)`.execute(
    db,
  );
  await sql`create index duty_post on duty (post_id) where post_id is not null and to_day is null`.execute(db);
}
