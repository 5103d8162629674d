// A deadline is a row: rules open duties, duties open periods, facts settle them.
import type { PolicyTable } from '../db/index.ts';

export { childCounts } from './child.ts';
export { cancelRule, closeRules, rebind } from './close.ts';
export { lightSql } from './light.ts';
export { checkExtension, excuse, extend, idleLeaders, latestDue, unexcuse, type Idle } from './relief.ts';
export { openDue, openRules, reportKind, type NewRule } from './rule.ts';
export { fill, markBegun, recordFact, withdrawFacts, type Fact } from './settle.ts';
export {
  approveLate,
  explain,
  listPeriods,
  onePeriod,
  periodOwed,
  periodQuery,
  presentPeriod,
  proofs,
  settledBy,
  showPeriod,
} from './view.ts';
export { owed } from './owed.ts';

const sourceSeen = 'source_id is null or exists (select 1 from record r where r.id = source_id)';

export const policies: PolicyTable = [
  {
    table: 'rule',
    shape: 'directory',
    using: `(select ctx_known()) and (${sourceSeen})`,
    app: ['select', 'insert', 'update'],
  },
  { table: 'duty', shape: 'scoped', app: ['select', 'insert', 'update'] },
  { table: 'period', shape: 'scoped', app: ['select', 'insert', 'update'] },
  { table: 'fact', shape: 'child', of: 'record', by: 'record_id', app: ['select', 'insert', 'update'] },
  { table: 'fact_party', shape: 'child', of: 'fact', by: 'fact_id', app: ['select', 'insert'] },
  { table: 'settlement', shape: 'child', of: 'period', by: 'period_id', app: ['select', 'insert', 'update', 'delete'] },
];
