// The tables of telling people, beside the inbox, as the query builder sees them.
import type { ColumnType } from 'kysely';

type Timestamp = ColumnType<Date, Date | string, Date | string>;

export type NoticeTables = {
  notice_off: { person_id: string; type: string };
  gateway: {
    one: ColumnType<boolean, never, never>;
    url: string;
    secret: string;
    enabled: boolean;
    updated_at: Timestamp;
    updated_by_name: string;
  };
};
