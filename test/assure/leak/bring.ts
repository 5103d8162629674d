// A file put to a record behind the scenes, for what only looks at who may see it.
import { Readable } from 'node:stream';
import type { World } from '@anlan/kernel/testing';
import { v7 } from 'uuid';

/** Keeps `name` with its name as content, attached to the record; gives the file's id. */
export async function toFile(w: World, recordId: string, name: string): Promise<string> {
  const { db, now, store } = w.system;
  const bytes = Buffer.from(name);
  const { sha256, size } = await store.put(Readable.from([bytes]), {
    limit: 1000,
    inspect: () => Promise.resolve(null),
  });
  const id = v7();
  await db
    .insertInto('file')
    .values({
      id,
      name,
      sha256,
      size,
      type: 'text/plain',
      uploaded_by: null,
      uploaded_by_name: '试用',
      uploaded_at: now,
    })
    .execute();
  await db.insertInto('attachment').values({ record_id: recordId, file_id: id, timeline_id: null, sort: 0 }).execute();
  return id;
}
