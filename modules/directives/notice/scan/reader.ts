// Asks the reading thread, one question at a time; a thread that hangs or dies is replaced, one that idles is let go.
import { Worker } from 'node:worker_threads';
import { NoticeError, type NoticeErrorCode } from '../error.ts';
import type { ScanPage } from './page.ts';
import type { Answer, Question, Reply } from './thread.ts';

/** A scanned file: `key` is its hash, `load` gives its bytes when the thread has another one open. */
export type ScanFile = { key: string; load(): Promise<Uint8Array> };

const MOST_MS = 90_000;
const IDLE_MS = 120_000;
const MOST_MEGABYTES = 800;

type Thread = { worker: Worker; open: string | null };
let thread: Promise<Thread> | null = null;
let turn: Promise<unknown> = Promise.resolve();
let idle: NodeJS.Timeout | undefined;
let asked = 0;

/** How many pages the file has. @throws NoticeError `damaged`, `encrypted`, `too-many-pages` */
export const countPages = async (file: ScanFile): Promise<number> =>
  ((await ask(file, { what: 'count' })) as { count: number }).count;

/** Page `n` (from 1) as words, and as the picture (WebP) that they were read from. @throws NoticeError */
export const readScanPage = (file: ScanFile, n: number) =>
  ask(file, { what: 'read', page: n }) as Promise<{ page: ScanPage; picture: Uint8Array }>;

/** Page `n` turned by so many degrees, as a picture (WebP). @throws NoticeError */
export const pictureOfPage = async (file: ScanFile, n: number, degrees: number): Promise<Uint8Array> =>
  ((await ask(file, { what: 'picture', page: n, turn: degrees })) as { picture: Uint8Array }).picture;

function ask(file: ScanFile, what: Question['ask']): Promise<Answer> {
  const next = turn.then(() => put(file, what));
  turn = next.catch(() => {});
  return next;
}

async function put(file: ScanFile, what: Question['ask']): Promise<Answer> {
  clearTimeout(idle);
  const at = await (thread ??= start());
  const { worker } = at;
  const question: Question = { id: (asked += 1), key: file.key, ask: what };
  if (at.open !== file.key) question.bytes = await file.load();
  worker.ref();
  try {
    const reply = await answerOf(worker, question);
    if ('code' in reply) throw new NoticeError(reply.code as NoticeErrorCode);
    at.open = file.key;
    return reply.answer;
  } catch (error) {
    at.open = null;
    if (!(error instanceof NoticeError) || error.code === 'too-slow') await letGo();
    throw error;
  } finally {
    worker.unref();
    idle = setTimeout(() => void letGo(), IDLE_MS).unref();
  }
}

function answerOf(worker: Worker, question: Question): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(() => reject(new NoticeError('too-slow'))), MOST_MS);
    const heard = (reply: Reply) => reply.id === question.id && end(() => resolve(reply));
    const died = (why: unknown) =>
      end(() => reject(why instanceof Error ? why : new Error(`the reading thread ended with ${String(why)}`)));
    const end = (then: () => void) => {
      clearTimeout(timer);
      worker.off('message', heard).off('error', died).off('exit', died);
      then();
    };
    worker.on('message', heard).on('error', died).on('exit', died);
    worker.postMessage(question);
  });
}

async function start(): Promise<Thread> {
  const { here } = await import('./thread.ts');
  const worker = new Worker(here.endsWith('.ts') ? fromSources(here) : new URL(here), {
    eval: here.endsWith('.ts'),
    workerData: { reads: 'pages' },
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
    stdout: true,
    stderr: true,
  });
  worker.on('error', () => {});
  return { worker, open: null };
}

/** Tests run from the sources, which plain Node does not read. */
const fromSources = (place: string): string =>
  `import('tsx/esm/api').then((tsx) => (tsx.register(), import(${JSON.stringify(place)})))`;

async function letGo(): Promise<void> {
  const gone = thread;
  thread = null;
  await (await gone)?.worker.terminate();
}
