// Many files as one ZIP, streamed: what a module gathers for whoever wants all of it at once.
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';
import { allow } from '../access/guard.ts';
import { makeCtx } from '../ctx/index.ts';
import type { BundleRoute } from '../record/index.ts';
import { zip } from '../sheet/zip.ts';
import type { Kernel } from './kernel.ts';
import { inWords } from './mount.ts';
import { memberFor } from './session.ts';

/** The same name twice in one ZIP loses a file: the second gets a number. */
function named(names: Set<string>, name: string): string {
  const dot = name.lastIndexOf('.') > name.lastIndexOf('/') ? name.lastIndexOf('.') : name.length;
  for (let n = 1; ; n++) {
    const tried = n === 1 ? name : `${name.slice(0, dot)}（${n}）${name.slice(dot)}`;
    if (names.has(tried)) continue;
    names.add(tried);
    return tried;
  }
}

/** No part of a name leads out of the folder that it is unpacked into. */
const harmless = (part: string) => part.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/, '_') || '_';

export function mountBundle(app: FastifyInstance, kernel: Kernel, { path: url, access, summary, run }: BundleRoute) {
  app.get(
    url,
    { config: { declared: { method: 'GET', url, access, summary } }, schema: { summary } },
    async (request, reply) => {
      const me = await memberFor(kernel, request);
      allow(me, access, summary);
      const ctx = makeCtx(kernel.app.as(me.actor), me, kernel.clock, kernel.store);
      const asked = { ...(request.query as object), ...(request.params as object) };
      const { title, files } = await inWords(run(ctx, asked));
      const names = new Set<string>();
      const entries = files.map(({ folder, name, sha256 }) => ({
        name: named(names, [folder, name].map(harmless).join('/')),
        chunks: { [Symbol.asyncIterator]: () => kernel.store.read(sha256)[Symbol.asyncIterator]() },
      }));
      const out = new PassThrough();
      void reply
        .header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent(`${title}-${ctx.today}.zip`)}`,
        )
        .header('cache-control', 'private, no-store')
        .type('application/zip')
        .send(out);
      pipeline(Readable.from(zip(entries)), out).catch((error: unknown) => out.destroy(error as Error));
      return reply;
    },
  );
}
