// Letterheads with their series of numbers, and the papers that were made of records.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table letterhead (
      unit_id uuid primary key references unit,
      mark text,
      code text,
      seal_name text,
      printed_by text,
      address text,
      updated_at timestamptz not null,
      updated_by_name text not null
    )`.execute(db);
  await sql`create unique index letterhead_code on letterhead (code) where code is not null`.execute(db);
  await sql`
    create table document_series (
      code text not null,
      year int not null,
      last int not null check (last >= 0),
      primary key (code, year)
    )`.execute(db);
  await sql`
    create table paper (
      id uuid primary key,
      code text not null unique,
      record_id uuid not null references record,
      name text not null,
      kind text not null,
      version int not null,
      sha256 text not null,
      file_id uuid not null references file,
      made_by uuid,
      made_by_name text not null,
      made_at timestamptz not null,
      unique (record_id, name, version)
    )`.execute(db);
}
