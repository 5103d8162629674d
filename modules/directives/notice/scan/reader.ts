// Asks the reading process, one question at a time; one that hangs or dies is replaced, one that idles is let go.
import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { NoticeError, type NoticeErrorCode } from '../error.ts';
import type { ScanPage } from './page.ts';
import type { Answer, Question, Reply } from './worker.ts';

/** A scanned file: `key` is its hash, `load` gives its bytes when the process has another one open. */
export type ScanFile = { key: string; load(): Promise<Uint8Array> };

const MOST_MS = 300_000;
const IDLE_MS = 120_000;
const MOST_MEGABYTES = 800;

/** Reading may take all the time that nobody else wants. */
const NICE = 5;

type Reader = { process: ChildProcess; open: string | null };
let reader: Promise<Reader> | null = null;
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
  const at = await (reader ??= start());
  const question: Question = { id: (asked += 1), key: file.key, ask: what };
  if (at.open !== file.key) question.bytes = await file.load();
  hold(at.process, true);
  try {
    const reply = await answerOf(at.process, question);
    if ('code' in reply) throw new NoticeError(reply.code as NoticeErrorCode);
    at.open = file.key;
    return reply.answer;
  } catch (error) {
    at.open = null;
    if (!(error instanceof NoticeError) || error.code === 'too-slow') await letGo();
    throw error;
  } finally {
    hold(at.process, false);
    idle = setTimeout(() => void letGo(), IDLE_MS).unref();
  }
}

function answerOf(process: ChildProcess, question: Question): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(() => reject(new NoticeError('too-slow'))), MOST_MS);
    const heard = (reply: unknown) => (reply as Reply).id === question.id && end(() => resolve(reply as Reply));
    const died = (why: unknown) =>
      end(() => reject(why instanceof Error ? why : new Error(`the reading process ended with ${String(why)}`)));
    const end = (then: () => void) => {
      clearTimeout(timer);
      process.off('message', heard).off('error', died).off('exit', died);
      then();
    };
    process.on('message', heard).on('error', died).on('exit', died);
    process.send(question, (error) => error && died(error));
  });
}

/** A process of its own: what goes wrong in the models' native code, or takes too much memory, ends it and nothing else. */
async function start(): Promise<Reader> {
  const { here, READS } = await import('./worker.ts');
  const child = fork(fileURLToPath(here), [READS], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // Tests run from the sources, which plain Node does not read.
    execArgv: [`--max-old-space-size=${MOST_MEGABYTES}`, ...(here.endsWith('.ts') ? ['--import', 'tsx'] : [])],
  });
  child.on('error', () => {});
  if (child.pid !== undefined) setPriority(child.pid, NICE);
  return { process: child, open: null };
}

/** Whether our own process waits for it before it ends. */
function hold(process: ChildProcess, wanted: boolean): void {
  if (wanted) {
    process.ref();
    process.channel?.ref();
  } else {
    process.unref();
    process.channel?.unref();
  }
}

async function letGo(): Promise<void> {
  const gone = reader;
  reader = null;
  (await gone)?.process.kill('SIGKILL');
}
