// Who comes in while there is room, and who is told at once to come again: waiting in a line that nobody outlives helps nobody.
import { LIVE, Problem } from '@anlan/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Ordinary requests at work at the same time; beyond them the next is refused in microseconds, so that these stay quick.
 * Each that took longer than `LONG_MS` takes one place away, each other gives a quarter back: the room fits the machine.
 */
const AT_WORK = 48;
const LEAST_AT_WORK = 16;
const LONG_MS = 500;
/** Uploads at the same time: their bodies arrive as slowly as their senders like. */
const UPLOADS = 24;
/** Seconds after which a refused client may come again, spread so that they do not all come at once. */
const AGAIN = { least: 2, spread: 4 };

type Room = { inside: number; most: number };

/** Bounds the requests at work. Reserved routes, health and open streams are not counted. */
export function admit(app: FastifyInstance) {
  const rooms: { work: Room; uploads: Room } = {
    work: { inside: 0, most: AT_WORK },
    uploads: { inside: 0, most: UPLOADS },
  };
  const held = new WeakMap<FastifyRequest, { room: Room; since: number }>();

  const roomOf = (request: FastifyRequest): Room | null => {
    const declared = request.routeOptions.config.declared;
    if (!declared || declared.reserved || declared.url === LIVE) return null;
    return request.headers['content-type']?.startsWith('multipart/') ? rooms.uploads : rooms.work;
  };
  const refuseWhenFull = (room: Room | null) => {
    if (!room || room.inside < room.most) return;
    const retryAfter = AGAIN.least + Math.floor(Math.random() * AGAIN.spread);
    throw new Problem('busy', 503, '现在使用的人很多，请几秒后再试。您填写的内容没有丢失。', { retryAfter });
  };

  // Before the body is read, so that a refusal costs nothing; and again after, when the request goes to work.
  app.addHook('onRequest', async (request) => refuseWhenFull(roomOf(request)));
  app.addHook('preValidation', async (request) => {
    const room = roomOf(request);
    refuseWhenFull(room);
    if (!room) return;
    room.inside++;
    held.set(request, { room, since: performance.now() });
  });
  // The answer is ready: how slowly it is read takes no room. It comes here also when nobody reads it any more.
  app.addHook('onSend', async (request) => {
    const place = held.get(request);
    if (!place) return;
    held.delete(request);
    const { room, since } = place;
    room.inside--;
    if (room !== rooms.work) return;
    const change = performance.now() - since > LONG_MS ? -1 : 0.25;
    room.most = Math.min(AT_WORK, Math.max(LEAST_AT_WORK, room.most + change));
  });
}
