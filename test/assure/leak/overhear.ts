// An open screen: everything the live stream says to one person until it is ended.
import type { World } from '@anlan/kernel/testing';
import type { Visitor } from './visitor.ts';

/** What a screen waits for news that have been told already, milliseconds. */
const LINGER = 1500;

export async function overhear(w: World, who: Visitor): Promise<{ name: string; end(): Promise<string> }> {
  const reply = await w.app.inject({
    method: 'GET',
    url: '/api/live',
    headers: who.cookie ? { cookie: who.cookie } : {},
    payloadAsStream: true,
  });
  let heard = '';
  const stream = reply.stream();
  stream.on('data', (bytes: Buffer) => (heard += bytes.toString()));
  return {
    name: who.name,
    async end() {
      await new Promise((done) => setTimeout(done, LINGER));
      stream.destroy();
      return heard;
    },
  };
}
