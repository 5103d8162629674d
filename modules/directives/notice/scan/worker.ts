// The process that reads pages: opens a file once, gives its pages as words and as pictures, keeps the models loaded.
import type { Models } from './models.ts';
import type { ScanPage } from './page.ts';
import type { PageSource } from './source.ts';

/** `bytes` come with the first question about a file. */
export type Question = {
  id: number;
  key: string;
  bytes?: Uint8Array | undefined;
  ask: { what: 'count' } | { what: 'read'; page: number } | { what: 'picture'; page: number; turn: number };
};
export type Answer = { count: number } | { page: ScanPage; picture: Uint8Array } | { picture: Uint8Array };
export type Reply = { id: number; answer: Answer } | { id: number; code: string };

/** Where this file lies, and what tells it that it was started to read. */
export const here = import.meta.url;
export const READS = '--read-pages';

async function serve(): Promise<void> {
  const [{ openSource }, { openModels }, { readPage }, { turned, webp }, { NoticeError }] = await Promise.all([
    import('./source.ts'),
    import('./models.ts'),
    import('./page.ts'),
    import('./picture.ts'),
    import('../error.ts'),
  ]);
  let open: { key: string; source: PageSource } | null = null;
  let models: Promise<Models> | null = null;

  async function answer({ key, bytes, ask }: Question): Promise<Answer> {
    if (open?.key !== key) {
      await open?.source.close();
      open = null;
      if (!bytes) throw new NoticeError('damaged');
      open = { key, source: await openSource(bytes) };
    }
    if (ask.what === 'count') return { count: open.source.pages };
    const picture = await open.source.page(ask.page);
    if (ask.what === 'picture') return { picture: await webp(await turned(picture, ask.turn)) };
    const { page, upright } = await readPage(await (models ??= openModels()), picture, ask.page);
    return { page, picture: await webp(upright) };
  }

  process.on('disconnect', () => process.exit());
  process.on('message', (question: Question) => {
    answer(question).then(
      (done) => process.send?.({ id: question.id, answer: done } satisfies Reply),
      (error: unknown) =>
        process.send?.({
          id: question.id,
          code: error instanceof NoticeError ? error.code : 'damaged',
        } satisfies Reply),
    );
  });
}

if (process.send && process.argv[2] === READS) void serve();
