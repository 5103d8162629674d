// The papers that a kind of record promises: each at its own address, for whoever may read the record.
import { type Route, recordPath } from '@anlan/contract';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { makePaper } from '../paper/index.ts';
import type { AnyServer, Kind } from '../record/index.ts';
import type { Kernel } from './kernel.ts';
import { mountRoute } from './mount.ts';

const Made = z.object({ fileId: z.uuid(), name: z.string(), code: z.string() });

/** @throws when a contract names a paper of which its server does not say what stands on it */
export function mountPapers(app: FastifyInstance, kernel: Kernel, kind: Kind, server: AnyServer) {
  const base = recordPath(kind.module, kind.kind);
  for (const [name, { label }] of Object.entries(kind.type.papers ?? {})) {
    const stands = server.papers?.[kind.kind]?.[name];
    if (!stands) throw new Error(`paper ${name} of ${kind.kind} has nothing to stand on it`);
    const route: Route = {
      method: 'POST',
      path: `${base}/:id/papers/${name}`,
      access: kind.type.read,
      summary: `制作${label}（${kind.type.title}）`,
      input: z.object({ id: z.uuid() }),
      output: Made,
    };
    mountRoute(app, kernel, route, (ctx, { id }: { id: string }) => makePaper(ctx, kind, id, name, stands), {
      kind: kind.kind,
    });
  }
}
