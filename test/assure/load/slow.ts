// Clients that hold connections without using them: heads and bodies that trickle in, answers that nobody reads.
import { readFileSync } from 'node:fs';
import { type Socket, connect } from 'node:net';
import { connect as connectTls } from 'node:tls';

export type Kind = 'head' | 'body' | 'read';
const TRICKLE_MS = 5_000;
/** So many answers are asked for at once, to fill the buffers between the server and a reader who does not read. */
const PIPELINED = 12;

const opening: Record<Kind, string> = {
  head: 'GET / HTTP/1.1\r\nHost: anlan.example.cn\r\n',
  body: 'POST /api/session HTTP/1.1\r\nHost: anlan.example.cn\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n{',
  read: 'GET /api/openapi.json HTTP/1.1\r\nHost: anlan.example.cn\r\n\r\n'.repeat(PIPELINED),
};
const drop: Record<Kind, string> = { head: 'X-Slow: 1\r\n', body: ' ', read: '' };

/** One slow client of `kind` from `from`; gives how to end it. */
export function slow(kind: Kind, { port, from, tls }: { port: number; from: string; tls: boolean }): () => void {
  const at = { host: '127.0.0.1', port, localAddress: from };
  const socket: Socket = tls ? connectTls({ ...at, rejectUnauthorized: false }) : connect(at);
  socket.on('error', () => {});
  socket.once(tls ? 'secureConnect' : 'connect', () => socket.write(opening[kind]));
  if (kind !== 'read') socket.resume();
  const trickle = setInterval(() => socket.writable && socket.write(drop[kind]), TRICKLE_MS);
  return () => {
    clearInterval(trickle);
    socket.destroy();
  };
}

/** Established connections that a server on `port` of this machine holds, by the address of the client. */
export function heldBy(port: number, from: string): number {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const client = from
    .split('.')
    .toReversed()
    .map((n) => Number(n).toString(16).toUpperCase().padStart(2, '0'))
    .join('');
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, remote, state]) => local?.endsWith(`:${hex}`) && remote?.startsWith(client) && state === '01')
    .length;
}
