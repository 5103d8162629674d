// The sign of a period in SQL, for sums over many: the twin of `lightOf` in the contract, held to it by a test.
import type { Light } from '@anlan/contract';
import { sql } from 'kysely';

/** The sign of `period` p on a day. */
export const lightSql = (today: string, soon: number) => sql<Light>`
  case when p.got >= p.need then 'done'
       when p.excused is not null then 'none'
       when p.due < ${today}::date then 'missed'
       when p.got > 0 or p.begun then 'going'
       when p.due - ${today}::date <= ${soon} then 'soon'
       else 'ahead' end`;
