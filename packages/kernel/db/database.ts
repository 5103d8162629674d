// The one door to data: every statement leaves with the actor who asks it, in one round trip; no other export of a
// connection exists. See docs/adr/0003-actor-in-one-trip.md.
import {
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import pg, { type Pool, type PoolClient } from 'pg';
import { type Actor, contextOf, STANDBY, wantsOnePlan, withOnePlan } from './actor.ts';
import { Broken, Busy, isConnectionLoss, isUnreachable, NotCommitted } from './errors.ts';
import { toWire } from './wire.ts';
import { asideOf, partsOf } from './together.ts';
import { travel, type Answer, type Statement } from './trip.ts';

const WAIT_MS = 5_000;

export type DatabaseOptions = {
  url: string;
  /** How many connections at most. */
  max: number;
  /** The program's clock, told to the database with every statement. */
  now?: () => Date;
  /** How long a request waits for a free connection before it is refused as Busy. */
  waitMs?: number;
  /** `url` leads through a pooler of transactions: nothing is left prepared on a connection. */
  pooled?: boolean;
  onIdleError?: (error: Error) => void;
};

/** A pool of connections whose every statement carries the actor. */
export class Database<Tables> {
  readonly #pool: Pool;
  readonly #named: boolean;
  readonly #now: (() => Date) | null;

  constructor({ url, max, now, waitMs = WAIT_MS, pooled = false, onIdleError = () => {} }: DatabaseOptions) {
    this.#pool = new pg.Pool({
      connectionString: url,
      max,
      connectionTimeoutMillis: waitMs,
      idleTimeoutMillis: 300_000,
    });
    this.#pool.on('error', onIdleError);
    // A connection that dies while it is lent out reports twice; its statement fails and says so.
    this.#pool.on('connect', (client) => client.on('error', () => {}));
    this.#named = !pooled;
    this.#now = now ?? null;
  }

  /**
   * Kysely in the name of `actor`. Single statements set the context and run in one trip; `.transaction()` sets it
   * once, with the first statement. Throws at once when nobody acts.
   */
  as(actor: Actor): Kysely<Tables> {
    return new Kysely<Tables>({
      dialect: new ActorDialect(this.#pool, contextOf(actor, this.#now?.() ?? null), this.#named),
    });
  }

  /** Waits for the statements under way, then closes every connection. */
  async close(): Promise<void> {
    await this.#pool.end();
  }
}

