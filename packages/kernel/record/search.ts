// Chinese search from two characters: pairs of characters narrow by index, the text itself decides.
import { sql } from 'kysely';
import type { Ctx } from '../ctx/index.ts';

/** Full-width forms, case and blanks do not matter when people search. */
export const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** Every pair of neighbouring characters, once. */
export function pairs(text: string): string[] {
  const found = new Set<string>();
  for (const word of plain(text).split(/[^\p{L}\p{N}]+/u)) {
    const letters = [...word];
    for (let i = 0; i + 1 < letters.length; i++) found.add(letters[i]! + letters[i + 1]!);
  }
  return [...found];
}

const quote = (lexeme: string) => `'${lexeme.replace(/['\\]/g, '\\$&')}'`;

/** A query of all pairs of all words; null when no word has two letters. */
export function asQuery(text: string): { query: string; words: string[] } | null {
  const words = plain(text).split(' ').filter(Boolean);
  const grams = words.flatMap(pairs);
  return grams.length ? { query: grams.map(quote).join(' & '), words } : null;
}

/** Keeps what the search knows of a record in step with it. */
export async function index(ctx: Ctx, recordId: string, unitId: string, objectKind: string | null, text: string) {
  const body = plain(text).slice(0, 20_000);
  await sql`
    insert into search_doc (record_id, unit_id, object_kind, body, grams)
    values (${recordId}, ${unitId}, ${objectKind}, ${body}, array_to_tsvector(${pairs(body)}::text[]))
    on conflict (record_id) do update set unit_id = excluded.unit_id, object_kind = excluded.object_kind, body = excluded.body, grams = excluded.grams`.execute(
    ctx.db,
  );
}

/** Identities of matching records in my scope, newest first. */
export async function searchIds(ctx: Ctx, text: string, most: number): Promise<string[]> {
  const q = asQuery(text);
  if (!q) return [];
  const rows = await sql<{
    id: string;
  }>`select search_ids(${q.query}::tsquery, ${q.words}::text[], ${most}) as id`.execute(ctx.db);
  return rows.rows.map((r) => r.id);
}
