// Any list as a workbook, as shown: the same query, the columns of the contract, streamed.
import { PassThrough } from 'node:stream';
import { ListQuery, recordPath, stateLabel } from '@anlan/contract';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { MASS, allow, requireProof } from '../access/index.ts';
import { type Ctx, makeCtx } from '../ctx/index.ts';
import { type Kind, type SheetRoute, walk } from '../record/index.ts';
import { type Sheet, writeSheet } from '../sheet/index.ts';
import type { Kernel } from './kernel.ts';
import { inWords, parse } from './mount.ts';
import { memberFor } from './session.ts';

const asCell = (value: unknown): string | number | null =>
  value === null || value === undefined
    ? null
    : typeof value === 'number' || typeof value === 'string'
      ? value
      : typeof value === 'boolean'
        ? value
          ? '是'
          : '否'
        : Array.isArray(value)
          ? value.filter((v) => typeof v === 'string').join('、')
          : null;

const declaredFor = ({ personal }: { personal?: true }) => (personal ? ({ proof: 'mass' } as const) : {});

type Rows<T> = AsyncIterable<T> | Iterable<T>;

/** Fetches the first `n` rows; gives how many there were, and all rows as if none had been fetched. */
async function peek<T>(rows: Rows<T>, n: number): Promise<{ seen: number; rows: AsyncIterable<T> }> {
  const each = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  const first: T[] = [];
  let row = await each.next();
  for (; !row.done && first.push(row.value) < n; row = await each.next());
  const rest = async function* () {
    try {
      yield* first;
      while (!row.done && !(row = await each.next()).done) yield row.value;
    } finally {
      await each.return?.();
    }
  };
  return { seen: first.length, rows: rest() };
}

/** The rows, once it is clear that they are few, or that who asks has shown his second factor. @throws 401 */
async function proven<T>(ctx: Ctx, all: Rows<T>): Promise<AsyncIterable<T>> {
  const { seen, rows } = await peek(all, MASS + 1);
  if (seen > MASS) await requireProof(ctx);
  return rows;
}

export function mountExport(app: FastifyInstance, kernel: Kernel, kind: Kind) {
  const url = `${recordPath(kind.module, kind.kind)}/export.xlsx`;
  const { type } = kind;
  app.get(
    url,
    {
      config: {
        declared: { method: 'GET', url, access: type.read, summary: `导出${type.title}清单`, ...declaredFor(type) },
      },
      schema: { summary: `导出${type.title}清单` },
    },
    async (request, reply) => {
      const me = await memberFor(kernel, request);
      allow(me, type.read, `导出${type.title}清单`);
      const ctx = makeCtx(kernel.app.as(me.actor), me, kernel.clock, kernel.store);
      const query = parse(ListQuery, request.query);
      const fields = (type.columns ?? []) as string[];
      const columns = [
        { header: '编号', key: 'number', width: 16 },
        { header: '标题', key: 'title', width: 40 },
        { header: '单位', key: 'unitName', width: 20 },
        { header: type.words?.occurredOn ?? '日期', key: 'occurredOn', width: 12 },
        { header: '状态', key: 'state', width: 10 },
        ...fields.map((f) => ({ header: type.schema.shape[f]?.description ?? f, key: f, width: 20 })),
      ];
      const rows = async function* () {
        for await (const r of walk(ctx, kind, query)) {
          const state = type.life.states[r.state];
          yield {
            number: r.number,
            title: r.title,
            unitName: r.unitName,
            occurredOn: r.occurredOn,
            state: state ? stateLabel(state) : r.state,
            ...Object.fromEntries(fields.map((f) => [f, asCell(r.body[f])])),
          };
        }
      };
      const out = type.personal ? await proven(ctx, rows()) : rows();
      return sendSheet(reply, `${type.title}清单-${ctx.today}`, { title: type.title, columns, rows: out });
    },
  );
}

async function sendSheet(reply: FastifyReply, name: string, sheet: Sheet) {
  // The first row comes before anything is sent: what a query may not say is still refused in words.
  const { rows } = await peek(sheet.rows, 1);
  const out = new PassThrough();
  void reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.xlsx`)}`)
    .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    .send(out);
  writeSheet(out, { ...sheet, rows }).catch((error: unknown) => out.destroy(error as Error));
  return reply;
}

/** A workbook of a module's own making. */
export function mountSheet(app: FastifyInstance, kernel: Kernel, sheet: SheetRoute) {
  const { path: url, access, summary } = sheet;
  app.get(
    url,
    { config: { declared: { method: 'GET', url, access, summary, ...declaredFor(sheet) } }, schema: { summary } },
    async (request, reply) => {
      const me = await memberFor(kernel, request);
      allow(me, access, summary);
      const ctx = makeCtx(kernel.app.as(me.actor), me, kernel.clock, kernel.store);
      const made = await inWords(sheet.run(ctx, { ...(request.query as object), ...(request.params as object) }));
      const rows = sheet.personal ? await proven(ctx, made.rows) : made.rows;
      return sendSheet(reply, `${made.title}-${ctx.today}`, { ...made, rows });
    },
  );
}
