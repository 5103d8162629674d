// 账号：建立、重置、停用、解锁；每个人修改自己的密码。
import { Id, Reason, route, signedIn } from '@anlan/contract';
import { z } from 'zod';

const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{2,29}$/, '账号用 3 至 30 个小写字母、数字，以字母开头，例如 wangfang')
  .describe('账号');
/** Made by the browser and shown once; the server keeps its hash alone. */
const oneTime = z.string().min(10, '一次性密码至少 10 位').max(40);
const LEAST = 10;
export const newPassword = z
  .string()
  .min(LEAST, `密码至少 ${LEAST} 位`)
  .max(100, '密码最多 100 位')
  .regex(/[a-zA-Z]/, '密码要有字母')
  .regex(/[^a-zA-Z]/, '密码要有数字或符号');

export const AccountRow = z.object({
  login: z.string(),
  personId: Id,
  name: z.string(),
  unitName: z.string(),
  title: z.string(),
  state: z.enum(['open', 'locked', 'mustChange', 'disabled']),
  why: z.string().nullable(),
  lastSeen: z.string().nullable(),
});
export type AccountRow = z.infer<typeof AccountRow>;

const byLogin = z.object({ login: z.string() });
const done = z.object({ login: z.string() });

export const accountRoutes = {
  accounts: route({
    method: 'GET',
    path: '/api/people/accounts',
    access: 'org.accounts',
    summary: '账号清单',
    input: z.object({ q: z.string().trim().max(20).optional() }),
    output: z.object({
      items: z.array(AccountRow),
      /** People in office who have none. */
      without: z.int(),
    }),
  }),
  createAccount: route({
    method: 'POST',
    path: '/api/people/accounts',
    access: 'org.accounts',
    summary: '建立账号',
    input: z.object({ personId: Id.describe('人员'), login, password: oneTime }),
    output: done,
  }),
  resetAccount: route({
    method: 'POST',
    path: '/api/people/accounts/:login/reset',
    access: 'org.accounts',
    summary: '重置密码',
    proof: true,
    input: byLogin.extend({ password: oneTime }),
    output: done,
  }),
  disableAccount: route({
    method: 'POST',
    path: '/api/people/accounts/:login/disable',
    access: 'org.accounts',
    summary: '停用账号',
    input: byLogin.extend({ reason: Reason.shape.reason.describe('停用原因') }),
    output: done,
  }),
  enableAccount: route({
    method: 'POST',
    path: '/api/people/accounts/:login/enable',
    access: 'org.accounts',
    summary: '启用账号',
    input: byLogin,
    output: done,
  }),
  unlockAccount: route({
    method: 'POST',
    path: '/api/people/accounts/:login/unlock',
    access: 'org.accounts',
    summary: '解除锁定',
    input: byLogin,
    output: done,
  }),
  changePassword: route({
    method: 'POST',
    path: '/api/people/password',
    access: signedIn,
    summary: '修改本人密码',
    input: z.object({
      current: z.string().min(1, '请输入现在的密码').max(200).describe('现在的密码').meta({ secret: true }),
      next: newPassword.describe('新密码').meta({ secret: true, help: '至少 10 位，要有字母，也要有数字或符号' }),
    }),
    output: z.object({}),
  }),
  sessions: route({
    method: 'GET',
    path: '/api/people/sessions',
    access: signedIn,
    summary: '本人登录情况',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          id: Id,
          since: z.string(),
          seen: z.string(),
          agent: z.string(),
          /** The one that asks. */
          here: z.boolean(),
        }),
      ),
    }),
  }),
  endSession: route({
    method: 'POST',
    path: '/api/people/sessions/:id/end',
    access: signedIn,
    summary: '退出这一处',
    input: z.object({ id: Id }),
    output: z.object({ id: Id }),
  }),
} as const;
