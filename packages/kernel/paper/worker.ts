// The process that opens papers that came from outside: pages of scans with their marks, and layouts of .docx.
import { answering } from '../apart/answering.ts';
import type { PageMark } from './scan.ts';

export const here = import.meta.url;

async function jobs() {
  const [{ jpegOf, openPages }, { readPage }, { checkLayout }] = await Promise.all([
    import('./pages.ts'),
    import('./scan.ts'),
    import('./check/index.ts'),
  ]);
  return {
    async count({ bytes, name }: { bytes: Uint8Array; name: string }): Promise<number> {
      const pages = await openPages(bytes, name);
      await pages.close();
      return pages.count;
    },
    /** Null past the last page. */
    async page({ bytes, name, n }: { bytes: Uint8Array; name: string; n: number }) {
      const pages = await openPages(bytes, name);
      try {
        if (n > pages.count) return null;
        const page = await pages.page(n);
        const mark: PageMark | null = await readPage(page);
        return { count: pages.count, picture: await jpegOf(page), mark };
      } finally {
        await pages.close();
      }
    },
    faults: ({ bytes }: { bytes: Uint8Array }) => checkLayout(bytes),
  };
}
export type PaperJobs = Awaited<ReturnType<typeof jobs>>;

answering(here, jobs);
