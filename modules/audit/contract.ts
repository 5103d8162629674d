// 审计：谁在什么时间对什么做了什么；是否被改动过；检查点留在哪里。只见编号、动作和数字，不见业务内容。
import { CheckpointView, Day, Id, contract, route } from '@anlan/contract';
import { z } from 'zod';

export const AuditLine = z.object({
  seq: z.int().describe('序号'),
  at: z.iso.datetime({ offset: true }).describe('时间'),
  actor: z.string().describe('操作者编号'),
  /** Null for what the system did by itself. */
  actorName: z.string().nullable().describe('操作者'),
  verb: z.string().describe('动作代码'),
  verbLabel: z.string().describe('动作'),
  object: z.string().nullable().describe('对象编号'),
  /** States and numbers, in words. */
  detail: z.string().describe('细节'),
});
export type AuditLine = z.infer<typeof AuditLine>;

export const AuditSearch = z.object({
  personId: Id.optional(),
  verb: z.string().max(80).optional(),
  object: z.string().trim().max(80).optional(),
  from: Day.optional(),
  to: Day.optional(),
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});

const Verdict = z.object({
  at: z.iso.datetime({ offset: true }),
  rows: z.int(),
  ok: z.boolean(),
  seq: z.int().nullable(),
  why: z.string().nullable(),
});
export type Verdict = z.infer<typeof Verdict>;

export const audit = contract({
  id: 'audit',
  title: '审计',
  group: '系统',
  menu: 'audit.read',
  permissions: { 'audit.read': { label: '查阅和核验审计', roles: ['auditAdmin'] } },
  records: {},
  routes: {
    search: route({
      method: 'GET',
      path: '/api/audit',
      access: 'audit.read',
      summary: '查阅审计记录',
      sensitive: 'audit.read',
      input: AuditSearch,
      output: z.object({ items: z.array(AuditLine), next: z.int().nullable() }),
    }),
    verbs: route({
      method: 'GET',
      path: '/api/audit/verbs',
      access: 'audit.read',
      summary: '审计动作名称',
      input: z.object({}),
      output: z.object({ items: z.array(z.object({ verb: z.string(), label: z.string() })) }),
    }),
    state: route({
      method: 'GET',
      path: '/api/audit/state',
      access: 'audit.read',
      summary: '检查点与核验',
      input: z.object({ before: z.coerce.number().int().optional() }),
      output: z.object({
        rows: z.int(),
        /** How it went with each place outside the database: `ok`, `off`, or a sentence. */
        sent: z.object({ folder: z.string(), gateway: z.string(), host: z.string() }),
        checkpoints: z.array(CheckpointView),
        verdicts: z.array(Verdict),
      }),
    }),
    check: route({
      method: 'POST',
      path: '/api/audit/check',
      access: 'audit.read',
      summary: '核验审计',
      input: z.object({}),
      output: z.object({}),
    }),
  },
  facts: {},
});
