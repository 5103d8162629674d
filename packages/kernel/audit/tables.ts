// The tables of checkpoints as the query builder sees them.
import type { ColumnType, Generated } from 'kysely';

type Timestamp = ColumnType<Date, Date | string, Date | string>;

/** Where a head goes besides the database. */
export type Target = 'folder' | 'gateway' | 'host';

export type AuditTables = {
  /** `line` is the signed head as it was sent; `edge` the roots of the full subtrees. */
  audit_checkpoint: { seq: number; at: Timestamp; line: string; edge: Buffer };
  /** How it went with each target the last time; a target that is not there is off. */
  audit_sent: { target: Target; seq: number; at: Timestamp; error: string | null };
  audit_verdict: {
    id: Generated<number>;
    at: Timestamp;
    rows: number;
    ok: boolean;
    seq: number | null;
    why: string | null;
  };
};
