// The routes by which anybody inside can fetch a checkpoint, and whoever keeps the audit the proof of a row.
import { auditRoutes as r } from '@anlan/contract';
import type { FastifyInstance } from 'fastify';
import { head, proofOf, signedHead } from '../audit/index.ts';
import type { Ctx } from '../ctx/index.ts';
import type { Kernel } from './kernel.ts';
import { mountRoute } from './mount.ts';

export function mountAudit(app: FastifyInstance, kernel: Kernel) {
  const { publicKey } = kernel.auditKey;
  mountRoute(app, kernel, r.checkpoint, async (ctx: Ctx, { seq }: { seq?: number }) => ({
    ...(await head(kernel.system)),
    checkpoint: await signedHead(ctx, seq),
    publicKey,
  }));
  mountRoute(app, kernel, r.proof, async (_: Ctx, { seq }: { seq: number }) => ({
    ...(await proofOf(kernel.system, seq)),
    publicKey,
  }));
}
