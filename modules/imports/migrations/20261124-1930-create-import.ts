// Imports: what came, what became of each row, and what is needed to take it back.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table import_batch (
      id uuid primary key references record,
      spec text not null,
      spec_title text not null,
      source text not null,
      total int not null,
      fresh int not null,
      changed int not null,
      same int not null,
      bad int not null
    )`.execute(db);
  await sql`
    create table import_row (
      import_id uuid not null references import_batch,
      at int not null,
      cells jsonb not null,
      how text not null check (how in ('new','same','changed','bad')),
      what text not null,
      made jsonb,
      primary key (import_id, at)
    )`.execute(db);
}
