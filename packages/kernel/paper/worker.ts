// The process that opens papers that came from outside: pages of scans with their marks, and layouts of .docx.
import { answering } from '../apart/answering.ts';

export const here = import.meta.url;

type File = { bytes: Uint8Array; name: string };
const opened = async ({ bytes, name }: File) => (await import('./pages.ts')).openPages(bytes, name);

const jobs = {
  async count(file: File): Promise<number> {
    const pages = await opened(file);
    await pages.close();
    return pages.count;
  },
  /** Null past the last page. */
  async page({ n, ...file }: File & { n: number }) {
    const [{ jpegOf }, { readPage }] = await Promise.all([import('./pages.ts'), import('./scan.ts')]);
    const pages = await opened(file);
    try {
      if (n > pages.count) return null;
      const page = await pages.page(n);
      return { count: pages.count, picture: await jpegOf(page), mark: await readPage(page) };
    } finally {
      await pages.close();
    }
  },
  faults: async ({ bytes }: { bytes: Uint8Array }) => (await import('./check/index.ts')).checkLayout(bytes),
};
export type PaperJobs = typeof jobs;

answering(here, async () => jobs);
