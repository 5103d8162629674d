// Every way by which something can be read, and the questions that walk them all.
import { openPackage } from '@anlan/kernel/archive';
import { made, pick } from './made.ts';
import { type Door, request } from './surface.ts';
import type { Thing } from './things.ts';
import type { Ask, Reply, Visitor } from './visitor.ts';

/** The channels by name, each by the addresses that belong to it; the first that fits counts. */
const CHANNELS: readonly (readonly [string, RegExp])[] = [
  ['export', /export\.xlsx$/],
  ['sheet', /\.xlsx$/],
  ['bundle', /\.zip$|bundle/],
  ['search', /^\/api\/search/],
  ['autocomplete', /^\/api\/(units|groups|people)(\/|$)/],
  ['todo', /^\/api\/todo/],
  ['live', /^\/api\/live/],
  ['feed', /feed/],
  ['calendar', /^\/api\/calendar/],
  ['inbox', /^\/api\/(inbox|notice)/],
  ['stood', /timeline\/:/],
  ['timeline', /timeline$/],
  ['file', /^\/api\/files|\/files$/],
  ['period', /^\/api\/duties/],
  ['matrix', /matrix|living|strip/],
  ['import', /^\/api\/imports/],
  ['paper', /^\/api\/papers/],
  ['record', /\/:\w+$/],
  ['part', /\/:\w+\//],
  ['list', /./],
];
export const channelOf = (url: string) => CHANNELS.find(([, pattern]) => pattern.test(url))![0];

/** Shows what the whole house may know: the head of the log for keeping elsewhere, and the interface. */
const SHARED = new Set(['/api/audit/checkpoint', '/api/openapi.json', '/api/live']);
export const readable = (doors: readonly Door[]) => doors.filter((d) => d.method === 'GET' && !SHARED.has(d.url));

/** So many questions at each door, the first without any wish. */
const TIMES = 3;

/** What one person asks at all doors: about the `near` things where an identity is wanted, for `words` where text is. */
export function questions(
  doors: readonly Door[],
  near: readonly Thing[],
  words: readonly string[],
  roll: () => number,
): { door: Door; ask: Ask }[] {
  return readable(doors).flatMap((door) => {
    const fits = near.filter((t) => !door.kind || t.kind === door.kind);
    if (door.params.length && !fits.length) return [];
    return Array.from({ length: TIMES }, (_, nth) => {
      const bend = (path: string, shape: { format?: string; type?: string }) =>
        shape.format === 'uuid'
          ? pick(roll, near).id
          : shape.type === 'string' && path === 'q'
            ? pick(roll, words)
            : undefined;
      const wishes = nth === 0 ? {} : (made(door.shape, roll, bend) as Record<string, unknown>);
      const path = Object.fromEntries(
        door.params.map((p) => [p, p === 'id' ? pick(roll, fits).id : pick(roll, near).id]),
      );
      return { door, ask: request(door, { ...wishes, ...path }) };
    });
  });
}

/** What an answer says: of packages, the text of their parts without the time at which they were made. */
export async function content(reply: Reply): Promise<string> {
  if (!/zip|officedocument/.test(reply.type) || reply.status !== 200) return `${reply.status} ${reply.text}`;
  const parts = await openPackage(reply.bytes, () => true);
  const inner = [...parts].map(async ([name, bytes]) => {
    const nested = /\.(docx|xlsx|zip)$/.test(name);
    return `${name} ${nested ? await content({ ...reply, bytes }) : bytes.toString('utf8')}`;
  });
  return (await Promise.all(inner)).join('\n').replace(/<dcterms:\w+[^>]*>[^<]*</g, '<');
}

export const answers = async (who: Visitor, asks: readonly { ask: Ask }[]): Promise<string[]> => {
  const all: string[] = [];
  for (const { ask } of asks) all.push(await content(await who.ask(ask)));
  return all;
};
