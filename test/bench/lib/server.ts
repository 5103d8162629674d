// The product started as people start it, on a fresh data folder, and one of its people asking.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ask, Keyring, type Reply } from '@anlan/kernel/testing';
import { v7 } from 'uuid';
import { root } from './measure.ts';

export const PASSWORD = process.env.ANLAN_DEMO_PASSWORD ?? 'bench-password';

export const freshFolder = () => mkdtempSync(join(tmpdir(), 'anlan-bench-'));
export const removeFolder = (dir: string) => rmSync(dir, { recursive: true, force: true });

export class Server {
  readonly url: string;
  /** Milliseconds from the command to the line that says it is ready. */
  readonly took: number;
  readonly #child: ChildProcess;
  readonly #keys = new Keyring(() => new Date());

  private constructor(child: ChildProcess, url: string, took: number) {
    this.#child = child;
    this.url = url;
    this.took = took;
  }

  static start(dir: string): Promise<Server> {
    const began = performance.now();
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      ANLAN_DATA: dir,
      ANLAN_DEMO_PASSWORD: PASSWORD,
      PORT: '0',
      HOST: '127.0.0.1',
    };
    const child = spawn(process.execPath, [join(root, 'tools/start.mjs')], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return new Promise((done, fail) => {
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk;
        const url = /is ready: (\S+)/.exec(said)?.[1];
        if (url) done(new Server(child, url, performance.now() - began));
      });
      child.once('exit', (code) => fail(new Error(`the server ended with ${code}: ${said}`)));
    });
  }

  /** Resident memory of the server's process, MiB. */
  rss(): number {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.#child.pid}/status`, 'utf8'))![1]) / 1024;
  }

  async stop() {
    const ended = new Promise((done) => this.#child.once('exit', done));
    this.#child.kill('SIGINT');
    await ended;
  }

  async #ask({ path, cookie, body }: Parameters<Ask>[0]): Promise<Reply> {
    const reply = await fetch(this.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
      body: JSON.stringify(body),
    });
    const cookies = reply.headers.getSetCookie().map((line) => {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      return { name, value };
    });
    return { status: reply.status, body: await reply.json(), cookies };
  }

  /** The cookie of a session of this account. */
  cookie(account: string): Promise<string> {
    return this.#keys.signIn((order) => this.#ask(order), account, PASSWORD);
  }

  async as(account: string): Promise<Asker> {
    const cookie = await this.cookie(account);
    return async (method, path, body) => {
      const headers = {
        cookie,
        ...(method === 'GET' ? {} : { 'content-type': 'application/json', 'idempotency-key': v7() }),
      };
      const answer = await fetch(this.url + path, {
        method,
        headers,
        ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
      });
      if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return answer.json() as never;
    };
  }
}

export type Asker = <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) => Promise<T>;
