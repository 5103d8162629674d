// The audit: one line per deed, written in the deed's transaction, chained by hash afterwards, checked by anyone.
export { checkpointFolder, openAnchor, type Anchor } from './anchor.ts';
export { chain } from './chain.ts';
export { askCheck, checkTask, keptOutside, weeklyCheck } from './check.ts';
export { joined, readFolder, type Kept } from './folder.ts';
export { TreeHead, keyId, openKey, type AuditKey } from './head.ts';
export { hostTask } from './host.ts';
export { GENESIS, linkHash, type Line } from './link.ts';
export { proves } from './tree.ts';
export { head, verify, verifyIn, type Against, type Checkpoint, type Verdict } from './verify.ts';
export { policies } from './policies.ts';
export { push } from './push.ts';
export { searchAudit, verdicts, type AuditLine, type AuditQuery } from './search.ts';
export { attachmentSeal, fileSeal, settledSeal, timelineSeal } from './seal.ts';
export { type ClosedKind } from './sealed.ts';
export { checkpointState, proofOf, signedHead, signedHeads, type CheckpointState } from './state.ts';
export { type AuditTables, type Target } from './tables.ts';
