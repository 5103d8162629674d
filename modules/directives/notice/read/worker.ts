// The process that opens files of notices: what they are packed in, and their pages of text.
import { answering } from '@anlan/kernel/apart';
import { type Entry, directoryOf } from '../../match.ts';
import type { Notice } from '../schema.ts';
import type { NoticeDocument } from './document.ts';

export const here = import.meta.url;

async function jobs() {
  const [{ readDocument }, { parse }] = await Promise.all([import('./index.ts'), import('../parse/parse.ts')]);
  return {
    read: ({ bytes, name }: { bytes: Uint8Array; name: string }): Promise<NoticeDocument> => readDocument(bytes, name),
    parse: async ({ document, entries }: { document: NoticeDocument; entries: readonly Entry[] }): Promise<Notice> =>
      parse(document, directoryOf(entries)),
  };
}
export type NoticeJobs = Awaited<ReturnType<typeof jobs>>;

answering(here, jobs);
