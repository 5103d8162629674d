// Standing duties: what the law asks of units whatever notice is in force.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>) {
  await sql`
    create table standing (
      id uuid primary key references record,
      basis text not null,
      text text not null,
      repeat text not null,
      need int not null,
      due date,
      about text not null check (about in ('unit','person')),
      binding text not null,
      binding_label text not null,
      unit_ids uuid[] not null,
      group_ids uuid[] not null,
      who_text text not null,
      from_day date not null,
      check ((repeat = 'once') = (due is not null))
    )`.execute(db);
}
