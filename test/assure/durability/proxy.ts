// A TCP proxy that spoils what passes through it: it delays, holds, refuses, and cuts a connection at its commit.
import { createHash } from 'node:crypto';
import { type Server, type Socket, connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** The name under which the driver prepares `commit`: it stands in every message that commits. */
const COMMIT = Buffer.from(createHash('sha256').update('commit').digest('base64url').slice(0, 24));

/** What becomes of a connection that commits: its commit never arrives, or arrives and its answer does not. */
export type Cut = 'before' | 'after';

export class Proxy {
  readonly #server: Server;
  readonly #pairs = new Set<[Socket, Socket]>();
  #latency = 0;
  #held: Promise<void> = Promise.resolve();
  #release = () => {};
  #refusing = false;
  #cut: (() => Cut | null) | null = null;
  cuts = 0;

  private constructor(target: number) {
    this.#server = createServer((client) => this.#pass(client, target));
  }

  /** Listens on a port of its own and passes on to `target`. */
  static async to(target: number): Promise<Proxy> {
    const proxy = new Proxy(target);
    await new Promise<void>((done) => proxy.#server.listen(0, '127.0.0.1', done));
    return proxy;
  }

  /** The same address, through this proxy. */
  via(url: string): string {
    return Object.assign(new URL(url), { port: String((this.#server.address() as { port: number }).port) }).href;
  }

  /** Each message is as late as this, milliseconds. */
  delay(ms: number) {
    this.#latency = ms;
  }

  /** Nothing passes until `go`. */
  hold() {
    this.#held = new Promise((go) => (this.#release = go));
  }
  go() {
    this.#release();
  }

  /** Ends every connection, and refuses new ones while `on`. */
  refuse(on: boolean) {
    this.#refusing = on;
    if (on) for (const pair of this.#pairs) for (const socket of pair) socket.resetAndDestroy();
  }

  /** Asks `choose` at each commit whether to cut there. */
  cutAtCommit(choose: (() => Cut | null) | null) {
    this.#cut = choose;
  }

  async close() {
    this.go();
    this.refuse(true);
    await new Promise((done) => this.#server.close(done));
  }

  #pass(client: Socket, target: number) {
    if (this.#refusing) return client.resetAndDestroy();
    const database = connect(target, '127.0.0.1');
    const pair: [Socket, Socket] = [client, database];
    this.#pairs.add(pair);
    let cut = false;
    const end = () => {
      this.#pairs.delete(pair);
      client.destroy();
      database.destroy();
    };
    for (const socket of pair) socket.setNoDelay().on('error', end).on('close', end);
    const inOrder = (to: Socket, look: (chunk: Buffer) => boolean) => {
      let last: Promise<unknown> = Promise.resolve();
      return (chunk: Buffer) => {
        const late = sleep(this.#latency);
        const before = last;
        last = (async () => {
          await before;
          await late;
          await this.#held;
          if (look(chunk)) to.write(chunk);
        })();
      };
    };
    client.on(
      'data',
      inOrder(database, (chunk) => {
        const where = chunk.includes(COMMIT) ? (this.#cut?.() ?? null) : null;
        if (where) this.cuts++;
        if (where === 'before') client.resetAndDestroy();
        if (where === 'after') cut = true;
        return where !== 'before';
      }),
    );
    database.on(
      'data',
      inOrder(client, () => {
        if (cut) client.resetAndDestroy();
        return !cut;
      }),
    );
  }
}
