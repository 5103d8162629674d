// The server faces of the modules in the registry.
import type { AnyServer } from '@anlan/kernel/record';
import { registry } from '@anlan/modules/registry.ts';

const faces = import.meta.glob<{ server: AnyServer }>('../../modules/*/server.ts');

/** Loads `modules/<id>/server.ts` of every module, in the order of the menu. */
export async function loadServers(): Promise<AnyServer[]> {
  return Promise.all(
    registry.map(async ({ id }) => {
      const face = faces[`../../modules/${id}/server.ts`];
      if (!face) throw new Error(`modules/${id} has no server.ts`);
      return (await face()).server;
    }),
  );
}