class ActorDialect implements Dialect {
  readonly #pool: Pool;
  readonly #context: Statement;
  readonly #named: boolean;
  constructor(pool: Pool, context: Statement, named: boolean) {
    this.#pool = pool;
    this.#context = context;
    this.#named = named;
  }
  createAdapter = () => new PostgresAdapter();
  createQueryCompiler = () => new PostgresQueryCompiler();
  createIntrospector = (db: Kysely<unknown>) => new PostgresIntrospector(db);
  createDriver = () => new ActorDriver(this.#pool, this.#context, this.#named);
}

class ActorDriver implements Driver {
  readonly #pool: Pool;
  readonly #context: Statement;
  readonly #named: boolean;
  constructor(pool: Pool, context: Statement, named: boolean) {
    this.#pool = pool;
    this.#context = context;
    this.#named = named;
  }
  async init(): Promise<void> {}
  async destroy(): Promise<void> {}
  async acquireConnection(): Promise<ActorConnection> {
    return new ActorConnection(await checkOut(this.#pool), this.#context, this.#named);
  }
  beginTransaction = (connection: ActorConnection, settings: TransactionSettings) => connection.begin(settings);
  commitTransaction = (connection: ActorConnection) => connection.commit();
  rollbackTransaction = (connection: ActorConnection) => connection.rollback();
  releaseConnection = async (connection: ActorConnection) => connection.release();
}

/** The way back from a failed statement to a savepoint: the transaction lives on. */
const BACK = /^rollback to savepoint \w+$/;

/** A connection lent to one actor: single statements, or one transaction. */
class ActorConnection implements DatabaseConnection {
  readonly #client: PoolClient;
  readonly #context: Statement;
  readonly #named: boolean;
  /** Statements still to be sent before the next one: the opening of a transaction travels with its first statement. */
  #opening: Statement[] = [];
  /** Statements that travel with the commit. */
  #closing: Statement[] = [];
  #mode: 'single' | 'transaction' | 'failed' = 'single';
  #broken = false;
  #last: Promise<void> = Promise.resolve();

  constructor(client: PoolClient, context: Statement, named: boolean) {
    this.#client = client;
    this.#context = context;
    this.#named = named;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const aside = asideOf(query);
    if (aside) return this.#setAside(aside.when, wired(aside.part));
    const back = BACK.test(query.sql);
    if (this.#mode === 'failed' && (!back || this.#broken)) throw new NotCommitted();
    const parts = partsOf(query);
    const main = (parts ?? [query]).map(wired);
    const before = this.#mode === 'single' ? [contextFor(main, this.#context)] : this.#opening;
    this.#opening = [];
    const answers = await this.#travel([...before, ...main]);
    if (back) this.#mode = 'transaction';
    if (this.#client.getTransactionStatus() !== (this.#mode === 'single' ? 'I' : 'T')) {
      this.#mode = 'failed';
      this.#broken = true;
      throw new Error('a statement began or ended a transaction by itself: use transaction()');
    }
    const results = answers.slice(before.length).map(resultOf);
    return parts ? { rows: results as R[] } : (results[0] as QueryResult<R>);
  }

  #setAside<R>(when: 'first' | 'last', statement: Statement): QueryResult<R> {
    if (this.#mode !== 'transaction' || (when === 'first' && this.#opening.length === 0))
      throw new Error(
        `a statement cannot be put ${when}: the transaction ${this.#mode === 'transaction' ? 'has spoken' : 'is not open'}`,
      );
    (when === 'first' ? this.#opening : this.#closing).push(statement);
    return { rows: [] };
  }

  /** Not offered: a cursor would hold one connection for as long as its reader likes. Read pages by key instead. */
  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not offered: read pages by key');
  }

  async begin({ isolationLevel, accessMode }: TransactionSettings): Promise<void> {
    const words = ['begin', isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean);
    this.#mode = 'transaction';
    this.#opening = [{ sql: words.join(' '), parameters: [] }, this.#context];
  }

  async commit(): Promise<void> {
    if (this.#opening.length > 0 && this.#closing.length === 0) return;
    if (this.#broken) throw new NotCommitted();
    const answers = await this.#travel([...this.#opening, ...this.#closing, { sql: 'commit', parameters: [] }]);
    if (answers.at(-1)?.command !== 'COMMIT') throw new NotCommitted();
  }

  /** Never throws: the error that led here matters more, and a connection that cannot roll back is destroyed. */
  async rollback(): Promise<void> {
    if (this.#broken || this.#opening.length > 0) return;
    await this.#travel([{ sql: 'rollback', parameters: [] }]).catch(() => {
      this.#broken = true;
    });
  }

  release(): void {
    this.#client.release(this.#broken);
  }

  /** One trip at a time: statements that callers send side by side in one transaction queue here, in the order they came. */
  #travel(statements: Statement[]): Promise<Answer[]> {
    const trip = this.#last.then(() => this.#go(statements));
    this.#last = trip.then(
      () => undefined,
      () => undefined,
    );
    return trip;
  }

  async #go(statements: Statement[]): Promise<Answer[]> {
    const first = statements[0]?.sql ?? '';
    if (this.#mode === 'failed' && first !== 'rollback' && !BACK.test(first)) throw new NotCommitted();
    try {
      const answers = await travel(this.#client, statements, this.#named);
      // No PostgreSQL error, so the connection counts as lost: the next one leads to whoever is primary now.
      if (answers.some(({ rows }) => rows[0]?.[STANDBY] === true)) throw new Error('a standby answered');
      return answers;
    } catch (error) {
      if (this.#mode === 'transaction') this.#mode = 'failed';
      this.#broken ||= isConnectionLoss(error);
      if (this.#broken) throw new Broken(error);
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    }
  }
}

const wired = ({ sql, parameters }: Statement): Statement => ({ sql, parameters: parameters.map(toWire) });

const contextFor = (statements: readonly Statement[], context: Statement) =>
  statements.every(({ sql }) => wantsOnePlan(sql)) ? withOnePlan(context) : context;

const resultOf = ({ command, count, rows }: Answer): QueryResult<unknown> =>
  command === 'SELECT' ? { rows } : { rows, numAffectedRows: BigInt(count) };

/** A connection within the waiting time; a server that is just coming back is waited for. */
async function checkOut(pool: Pool): Promise<PoolClient> {
  const until = Date.now() + WAIT_MS;
  for (;;) {
    try {
      return await pool.connect();
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('timeout exceeded')) throw new Busy();
      if (!isUnreachable(error) || Date.now() > until) throw new Broken(error);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
