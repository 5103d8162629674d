// T43: no secret of this installation or of anybody in logs, answers, environments of child processes, sources or documents.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { secretsIn } from '../proof/secrets.ts';
import type { Trial } from '../trial.ts';
import { freePort } from '../durability/product.ts';

const PASSWORD = 'canary-Of-T43-9f2b71';
const TOLD = /\.(?:ts|tsx|mjs|cjs|js|json|md|css|html|yml|yaml|sql|txt|conf|sh)$/;
const PATIENCE_MS = 240_000;

/** Every process below one, by the parents that /proc names. */
function below(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        return [[Number(name), Number(/\) \w (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1])] as const];
      } catch {
        return [];
      }
    });
  const found = [pid];
  for (const at of found) found.push(...parents.filter(([, parent]) => parent === at).map(([child]) => child));
  return found.slice(1);
}

/** The secrets of an installation, one a file, and the one that its people type. */
const secretsOf = (dir: string): string[] =>
  readdirSync(join(dir, 'secrets'), { withFileTypes: true })
    .filter((f) => f.isFile() && !f.name.endsWith('.json'))
    .map((f) => readFileSync(join(dir, 'secrets', f.name), 'utf8').trim())
    .map((text) => (text.startsWith('-----') ? text.split('\n')[1]! : text))
    .filter((text) => text.length >= 16);

export const trial: Trial = {
  id: 'T43',
  title: '日志、应答、子进程的环境、源码和文档里没有口令和密钥',
  small: 0,
  full: 1,
  async run({ dir, server }) {
    const faults: string[] = [];
    const tree = spawnSync('git', ['ls-files'], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter((f) => TOLD.test(f));
    for (const file of tree)
      for (const name of secretsIn(readFileSync(file, 'utf8'))) faults.push(`${name} in ${file}`);
    const [port, data] = [await freePort(), join(dir, 'data')];
    const env = {
      ...process.env,
      ANLAN_DATA: data,
      PORT: String(port),
      ANLAN_DEMO_PASSWORD: PASSWORD,
      LOG_LEVEL: 'debug',
    };
    const child = spawn(process.execPath, [server], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += String(chunk)));
    const ended = new Promise((done) => child.on('exit', done));
    const answers: string[] = [];
    let [processes, secrets] = [0, [] as string[]];
    try {
      const until = Date.now() + PATIENCE_MS;
      while (
        !(await fetch(`http://127.0.0.1:${port}/readyz`).then(
          (r) => r.ok,
          () => false,
        ))
      ) {
        if (Date.now() > until || child.exitCode !== null)
          throw new Error(`the server does not start: ${log.slice(-300)}`);
        await new Promise((next) => setTimeout(next, 500));
      }
      secrets = [...secretsOf(data), PASSWORD];
      const ask = async (method: string, path: string, body?: object, cookie = '') => {
        const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
          method,
          headers: { 'content-type': 'application/json', cookie, 'idempotency-key': crypto.randomUUID() },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        answers.push(`${method} ${path} ${await reply.text()}`);
        return reply;
      };
      await ask('POST', '/api/session', { account: 'anjian', password: `${PASSWORD}x` });
      await ask('POST', '/api/session', { account: 'anjian', password: 7 });
      for (const account of ['anjian', 'xitong', 'shenji']) {
        const reply = await ask('POST', '/api/session', { account, password: PASSWORD });
        const cookie = reply.headers
          .getSetCookie()
          .map((c) => c.split(';')[0])
          .join('; ');
        secrets.push(cookie.split('=')[1] ?? PASSWORD);
        for (const path of [
          'me',
          'todo',
          'people',
          'settings',
          'inbox/gateway',
          'audit',
          'audit/checkpoint',
          'study',
          'openapi.json',
          'nowhere',
        ])
          await ask('GET', `/api/${path}`, undefined, cookie);
        await ask('GET', '/metrics', undefined, cookie);
        await ask('POST', '/api/study', { title: PASSWORD.slice(0, 3) }, cookie);
      }
      const environments = below(child.pid!).map((pid) => {
        try {
          return readFileSync(`/proc/${pid}/environ`, 'latin1') + readFileSync(`/proc/${pid}/cmdline`, 'latin1');
        } catch {
          return '';
        }
      });
      processes = environments.length;
      if (processes === 0) faults.push('no child process was seen');
      const shown = log.replace(/演示密码 password: .*/, '');
      for (const [index, secret] of secrets.entries()) {
        const which = `secret ${index + 1}`;
        if (shown.includes(secret)) faults.push(`${which} in the log`);
        if (environments.some((e) => e.includes(secret))) faults.push(`${which} in the environment of a child`);
        for (const answer of answers) if (answer.includes(secret)) faults.push(`${which} in ${answer.slice(0, 40)}`);
      }
      for (const answer of [shown, ...answers])
        faults.push(...secretsIn(answer).map((name) => `${name} in ${answer.slice(0, 40)}`));
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
    return {
      faults,
      figures: { files: tree.length, answers: answers.length, secrets: secrets.length, processes, hits: faults.length },
    };
  },
  plants: [
    {
      name: '应答里带出设置的密钥',
      patch: [
        {
          file: 'packages/kernel/http/me.ts',
          find: 'account: ',
          replace: 'demoPassword: process.env.ANLAN_DEMO_PASSWORD, account: ',
        },
      ],
    },
  ],
};
