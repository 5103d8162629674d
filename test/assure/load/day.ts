// What a working day asks of the product: four readings to one writing, by people of several units.
import { Agent } from 'node:http';
import { v7 } from 'uuid';
import { PASSWORD, unitOf } from '../durability/rig.ts';
import { ACCOUNTS } from '../durability/writers.ts';
import type { Ask } from './fire.ts';

const READS = ['/api/todo', '/api/me', '/api/study?limit=50', '/api/duties/periods?only=all&limit=50', '/api/inbox'];
const SHARE_OF_WRITES = 0.2;

export type Day = { next(): Ask; reads(): Ask; writes(): Ask; cookies: ReadonlyMap<string, string> };

/** The request that signs in. */
export const signIn = (account: string): Ask => ({
  method: 'POST',
  path: '/api/session',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ account, password: PASSWORD }),
});

/** Signs everybody in and gives what they ask, as the dice say. */
export async function openDay(url: string, roll: () => number): Promise<Day> {
  const cookies = new Map<string, string>();
  for (const account of ACCOUNTS) {
    const { headers, body } = signIn(account);
    const reply = await fetch(`${url}/api/session`, { method: 'POST', headers, body: body ?? null });
    if (reply.status !== 200) throw new Error(`${account} cannot sign in: ${await reply.text()}`);
    const sid = reply.headers.getSetCookie().find((c) => c.includes('sid='))!;
    cookies.set(account, sid.split(';')[0]!);
  }
  const someone = () => ACCOUNTS[Math.floor(roll() * ACCOUNTS.length)]!;
  const reads = (): Ask => ({
    method: 'GET',
    path: READS[Math.floor(roll() * READS.length)]!,
    headers: { cookie: cookies.get(someone())! },
  });
  const writes = (): Ask => {
    const account = someone();
    const body = {
      unitId: unitOf(account),
      title: `专题学习 ${v7()}`,
      heldOn: '2026-11-20',
      place: '会议室',
      host: '主持人',
      agenda: [{ title: '学习安全生产规定', kind: 'study' }],
      attendees: ['甲', '乙'],
    };
    return {
      method: 'POST',
      path: '/api/study',
      headers: { cookie: cookies.get(account)!, 'content-type': 'application/json', 'idempotency-key': v7() },
      body: JSON.stringify(body),
    };
  };
  return { reads, writes, cookies, next: () => (roll() < SHARE_OF_WRITES ? writes() : reads()) };
}

export const oneAgent = () => new Agent({ keepAlive: true, maxSockets: 16 });
