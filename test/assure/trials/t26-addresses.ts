// T26: nobody at a screen makes the server call into the house: not by any spelling, redirection or changing name.
import dns from 'node:dns/promises';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fetchOut, isOutside } from '@anlan/kernel/outward';
import { world } from '../../world.ts';
import { root } from '../root.ts';
import type { Trial } from '../trial.ts';

/** The same place in every spelling that some resolver takes. */
const spellings = (port: number): string[] => [
  ...[
    '127.0.0.1',
    '127.1',
    '127.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '127.0.0.1.',
    'localhost',
    'LOCALHOST',
    'localhost.',
    '0',
    '0.0.0.0',
    '①②⑦.⓪.⓪.①',
    '127。0。0。1',
    '127.8.9.10',
  ].map((host) => `http://${host}:${port}/`),
  ...[
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:127.0.0.1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
    '[fe80::1]',
    '[fc00::1]',
  ].map((host) => `http://${host}:${port}/`),
  ...[
    '169.254.169.254',
    '10.0.0.1',
    '172.16.3.4',
    '192.168.1.1',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '198.18.0.1',
  ].map((host) => `http://${host}/latest/meta-data`),
  `http://user:pass@127.0.0.1:${port}/`,
  `http://example.com@127.0.0.1:${port}/`,
  `http://127.0.0.1:${port}#@example.com/`,
  `https://127.0.0.1:${port}/`,
  'file:///etc/passwd',
  `gopher://127.0.0.1:${port}/x`,
  `ftp://127.0.0.1:${port}/`,
  'data:text/plain,x',
  `dict://127.0.0.1:${port}/`,
  `http:127.0.0.1:${port}`,
  `//127.0.0.1:${port}/`,
  'http://',
  'javascript:1',
];

/** Sources of the product that call somebody other than through the one door. */
function otherDoors(): string[] {
  const sources = ['packages/kernel', 'modules', 'apps/server'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/test|node_modules|\/web\/|outward|scanner\.ts$|testing/.test(name))
      .map((name) => join(folder, name)),
  );
  return sources.filter((name) =>
    /(?<![\w.])fetch\(|from 'node:(?:http2?|https|tls|dgram)'|from 'undici'/.test(
      readFileSync(join(root, name), 'utf8').replace(/import type [^;]+;/g, ''),
    ),
  );
}

type Answer = { address: string; family: number };
const OPEN: Answer = { address: '93.184.215.14', family: 4 };
const PRIVATE: Answer = { address: '10.0.0.1', family: 4 };
const LOOPBACK: Answer = { address: '127.0.0.1', family: 4 };

const { lookup } = dns;
/** Answers for every name from now on; null asks the system again. */
function answerNames(answers: (() => Answer[]) | null): void {
  dns.lookup = answers === null ? lookup : ((async () => answers()) as unknown as typeof lookup);
  syncBuiltinESMExports();
}

export const trial: Trial = {
  id: 'T26',
  title: '服务器只访问允许的地址，网页用户不能让它访问内网',
  small: 1,
  full: 20,
  async run({ n }) {
    let hits = 0;
    const inside = createServer((_, reply) => {
      hits += 1;
      reply.end('inside');
    });
    const outside = createServer((_, reply) =>
      reply.writeHead(302, { location: `http://127.0.0.1:${at(inside)}/` }).end(),
    );
    const at = (server: typeof inside) => (server.address() as AddressInfo).port;
    for (const server of [inside, outside]) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const w = await world();
    const faults: string[] = [];
    const before = process.env.ANLAN_ALLOW_HOSTS;
    process.env.ANLAN_ALLOW_HOSTS = '';
    let tried = 0;
    try {
      const keeper = await w.as('xitong');
      for (let round = 0; round < n; round++) {
        for (const url of spellings(at(inside))) {
          tried += 1;
          const kept = await keeper.send('PUT', '/api/inbox/gateway', {
            url,
            secret: 'a-secret-of-sixteen',
            enabled: true,
          });
          if (kept.status < 400) faults.push(`${url} was kept as the gateway`);
          if (kept.status >= 500) faults.push(`${url}: ${kept.status}`);
          await fetchOut(url, { ms: 500 }).then(
            () => faults.push(`${url} was called`),
            () => {},
          );
        }
        // A name that is outside when it is looked at and inside when it is called.
        let asked = 0;
        answerNames(() => [asked++ === 0 ? OPEN : LOOPBACK]);
        await fetchOut(`http://rebind.example:${at(inside)}/`, { ms: 300 }).catch((error: { code?: string }) => {
          if (error.code === 'address-refused') faults.push('an open address was refused');
        });
        // One name with two addresses, one of them inside.
        answerNames(() => [OPEN, PRIVATE]);
        await fetchOut('http://both.example/', { ms: 300 }).then(
          () => faults.push('a name that is also inside was called'),
          (error: { code?: string }) => {
            if (error.code !== 'address-refused') faults.push('a name that is also inside was tried');
          },
        );
        answerNames(null);
        process.env.ANLAN_ALLOW_HOSTS = `127.0.0.1:${at(outside)}`;
        if ((await fetchOut(`http://127.0.0.1:${at(outside)}/`)).status !== 302)
          faults.push('a redirection was followed');
        process.env.ANLAN_ALLOW_HOSTS = '';
      }
      if (hits) faults.push(`${hits} calls came in`);
      process.env.ANLAN_ALLOW_HOSTS = `127.0.0.1:${at(inside)}`;
      if ((await fetchOut(`http://127.0.0.1:${at(inside)}/`)).status !== 200)
        faults.push('what the operator allowed is not called');
      for (const address of ['8.8.8.8', '2606:4700::1111'])
        if (!isOutside(address)) faults.push(`${address} is outside`);
      const others = otherDoors();
      faults.push(...others.map((name) => `${name} calls by itself`));
    } finally {
      answerNames(null);
      process.env.ANLAN_ALLOW_HOSTS = before ?? '';
      await w.close();
      inside.close();
      outside.close();
    }
    return { faults, figures: { addresses: tried, hits: Math.max(0, hits - 1), faults: faults.length } };
  },
  plants: [
    {
      name: '不查地址在不在内网',
      patch: [
        {
          file: 'packages/kernel/outward/address.ts',
          find: 'if (!named(url) && !found.every',
          replace: 'if (false && !found.every',
        },
      ],
    },
    {
      name: '连接时重新查一次域名',
      patch: [
        {
          file: 'packages/kernel/outward/index.ts',
          find: 'options.all ? done(null, addresses) :',
          replace: "options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) :",
        },
      ],
    },
    {
      name: '网关自己发请求',
      patch: [{ file: 'packages/kernel/notify/gateway.ts', find: '  await needOutward(url);\n', replace: '' }],
    },
  ],
};
