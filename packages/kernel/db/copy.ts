// Rows to PostgreSQL at the speed of COPY: one connection a table, never more in memory than the network takes.
import { once } from 'node:events';
import pg from 'pg';
import { type CopyStreamQuery, from } from 'pg-copy-streams';

/** A value of a column: objects are given as JSON text, arrays of strings as arrays. */
export type Value = string | number | boolean | null | readonly string[] | Buffer;

const CHUNK = 1 << 16;
const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
const escaped = (text: string) => (SPECIAL.test(text) ? text.replace(/[\\\n\r\t]/g, (c) => ESCAPES[c]!) : text);

function field(value: Value): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`;
  return escaped(`{${value.map((v) => `"${v.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`);
}

/** One table being filled. */
class Filling {
  rows = 0;
  readonly #stream: CopyStreamQuery;
  readonly #client: pg.Client;
  readonly #columns: readonly string[];
  #text = '';
  #failed: Error | null = null;
  #full: Promise<unknown> | null = null;

  constructor(client: pg.Client, table: string, columns: readonly string[]) {
    this.#client = client;
    this.#columns = columns;
    this.#stream = client.query(from(`copy ${table} (${columns.join(', ')}) from stdin`));
    this.#stream.on('error', (error) => (this.#failed ??= error));
  }

  write(row: Readonly<Record<string, Value>>) {
    this.rows++;
    const columns = this.#columns;
    let line = '';
    for (let i = 0; i < columns.length; i++) line += (i ? '\t' : '') + field(row[columns[i]!] ?? null);
    this.#text += `${line}\n`;
    if (this.#text.length > CHUNK) this.#send();
  }

  #send() {
    if (!this.#stream.write(this.#text)) this.#full ??= once(this.#stream, 'drain');
    this.#text = '';
  }

  /** Resolves when the network has taken what was written. @throws what the database found wrong with a row */
  async ready() {
    if (this.#failed) throw this.#failed;
    if (!this.#full) return;
    await this.#full;
    this.#full = null;
  }

  async end() {
    await this.ready();
    if (this.#text) this.#send();
    this.#stream.end();
    await once(this.#stream, 'finish');
    await this.#client.end();
  }
}

/** Every table that is being filled, each in one statement that ends with `end()`. */
export class Copy {
  readonly #url: string;
  readonly #open = new Map<string, Filling>();
  /** Columns of each table, as its first row names them. */
  readonly #waiting = new Map<string, Record<string, Value>[]>();

  constructor(url: string) {
    this.#url = url;
  }

  /** Adds a row; every row of a table names the same columns. */
  row(table: string, row: Record<string, Value>) {
    const open = this.#open.get(table);
    if (open) return open.write(row);
    this.#waiting.set(table, [...(this.#waiting.get(table) ?? []), row]);
  }

  /** To be awaited now and then, so that the database keeps pace. */
  async ready() {
    for (const [table, rows] of this.#waiting) {
      const client = new pg.Client({ connectionString: this.#url });
      // A connection that dies fails its statement as well, which says why.
      client.on('error', () => {});
      await client.connect();
      await client.query('set synchronous_commit = off');
      const filling = new Filling(client, table, Object.keys(rows[0]!));
      this.#open.set(table, filling);
      for (const row of rows) filling.write(row);
    }
    this.#waiting.clear();
    for (const filling of this.#open.values()) await filling.ready();
  }

  /** Ends the statements in the order in which their tables were first written to: what is referred to stands first. */
  async end() {
    await this.ready();
    for (const filling of this.#open.values()) await filling.end();
  }

  /** How many rows each table got. */
  counts = (): [string, number][] => [...this.#open].map(([table, { rows }]) => [table, rows]);
}
