// The server face of imports: tried without a trace, taken for good, taken back as a whole.
import { Problem, missing } from '@anlan/contract';
import { allow, holds } from '@anlan/kernel/access';
import { meanwhile } from '@anlan/kernel/apart';
import type { Ctx } from '@anlan/kernel/ctx';
import { fileBytes } from '@anlan/kernel/file';
import { type ImportSpec, knows, readTable, rowsOf as cellsOf, takeRows, tryRows } from '@anlan/kernel/ingest';
import { allImports, create, needKind, serve, show } from '@anlan/kernel/record';
import { HOW, type Import, imports as contract } from './contract.ts';
import { counts, marked, own, rowsOf, writeRows } from './server/rows.ts';

type Row = Record<string, never>;

/** @throws 400 for a table nobody takes; 403 where the same could not be written in the form */
function needSpec(ctx: Ctx, key: string): ImportSpec {
  const spec = allImports().get(key);
  if (!spec) throw new Problem('no-spec', 400, '请选择要导入的内容。');
  allow(ctx.me, spec.access, `导入${spec.title}`);
  return spec;
}

/** Rows hold phones: they are for the people of the unit that brought them. @throws 404 */
async function mine(ctx: Ctx, id: string) {
  const batch = await show<Import>(ctx, needKind('imports'), id);
  if (!ctx.me.actor.own.includes(batch.unitId)) throw missing();
  return batch;
}

export const server = serve<typeof contract>({
  contract,
  migrations: import.meta.glob('./migrations/*.ts', { eager: true }),
  policies: [
    { table: 'import_batch', shape: 'child', of: 'record', by: 'id', app: ['select', 'insert', 'update'] },
    { table: 'import_row', shape: 'child', of: 'import_batch', by: 'import_id', app: ['select', 'insert', 'update'] },
  ],
  records: {
    imports: {
      table: 'import_batch',
      present: (r: Row) => ({
        spec: r.spec!,
        specTitle: r.spec_title!,
        source: r.source!,
        total: r.total!,
        fresh: r.fresh!,
        changed: r.changed!,
        same: r.same!,
        bad: r.bad!,
      }),
      on: {
        async take(ctx, batch) {
          const spec = needSpec(ctx, batch.spec);
          const wanted = await rowsOf(ctx, batch.id).where('how', 'in', ['new', 'changed']).execute();
          const taken = await takeRows(ctx, spec, wanted);
          await writeRows(ctx, batch.id, taken, true);
          const lost = taken.filter((r) => !r.ok).length;
          const { fresh, changed } = counts(taken);
          await own(ctx)
            .updateTable('import_batch')
            .set({ fresh, changed, bad: batch.bad + lost })
            .where('id', '=', batch.id)
            .execute();
        },
        async undo(ctx, batch, { reason }) {
          const spec = needSpec(ctx, batch.spec);
          // Last first: what stands below something goes before it.
          const made = await rowsOf(ctx, batch.id)
            .where('made', 'is not', null)
            .clearOrderBy()
            .orderBy('at', 'desc')
            .execute();
          for (const row of made)
            await spec.undo(ctx, row.made, `撤销导入：${reason}`).catch((error: unknown) => {
              if (!(error instanceof Problem)) throw error;
              throw new Problem('built-on', 409, `第 ${row.at} 行（${row.what}）不能撤销：${error.message}`);
            });
        },
      },
    },
  },
  routes: {
    specs: async (ctx) => ({
      items: [...allImports()]
        .filter(([, s]) => holds(ctx.me)(s.access))
        .map(([key, s]) => ({
          key,
          title: s.title,
          about: s.about,
          columns: s.columns.map((c) => ({
            key: c.key,
            label: c.label,
            required: c.required ?? false,
            help: c.help ?? null,
            example: c.example,
          })),
        })),
    }),
    async attempt(ctx, { id: given, spec: key, fileId, text }) {
      const spec = needSpec(ctx, key);
      const file = fileId ? await fileBytes(ctx, fileId) : null;
      if (!file && !text?.trim()) throw new Problem('empty', 400, '请上传表格，或把表格连同表头一起粘贴进来。');
      const source = file ? { bytes: file.bytes } : { text: text! };
      const table = await meanwhile(ctx, readTable(source, knows(spec.columns)));
      const rows = await tryRows(ctx, spec, cellsOf(spec, table));
      const unitId = ctx.me.actor.own[0];
      if (!unitId) throw new Problem('no-unit', 403, '您没有岗位，不能导入。');
      const id = await create(
        ctx,
        'imports',
        { id: given, unitId, title: `${spec.title}：${file?.name ?? '粘贴的表格'}`, files: fileId ? [fileId] : [] },
        { spec: key, spec_title: spec.title, source: file?.name ?? '粘贴', ...counts(rows) },
      );
      await writeRows(ctx, id, rows, false);
      return show<Import>(ctx, needKind('imports'), id);
    },
    async rows(ctx, { id, how, after, limit }) {
      await mine(ctx, id);
      let some = rowsOf(ctx, id)
        .where('at', '>', after)
        .limit(limit + 1);
      if (how !== 'all') some = some.where('how', '=', how);
      const found = await some.execute();
      const items = found.slice(0, limit).map(({ at, how: h, what, cells }) => ({ at, how: h, what, cells }));
      return { items, next: found.length > limit ? items.at(-1)!.at : null };
    },
  },
  sheets: {
    template: {
      path: '/api/imports/specs/:spec/template.xlsx',
      access: 'imports.make',
      summary: '下载导入模板',
      async run(ctx, { spec: key }) {
        const spec = needSpec(ctx, key ?? '');
        return {
          title: `${spec.title}导入模板`,
          columns: spec.columns.map((c) => ({
            header: `${c.label}${c.required ? '（必填）' : ''}`,
            key: c.key,
            width: 20,
          })),
          rows: [Object.fromEntries(spec.columns.map((c) => [c.key, c.example]))],
        };
      },
    },
    marked: {
      path: '/api/imports/:id/marked.xlsx',
      access: 'imports.make',
      summary: '下载标注结果的表',
      async run(ctx, { id, only }) {
        const batch = await mine(ctx, id ?? '');
        const spec = allImports().get(batch.body.spec);
        if (!spec) throw missing();
        const rows = await rowsOf(ctx, batch.id)
          .where('how', 'in', only === 'bad' ? ['bad'] : ['new', 'same', 'changed', 'bad'])
          .execute();
        return marked(spec, rows, HOW);
      },
    },
  },
});
