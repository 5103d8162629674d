// 运行状况：磁盘、备份、后台任务、审计检查点是否正常，不正常时怎么办。
import { contract, route } from '@anlan/contract';
import { z } from 'zod';

export const FindingView = z.object({
  key: z.string(),
  label: z.string(),
  sign: z.enum(['good', 'watch', 'bad']),
  says: z.string(),
  todo: z.string().nullable(),
});
export type FindingView = z.infer<typeof FindingView>;

const FailedJob = z.object({ id: z.int(), what: z.string(), attempts: z.int(), why: z.string(), since: z.string() });

const Health = z.object({
  at: z.string(),
  findings: z.array(FindingView),
  /** Only for whoever tends the server. */
  failed: z.array(FailedJob),
  canBackUp: z.boolean(),
});

export const health = contract({
  id: 'health',
  title: '运行状况',
  group: '系统',
  menu: 'health.read',
  permissions: {
    'health.read': { label: '查看运行状况', roles: ['systemAdmin', 'auditAdmin', 'safetyOffice'] },
    'health.whole': { label: '查看运行状况详情', roles: ['systemAdmin', 'auditAdmin'] },
    'health.tend': { label: '重新执行后台任务、立即备份', roles: ['systemAdmin'] },
  },
  records: {},
  routes: {
    show: route({
      method: 'GET',
      path: '/api/health',
      access: 'health.read',
      summary: '运行状况',
      input: z.object({}),
      output: Health,
    }),
    retry: route({
      method: 'POST',
      path: '/api/health/retry',
      access: 'health.tend',
      summary: '重新执行后台任务',
      input: z.object({ ids: z.array(z.int()).min(1, '请选择要重新执行的任务').max(200) }),
      output: Health,
    }),
    backUp: route({
      method: 'POST',
      path: '/api/health/backup',
      access: 'health.tend',
      summary: '立即备份',
      input: z.object({}),
      output: Health,
    }),
  },
  facts: {},
});
