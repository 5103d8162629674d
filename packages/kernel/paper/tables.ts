// The tables of papers as the query builder sees them.
import type { ColumnType } from 'kysely';

type Timestamp = ColumnType<Date, Date | string, Date | string>;

export type PaperTables = {
  /** What a unit's papers carry; every part may be absent. */
  letterhead: {
    unit_id: string;
    mark: string | null;
    code: string | null;
    seal_name: string | null;
    printed_by: string | null;
    address: string | null;
    updated_at: Timestamp;
    updated_by_name: string;
  };
  document_series: { code: string; year: number; last: number };
  paper: {
    id: string;
    code: string;
    record_id: string;
    name: string;
    kind: string;
    version: number;
    sha256: string;
    file_id: string;
    made_by: string | null;
    made_by_name: string;
    made_at: Timestamp;
  };
};
