// What proves the audit to somebody outside: the newest signed tree head, an older one, and the path of one row.
import { z } from 'zod';
import { route, signedIn } from './route.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const seq = z.coerce.number().int().min(1, '请填写审计记录的序号');

/** `size` rows, the Merkle root over them (RFC 6962), the hash of the last row; signed with Ed25519. */
export const CheckpointView = z.object({
  size: z.int(),
  root: hex,
  head: hex,
  at: z.iso.datetime(),
  key: z.string(),
  signature: z.string(),
});
export type CheckpointView = z.infer<typeof CheckpointView>;

export const auditRoutes = {
  checkpoint: route({
    method: 'GET',
    path: '/api/audit/checkpoint',
    access: signedIn,
    summary: '审计检查点',
    /** With `seq`, the first checkpoint that covers this row. */
    input: z.object({ seq: seq.optional() }),
    /** `seq` and `hash` are the end of the chain; rows after the checkpoint wait for the next one. */
    output: z.object({ seq: z.int(), hash: hex, checkpoint: CheckpointView.nullable(), publicKey: z.string() }),
  }),
  proof: route({
    method: 'GET',
    path: '/api/audit/proof',
    access: 'audit.read',
    summary: '一条审计记录的证明',
    input: z.object({ seq }),
    output: z.object({
      seq: z.int(),
      row: hex,
      path: z.array(hex),
      checkpoint: CheckpointView,
      publicKey: z.string(),
    }),
  }),
} as const;
