// The process that opens files of notices: what they are packed in, and their pages of text.
import { answering } from '@anlan/kernel/apart';
import type { NoticeDocument } from './document.ts';

export const here = import.meta.url;

async function jobs() {
  const { readDocument } = await import('./index.ts');
  return {
    read: ({ bytes, name }: { bytes: Uint8Array; name: string }): Promise<NoticeDocument> => readDocument(bytes, name),
  };
}
export type NoticeJobs = Awaited<ReturnType<typeof jobs>>;

answering(here, jobs);
