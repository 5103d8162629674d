// Statements that need not wait for one another's answers, done in their order in one round trip.
import { CompiledQuery, type QueryExecutorProvider, type QueryResult } from 'kysely';

type Runner = QueryExecutorProvider & { executeQuery<R>(query: CompiledQuery<R>): Promise<QueryResult<R>> };
/** Of the query builder, or `sql`. */
export type Statement<R = unknown> = { compile(db: QueryExecutorProvider): CompiledQuery<R> };
type Answers<Q extends readonly Statement[]> = {
  [I in keyof Q]: Q[I] extends Statement<infer R> ? QueryResult<R> : never;
};

class Several {
  readonly query = CompiledQuery.raw('').query;
  readonly queryId = CompiledQuery.raw('').queryId;
  readonly sql = '';
  readonly parameters = [];
  readonly parts: readonly CompiledQuery[];
  constructor(parts: readonly CompiledQuery[]) {
    this.parts = parts;
  }
}

class Aside extends Several {
  readonly when: 'first' | 'last';
  constructor(part: CompiledQuery, when: 'first' | 'last') {
    super([part]);
    this.when = when;
  }
}

/** When a statement set aside by `first` or `last` is to travel; null for any other query. */
export const asideOf = (query: CompiledQuery): { when: 'first' | 'last'; part: CompiledQuery } | null =>
  query instanceof Aside ? { when: query.when, part: query.parts[0]! } : null;

/** The statements of which a query made by `together` consists; null for any other. */
export const partsOf = (query: CompiledQuery): readonly CompiledQuery[] | null =>
  query instanceof Several ? query.parts : null;

/**
 * Runs `statements` (of the query builder, or `sql`) in their order: a later one sees what an earlier one wrote. All or
 * nothing: inside a transaction it fails as any statement does, outside they are one of their own.
 * @returns their answers. @throws the first error.
 */
export async function together<const Q extends readonly Statement[]>(
  db: Runner,
  ...statements: Q
): Promise<Answers<Q>> {
  const { rows } = await db.executeQuery(new Several(statements.map((each) => each.compile(db))));
  return rows as unknown as Answers<Q>;
}

/**
 * Puts a statement at the head of a transaction that has not spoken yet: it travels with the first statement of the work, which
 * fails with it. Its answer is not given.
 */
export const first = async (trx: Runner, statement: Statement): Promise<void> => {
  await trx.executeQuery(new Aside(statement.compile(trx), 'first'));
};

/** Puts a statement at the end of a transaction: it travels with the commit, which fails with it. Its answer is not given. */
export const last = async (trx: Runner, statement: Statement): Promise<void> => {
  await trx.executeQuery(new Aside(statement.compile(trx), 'last'));
};
