// The audit: one line per deed, written in the deed's transaction, chained by hash afterwards, checked by anyone.
export { chain } from './chain.ts';
export { head, verify, type Checkpoint, type Verdict } from './verify.ts';
export { policies } from './policies.ts';
export { push } from './push.ts';
