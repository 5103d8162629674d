// nginx before the product, with the very file of the manual; only names of places are others.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../durability/product.ts';
import { root } from '../root.ts';

export type Front = { port: number; stop(): Promise<void> };

/** Starts nginx over TLS before the product on `port`, with its files in `dir`. */
export async function openFront(dir: string, port: number): Promise<Front> {
  const at = join(dir, 'nginx');
  mkdirSync(at);
  const [cert, key] = [join(at, 'cert.pem'), join(at, 'key.pem')];
  const subject = ['-subj', '/CN=anlan.example.cn', '-keyout', key, '-out', cert];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject], {
    stdio: 'ignore',
  });
  const [tls, plain] = [await freePort(), await freePort()];
  const conf = readFileSync(join(root, 'docs/manual/nginx/anlan.conf'), 'utf8')
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${port}`)
    .replaceAll('/etc/nginx/anlan/', `${at}/`)
    .replace('listen 443 ssl', `listen 127.0.0.1:${tls} ssl`)
    .replace('listen 80', `listen 127.0.0.1:${plain}`);
  const around = `daemon off; error_log ${at}/error.log; pid ${at}/pid; worker_processes 1; worker_rlimit_nofile 16384;
events { worker_connections 8192; }
http { access_log off; ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((t) => `${t}_temp_path ${at}/${t};`).join(' ')}
${conf} }`;
  writeFileSync(join(at, 'nginx.conf'), around);
  const nginx: ChildProcess = spawn('/usr/sbin/nginx', ['-e', `${at}/error.log`, '-c', join(at, 'nginx.conf')], {
    stdio: 'ignore',
  });
  await sleep(1_000);
  if (nginx.exitCode !== null) throw new Error(`nginx ended: ${readFileSync(`${at}/error.log`, 'utf8')}`);
  return {
    port: tls,
    async stop() {
      const ended = new Promise((done) => nginx.once('exit', done));
      nginx.kill('SIGTERM');
      await ended;
    },
  };
}
