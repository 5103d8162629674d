// The second factor: enrolled with a telephone, asked for at sign-in and before what must not be done with a stolen session.
import { z } from 'zod';
import { route, signedIn } from './route.ts';
import { Reason } from './words.ts';

const none = z.object({});
/** Six digits from the telephone, or one of the recovery codes; blanks and dashes as people type them. */
const code = z.string().trim().min(6, '请输入 6 位动态口令或恢复码').max(20).describe('动态口令');

/** Asked for where the session has shown no second factor lately; the desk asks for a code and repeats the call. */
export const PROOF_WANTED = 'second-factor-required';

const Recovery = z.object({
  /** Shown once; each opens the door once when the telephone is not at hand. */
  recovery: z.array(z.string()),
});

export const factorRoutes = {
  state: route({
    method: 'GET',
    path: '/api/session/factor',
    access: signedIn,
    summary: '本人的动态口令',
    input: none,
    output: z.object({
      enrolled: z.boolean(),
      /** Who keeps the system cannot do without. */
      must: z.boolean(),
      since: z.string().nullable(),
      recoveryLeft: z.int(),
    }),
  }),
  begin: route({
    method: 'POST',
    path: '/api/session/factor',
    access: signedIn,
    summary: '开通动态口令',
    input: none,
    output: z.object({
      /** In groups of four, for typing in. */
      key: z.string(),
      /** The same as a picture, SVG. */
      qr: z.string(),
    }),
  }),
  confirm: route({
    method: 'POST',
    path: '/api/session/factor/confirm',
    access: signedIn,
    summary: '核对首个动态口令',
    input: z.object({ code }),
    output: Recovery,
  }),
  renew: route({
    method: 'POST',
    path: '/api/session/factor/recovery',
    access: signedIn,
    summary: '重新生成恢复码',
    proof: true,
    input: none,
    output: Recovery,
  }),
  drop: route({
    method: 'DELETE',
    path: '/api/session/factor',
    access: signedIn,
    summary: '停用动态口令',
    proof: true,
    input: none,
    output: none,
  }),
  prove: route({
    method: 'POST',
    path: '/api/session/proof',
    access: signedIn,
    summary: '核对动态口令',
    reserved: true,
    input: z.object({ code }),
    output: none,
  }),
  reset: route({
    method: 'POST',
    path: '/api/session/factor/reset',
    access: 'access.resetFactor',
    summary: '解除他人的动态口令',
    proof: true,
    input: z.object({ login: z.string(), reason: Reason.shape.reason.describe('原因') }),
    output: z.object({ login: z.string() }),
  }),
} as const;
