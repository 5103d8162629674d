// Pages of scans: where each went, or that it still waits for a hand.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table scan_page (
      id uuid primary key,
      person_id uuid not null,
      file_id uuid not null references file,
      file_name text not null,
      page int not null,
      picture_id uuid not null references file,
      sha256 text not null,
      code text,
      paper_page int,
      record_id uuid,
      before boolean not null default false,
      dropped boolean not null default false,
      at timestamptz not null,
      unique (person_id, sha256)
    )`.execute(db);
  await sql`create index scan_page_mine on scan_page (person_id, at)`.execute(db);
}
