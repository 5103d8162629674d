// Files by content hash, and what they are attached to.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table file (
      id uuid primary key,
      sha256 text not null,
      name text not null,
      size bigint not null,
      type text not null,
      uploaded_by uuid,
      uploaded_by_name text not null,
      uploaded_at timestamptz not null
    )`.execute(db);
  await sql`create index file_hash on file (sha256)`.execute(db);
  await sql`
    create table attachment (
      record_id uuid not null references record,
      file_id uuid not null references file,
      timeline_id uuid references timeline,
      sort int not null default 0,
      primary key (record_id, file_id)
    )`.execute(db);
  await sql`create index attachment_file on attachment (file_id)`.execute(db);
}
