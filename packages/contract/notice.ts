// What I want to be told, and the gateway through which a bureau's own messenger is told too.
import { z } from 'zod';
import { route, signedIn } from './route.ts';
import { Id } from './words.ts';

const none = z.object({});

/** A kind of message that a person may switch off; `on` is mine. */
export const NoticeType = z.object({ type: z.string(), label: z.string(), on: z.boolean() });

/** How the gateway stands; the secret itself never comes back. */
export const GatewayView = z.object({
  url: z.string(),
  enabled: z.boolean(),
  hasSecret: z.boolean(),
  /** Messages whose delivery failed at least once, newest first. */
  failures: z.array(
    z.object({ jobId: z.int(), attempts: z.int(), why: z.string(), gaveUp: z.boolean(), next: z.string() }),
  ),
});

export const noticeRoutes = {
  types: route({
    method: 'GET',
    path: '/api/inbox/types',
    access: signedIn,
    summary: '消息接收设置',
    input: none,
    output: z.object({ items: z.array(NoticeType) }),
  }),
  setType: route({
    method: 'PUT',
    path: '/api/inbox/types',
    access: signedIn,
    summary: '接收或不接收一类消息',
    input: z.object({ type: z.string().max(40), on: z.boolean() }),
    output: z.object({ items: z.array(NoticeType) }),
  }),
  gateway: route({
    method: 'GET',
    path: '/api/inbox/gateway',
    access: 'notify.gateway',
    summary: '消息网关',
    input: none,
    output: GatewayView,
  }),
  setGateway: route({
    method: 'PUT',
    path: '/api/inbox/gateway',
    access: 'notify.gateway',
    summary: '设置消息网关',
    input: z.object({
      url: z
        .string()
        .trim()
        .max(500)
        .regex(/^https?:\/\/[^\s/@]+(\/\S*)?$/, '请填写以 http:// 或 https:// 开头的完整地址，地址里不带账号')
        .describe('网关地址'),
      /** Left out: the one that is there stays. */
      secret: z
        .string()
        .min(16, '密钥至少 16 个字符')
        .max(200)
        .optional()
        .describe('签名密钥')
        .meta({ secret: true, help: '至少 16 个字符。不填则沿用原来的密钥。' }),
      enabled: z.boolean().describe('启用'),
    }),
    output: GatewayView,
  }),
  retryGateway: route({
    method: 'POST',
    path: '/api/inbox/gateway/retry',
    access: 'notify.gateway',
    summary: '重新发送失败的消息',
    input: z.object({ jobIds: z.array(z.int()).min(1, '请选择要重发的消息').max(200) }),
    output: GatewayView,
  }),
} as const;

/** What the gateway gets of a message: whom (the account), what kind, a sentence that names nobody and nothing. */
export const GatewayMessage = z.object({ id: Id, at: z.string(), to: z.string(), type: z.string(), text: z.string() });
export type GatewayMessage = z.infer<typeof GatewayMessage>;
