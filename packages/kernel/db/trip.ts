// Several prepared statements sent to PostgreSQL at once and closed by one Sync: one round trip, one implicit
// transaction. It speaks to pg's connection directly, which is why pg is pinned to an exact version.
import { createHash } from 'node:crypto';
import type { Connection, PoolClient, Submittable } from 'pg';
import { parserOf, toWire } from './wire.ts';

export type Statement = { sql: string; parameters: readonly unknown[] };
export type Row = Record<string, unknown>;
/** `command` is the first word of the command tag, `count` the rows it touched. */
export type Answer = { command: string; count: number; rows: Row[] };

type Column = { name: string; parse: (text: string) => unknown };
type Described = { fields: { name: string; dataTypeID: number }[] };
type Data = { fields: (string | null)[] };
type Complete = { text: string };

/** What a connection has prepared, least recently used first, and names whose state a failure left unknown. */
type Prepared = { columns: Map<string, Column[]>; doubtful: Set<string> };

const KEPT_PER_CONNECTION = 256;
const LONGEST_KEPT_SQL = 16_000;
const prepared = new WeakMap<Connection, Prepared>();
const names = new Map<string, string>();

/** The name under which a statement is prepared: a hash of its text; none for the very long ones, which rarely recur. */
function nameOf(sql: string): string {
  if (sql.length > LONGEST_KEPT_SQL) return '';
  let name = names.get(sql);
  if (name === undefined) {
    if (names.size >= 4096) names.clear();
    name = createHash('sha256').update(sql).digest('base64url').slice(0, 24);
    names.set(sql, name);
  }
  return name;
}

class Trip implements Submittable {
  readonly #calls: { sql: string; name: string; values: (string | Buffer | null)[]; columns: Column[] | null }[];
  readonly #answers: Answer[] = [];
  readonly #resolve: (answers: Answer[]) => void;
  readonly #reject: (error: unknown) => void;
  #rows: Row[] = [];
  #unreadable: unknown = null;
  #state: Prepared | null = null;

  constructor(
    statements: readonly Statement[],
    named: boolean,
    resolve: (answers: Answer[]) => void,
    reject: (error: unknown) => void,
  ) {
    this.#calls = statements.map(({ sql, parameters }) => ({
      sql,
      name: named ? nameOf(sql) : '',
      values: parameters.map(toWire),
      columns: null,
    }));
    this.#resolve = resolve;
    this.#reject = reject;
  }

  submit(connection: Connection): void {
    const state = prepared.get(connection) ?? { columns: new Map(), doubtful: new Set() };
    prepared.set(connection, state);
    this.#state = state;
    connection.stream.cork();
    for (const name of state.doubtful) connection.close({ type: 'S', name }, true);
    state.doubtful.clear();
    const parsed = new Set<string>();
    for (const call of this.#calls) {
      call.columns = state.columns.get(call.name) ?? null;
      state.columns.delete(call.name);
      if (call.columns) state.columns.set(call.name, call.columns);
      else if (!call.name || !parsed.has(call.name))
        connection.parse({ name: call.name, text: call.sql, types: [] }, true);
      parsed.add(call.name);
      connection.bind({ statement: call.name, values: call.values }, true);
      if (!call.columns) connection.describe({ type: 'P' }, true);
      connection.execute(null, true);
    }
    connection.sync();
    connection.stream.uncork();
  }

  handleRowDescription({ fields }: Described): void {
    const call = this.#calls[this.#answers.length];
    if (call) call.columns = fields.map((field) => ({ name: field.name, parse: parserOf(field.dataTypeID) }));
  }

  handleDataRow({ fields }: Data): void {
    const columns = this.#calls[this.#answers.length]?.columns ?? [];
    const row: Row = {};
    try {
      for (let i = 0; i < columns.length; i++) {
        const column = columns[i]!;
        const text = fields[i];
        row[column.name] = text === null || text === undefined ? null : column.parse(text);
      }
    } catch (error) {
      this.#unreadable ??= error;
    }
    this.#rows.push(row);
  }

  handleCommandComplete({ text }: Complete): void {
    const words = text.split(' ');
    this.#answers.push({ command: words[0] ?? '', count: Number(words.at(-1)) || 0, rows: this.#rows });
    this.#rows = [];
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' });
  }

  handleReadyForQuery(connection: Connection): void {
    const { columns } = this.#state!;
    for (const call of this.#calls) if (call.name) columns.set(call.name, call.columns ?? []);
    while (columns.size > KEPT_PER_CONNECTION) this.#forget(columns.keys().next().value!);
    if (this.#unreadable) this.handleError(this.#unreadable, connection);
    else this.#resolve(this.#answers);
  }

  /** Which of the statements were prepared before the failure is unknown: close them all before they are used again. */
  handleError(error: unknown, _connection: Connection): void {
    if (this.#state) for (const call of this.#calls) if (call.name) this.#forget(call.name);
    this.#reject(error);
  }

  handleCopyInResponse(connection: Connection & { sendCopyFail(reason: string): void }): void {
    connection.sendCopyFail('copy is not used here');
  }

  #forget(name: string): void {
    this.#state!.columns.delete(name);
    this.#state!.doubtful.add(name);
  }
}

/**
 * Sends the statements in one round trip; rejects with the first error, and then nothing of them has happened. `named`
 * keeps them prepared on the connection, which must then lead to one session for as long as it lives.
 */
export function travel(client: PoolClient, statements: readonly Statement[], named: boolean): Promise<Answer[]> {
  return new Promise<Answer[]>((resolve, reject) => {
    client.query(new Trip(statements, named, resolve, reject));
  });
}
