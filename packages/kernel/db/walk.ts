// Where to look for the rows of a scope: key by key, each by an index of its own. Row-level security judges every row; the keys only
// spare a reader who sees little the walk past everything that is not his.
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from './actor.ts';
import { SCOPE_KEYS } from './policy.ts';

/**
 * Reads `columns` of a table with the columns of scope for each of the actor's keys; a row may come more than once.
 * @param rows from where, and the conditions: `from record where …`. `table` is the name its columns go by there.
 * @param tail order and limit of each walk
 */
export const walks = (
  actor: Actor,
  table: string,
  columns: RawBuilder<unknown>,
  rows: RawBuilder<unknown>,
  tail: RawBuilder<unknown>,
): RawBuilder<unknown>[] =>
  SCOPE_KEYS.flatMap(([name, column, type]) =>
    actor[name].length === 0
      ? []
      : [
          sql`select found.* from unnest(${[...actor[name]]}::${sql.raw(type)}[]) as of_scope cross join lateral
            (select ${columns} ${rows} and ${sql.ref(`${table}.${column}`)} = of_scope ${tail}) as found`,
        ],
  );

/** One query of several, each row once. */
export const union = (parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  sql.join(
    parts.map((part) => sql`(${part})`),
    sql` union `,
  );
