// Who acts, and how that is told to PostgreSQL: the settings app.* that every policy reads.
import { sql } from 'kysely';
import { arrayLiteral } from './wire.ts';
import type { Statement } from './trip.ts';

/** Who acts: written into the session settings app.* of every statement. */
export type Actor = {
  /** The acting person; null only for the system itself, whose `name` then begins with `system`. */
  person: string | null;
  name: string;
  /** Units the person belongs to: they receive explicit grants. */
  own: readonly string[];
  /** What may be seen: whole counties (administrative codes), stations, single units, kinds of object across the city. */
  counties: readonly number[];
  stations: readonly string[];
  units: readonly string[];
  kinds: readonly string[];
  /** The id of the request, for audit. */
  request?: string;
};

/** The system itself, doing `task` (`system:nightly`): it belongs nowhere and sees only what its role is given. */
export function systemActor(task: string): Actor {
  return { person: null, name: `system:${task}`, own: [], counties: [], stations: [], units: [], kinds: [] };
}

/** The column in which the database says that it is a standby: a primary that has stepped down, whose rows are old. */
export const STANDBY = 'answered_by_standby';

const SET_CONTEXT = `select ${['person', 'name', 'own', 'counties', 'stations', 'units', 'kinds', 'request', 'now']
  .map((key, index) => `set_config('app.${key}', $${index + 1}, true)`)
  .join(', ')}, pg_is_in_recovery() as ${STANDBY}`;

const MARK = '/* one plan */ ';
/**
 * Begins a statement, outside transactions, for which one plan is good whoever asks: it is planned once a connection, where
 * PostgreSQL would otherwise plan it anew each time for the sake of keys it cannot estimate.
 */
export const ONE_PLAN = sql.raw(MARK);
export const wantsOnePlan = (text: string) => text.startsWith(MARK);
/** The context for such a statement. */
export const withOnePlan = ({ sql: text, parameters }: Statement): Statement => ({
  sql: `${text}, set_config('plan_cache_mode', 'force_generic_plan', true)`,
  parameters,
});

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The statement that sets the context for its own transaction. `now` is the program's clock, null for the database's.
 * Throws before any SQL when nobody acts or a key is malformed: an unset context is safe but reads whole tables.
 */
export function contextOf(actor: Actor, now: Date | null): Statement {
  if (actor.person === null && !actor.name.startsWith('system'))
    throw new TypeError('nobody acts: the actor has no person');
  for (const id of [actor.person ?? [], actor.own, actor.stations, actor.units].flat())
    if (!UUID.test(id)) throw new TypeError(`the actor carries a malformed id: ${id}`);
  for (const code of actor.counties)
    if (!Number.isInteger(code)) throw new TypeError(`the actor carries a malformed county: ${code}`);
  return {
    sql: SET_CONTEXT,
    parameters: [
      actor.person ?? '',
      actor.name,
      arrayLiteral(actor.own),
      arrayLiteral(actor.counties),
      arrayLiteral(actor.stations),
      arrayLiteral(actor.units),
      arrayLiteral(actor.kinds),
      actor.request ?? '',
      now?.toISOString() ?? '',
    ],
  };
}
