// 历史补录: what was done before the system was in use stands marked, and is never late for having been told at once with all the rest.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`alter table record add column history boolean not null default false`.execute(db);
  await sql`alter table fact add column history boolean not null default false`.execute(db);
  await sql`alter table settlement drop constraint settlement_how_check`.execute(db);
  await sql`alter table settlement add constraint settlement_how_check
    check (how in ('counted','late','pending','madeGood','history'))`.execute(db);
}
