// How long a slow client is waited for: who sends or reads a trickle holds a connection that others need.
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { LIVE } from '@anlan/contract';

/** Milliseconds between looks, and in which a transfer must have moved by `LEAST` bytes. */
const LOOK_MS = 5_000;
const SPAN_MS = 15_000;
const LEAST = 4 * 1024;

/** Requests of one connection not answered yet; browsers and proxies send the next after the answer. */
const UNANSWERED = 16;

/** For Fastify: times of the connection itself, in milliseconds. Heads arrive within fifteen seconds, found late by five. */
export const patience = {
  connectionTimeout: 60_000,
  keepAliveTimeout: 20_000,
  requestTimeout: 900_000,
  maxRequestsPerSocket: 1_000,
  http: { headersTimeout: 15_000, connectionsCheckingInterval: LOOK_MS },
} as const;

/** `moved` counts bytes that went through, `waits` says that the other side is waited for. */
type Transfer = { socket: Socket; moved(): number; waits(): boolean; seen: number; since: number };

/**
 * Closes connections whose request arrives, or whose answer leaves, more slowly than 4 KiB in 15 s, and those that ask for
 * more than they wait for: a handful of bytes could otherwise order gigabytes.
 */
export function hurryTransfers(app: FastifyInstance) {
  const under = new Set<Transfer>();
  const unanswered = new WeakMap<Socket, number>();
  const begin = (socket: Socket, moved: () => number, waits: () => boolean): (() => void) => {
    const transfer = { socket, moved, waits, seen: moved(), since: Date.now() };
    under.add(transfer);
    return () => void under.delete(transfer);
  };
  const look = setInterval(() => {
    const now = Date.now();
    for (const transfer of under) {
      if (now - transfer.since < SPAN_MS) continue;
      const moved = transfer.moved();
      if (moved - transfer.seen < LEAST && transfer.waits()) {
        under.delete(transfer);
        transfer.socket.destroy();
      } else Object.assign(transfer, { seen: moved, since: now });
    }
  }, LOOK_MS);
  look.unref();

  app.addHook('onRequest', async ({ raw }, reply) => {
    const count = (by: 1 | -1) => {
      const n = (unanswered.get(raw.socket) ?? 0) + by;
      unanswered.set(raw.socket, n);
      return n;
    };
    if (count(1) > UNANSWERED) {
      raw.socket.destroy();
      return reply.hijack();
    }
    reply.raw.once('close', () => count(-1));
    if (raw.readableEnded || (!raw.headers['content-length'] && !raw.headers['transfer-encoding'])) return;
    const end = begin(
      raw.socket,
      () => raw.socket.bytesRead,
      () => true,
    );
    raw.once('end', end).once('close', end);
  });
  app.addHook('onSend', async (request, reply) => {
    if (request.routeOptions.url === LIVE) return;
    const { socket } = request.raw;
    // With nothing left to write it is we who are slow.
    const end = begin(
      socket,
      () => socket.bytesWritten - socket.writableLength,
      () => socket.writableLength > 0,
    );
    reply.raw.once('finish', end).once('close', end);
  });
  app.addHook('onClose', async () => clearInterval(look));
}
