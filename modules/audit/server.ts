// The server face of the audit: search in words, the state of checkpoints, and the wish to have everything looked through.
import { type AuditQuery, askCheck, checkpointState, searchAudit, signedHeads, verdicts } from '@anlan/kernel/audit';
import type { Ctx } from '@anlan/kernel/ctx';
import { serve } from '@anlan/kernel/record';
import { AuditSearch, audit as contract } from './contract.ts';
import { detailInWords, verbLabels } from './verbs.ts';

/** Checkpoints and verdicts shown at once. */
const SHOWN = 50;
/** Rows of one workbook: what is more is asked for by shorter stretches of time. */
const EXPORTED = 100_000;
const PAGE = 200;

async function lines(ctx: Ctx, query: AuditQuery) {
  const [{ items, next }, labels] = [await searchAudit(ctx, query), verbLabels()];
  return {
    items: items.map((line) => ({
      ...line,
      verbLabel: labels.get(line.verb) ?? line.verb,
      detail: detailInWords(line.verb, line.detail as Record<string, unknown>),
    })),
    next,
  };
}

/** What a search finds, page after page. */
async function* walk(ctx: Ctx, query: Omit<AuditQuery, 'limit'>) {
  let { before } = query;
  for (let done = 0; done < EXPORTED; done += PAGE) {
    const { items, next } = await lines(ctx, { ...query, before, limit: PAGE });
    yield* items.map((line) => ({ ...line, actorName: line.actorName ?? line.actor }));
    if (next === null) return;
    before = next;
  }
}

export const server = serve<typeof contract>({
  contract,
  migrations: {},
  policies: [],
  records: {},
  routes: {
    search: (ctx, query) => lines(ctx, query),
    verbs: async () => ({ items: [...verbLabels()].map(([verb, label]) => ({ verb, label })) }),
    async state(ctx, { before }) {
      const [{ sent }, checkpoints, found, last] = await Promise.all([
        checkpointState(ctx),
        signedHeads(ctx, SHOWN, before),
        verdicts(ctx, SHOWN),
        searchAudit(ctx, { limit: 1 }),
      ]);
      return { rows: last.items[0]?.seq ?? 0, sent, checkpoints, verdicts: found };
    },
    async check(ctx) {
      await askCheck(ctx);
      return {};
    },
  },
  sheets: {
    list: {
      path: '/api/audit/export.xlsx',
      access: 'audit.read',
      summary: '导出审计记录',
      async run(ctx, input) {
        const query = AuditSearch.omit({ limit: true }).parse(input);
        return {
          title: '审计记录',
          columns: [
            { header: '序号', key: 'seq', width: 10 },
            { header: '时间', key: 'at', width: 30 },
            { header: '操作者', key: 'actorName', width: 14 },
            { header: '动作', key: 'verbLabel', width: 28 },
            { header: '对象编号', key: 'object', width: 38 },
            { header: '细节', key: 'detail', width: 60 },
            { header: '动作代码', key: 'verb', width: 20 },
            { header: '操作者编号', key: 'actor', width: 38 },
          ],
          rows: walk(ctx, query),
        };
      },
    },
  },
});
