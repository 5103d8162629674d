// The rows of an import as the table keeps them.
import type { Ctx } from '@anlan/kernel/ctx';
import type { ImportSpec, Judged } from '@anlan/kernel/ingest';
import { type ColumnType, sql } from 'kysely';
import type { RowView } from '../contract.ts';

type Json<T> = ColumnType<T, string, string>;
export type Tables = {
  import_batch: { id: string; spec: string; spec_title: string; source: string } & Record<Counted, number>;
  import_row: {
    import_id: string;
    at: number;
    cells: Json<Record<string, string>>;
    how: RowView['how'];
    what: string;
    made: ColumnType<unknown, string | null, string | null>;
  };
};
type Counted = 'total' | 'fresh' | 'changed' | 'same' | 'bad';

export const own = (ctx: Ctx) => ctx.db.withTables<Tables>();

export const counts = (rows: readonly Judged[]): Record<Counted, number> => ({
  total: rows.length,
  fresh: rows.filter((r) => r.ok && r.how === 'new').length,
  changed: rows.filter((r) => r.ok && r.how === 'changed').length,
  same: rows.filter((r) => r.ok && r.how === 'same').length,
  bad: rows.filter((r) => !r.ok).length,
});

const CHUNK = 500;

/** Writes what became of the rows, in place of what was known of them before. */
export async function writeRows(ctx: Ctx, id: string, rows: readonly Judged[], keep: boolean) {
  for (let i = 0; i < rows.length; i += CHUNK)
    await own(ctx)
      .insertInto('import_row')
      .values(
        rows.slice(i, i + CHUNK).map((r) => ({
          import_id: id,
          at: r.at,
          cells: JSON.stringify(r.cells),
          how: r.ok ? r.how : ('bad' as const),
          what: r.ok ? r.what : r.message,
          made: keep && r.ok && r.made !== null ? JSON.stringify(r.made) : null,
        })),
      )
      .onConflict((oc) =>
        oc.columns(['import_id', 'at']).doUpdateSet({
          how: sql`excluded.how`,
          what: sql`excluded.what`,
          made: sql`excluded.made`,
        }),
      )
      .execute();
}

export const rowsOf = (ctx: Ctx, id: string) =>
  own(ctx).selectFrom('import_row').selectAll().where('import_id', '=', id).orderBy('at');

/** The table as it came, with what became of each row beside it: the file that goes back. */
export const marked = (
  spec: ImportSpec,
  rows: readonly { cells: Record<string, string>; how: string; what: string }[],
  words: Record<string, string>,
) => ({
  title: `${spec.title}导入结果`,
  columns: [
    ...spec.columns.map((c) => ({ header: c.label, key: c.key })),
    { header: '结果', key: '_how', width: 12 },
    { header: '问题', key: '_why', width: 60 },
  ],
  rows: rows.map((r) => ({ ...r.cells, _how: words[r.how] ?? '', _why: r.how === 'bad' ? r.what : '' })),
});
