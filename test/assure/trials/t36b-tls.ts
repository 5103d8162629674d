// T36b: with a certificate the product speaks TLS 1.2 and 1.3 and nothing older, and says that it is to be kept so.
import { execFileSync } from 'node:child_process';
import { request } from 'node:https';
import { join } from 'node:path';
import { type SecureVersion, connect } from 'node:tls';
import { startServer } from '../access/server.ts';
import { freePort } from '../durability/product.ts';
import type { Trial } from '../trial.ts';

const SPOKEN = { TLSv1: false, 'TLSv1.1': false, 'TLSv1.2': true, 'TLSv1.3': true } as const;

export const trial: Trial = {
  id: 'T36b',
  title: '只说 TLS 1.2 和 1.3',
  small: 0,
  full: 1,
  needs: ['sslscan', 'openssl'],
  async run({ dir, server }) {
    const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
    execFileSync('openssl', [...made, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    const port = await freePort();
    const child = await startServer(server, {
      ANLAN_DATA: join(dir, 'data'),
      ANLAN_DEMO: '0',
      PORT: String(port),
      ANLAN_TLS_CERT: cert,
      ANLAN_TLS_KEY: key,
      // The oldest that this process would speak: what refuses it must be the product's own word.
      NODE_OPTIONS: '--tls-min-v1.0 --tls-cipher-list=DEFAULT:@SECLEVEL=0',
    });
    const faults: string[] = [];
    try {
      for (const [version, wanted] of Object.entries(SPOKEN) as [SecureVersion, boolean][])
        if ((await speaks(port, version)) !== wanted) faults.push(`${version} is ${wanted ? 'not ' : ''}spoken`);
      const scan = execFileSync('sslscan', ['--no-colour', `127.0.0.1:${port}`], { encoding: 'utf8' });
      for (const old of ['SSLv2', 'SSLv3', 'TLSv1.0', 'TLSv1.1'])
        if (new RegExp(`^${old.replace('.', '\\.')}\\s+enabled`, 'm').test(scan))
          faults.push(`sslscan: ${old} enabled`);
      if (!(await kept(port))) faults.push('no Strict-Transport-Security');
    } finally {
      await child.stop();
    }
    return { faults, figures: { versions: Object.keys(SPOKEN).length, old: faults.length } };
  },
  plants: [
    {
      name: '旧版 TLS 也接受',
      patch: [{ file: 'packages/kernel/http/index.ts', find: "minVersion: 'TLSv1.2'", replace: "minVersion: 'TLSv1'" }],
    },
  ],
};

const speaks = (port: number, version: SecureVersion) =>
  new Promise<boolean>((done) => {
    const how = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT:@SECLEVEL=0', rejectUnauthorized: false };
    const socket = connect({ port, host: '127.0.0.1', ...how });
    socket.once('secureConnect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });

const kept = (port: number) =>
  new Promise<boolean>((done, fail) => {
    request({ port, host: '127.0.0.1', path: '/api/me', rejectUnauthorized: false }, (reply) => {
      reply.resume();
      done(reply.headers['strict-transport-security'] !== undefined);
    })
      .on('error', fail)
      .end();
  });
