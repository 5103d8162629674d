// The tables of this door as the query builder sees them.
import type { ColumnType } from 'kysely';
import type { Ctx } from '../ctx/index.ts';

type Timestamp = ColumnType<Date, Date, Date>;

export type CalendarTables = {
  calendar_year: {
    year: number;
    published: boolean;
    source: string;
    updated_by_name: string | null;
    updated_at: Timestamp;
  };
  calendar_day: { day: string; year: number; work: boolean; name: string };
  calendar_feed: {
    hash: Buffer;
    person_id: string;
    created_at: Timestamp;
    fetched_at: ColumnType<Date | null, Date | null, Date>;
    revoked_at: ColumnType<Date | null, Date | null, Date>;
  };
};

export const tables = (db: Ctx['db']) => db.withTables<CalendarTables>();
