// Foreign bytes are opened in a process of their own, bounded in time and memory: what exhausts it ends it and nothing else.
import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Problem } from '@anlan/contract';
import type { Jobs, Question, Reply, Told } from './answering.ts';

export { answering } from './answering.ts';
export { meanwhile } from './meanwhile.ts';

/** Why there is no answer: the job's own code, or ours: it took too long, took too much, or ended the process. */
export class ApartError extends Error {
  readonly code: string;
  readonly told: Told;
  constructor(told: Told) {
    super(told.message);
    this.code = told.code;
    this.told = told;
  }

  /** The refusal that the job threw; where it threw none, one of this code and sentence. */
  problem(code: string, sentence: string): Problem {
    const { status } = this.told;
    return typeof status === 'number' ? new Problem(this.code, status, this.message) : new Problem(code, 400, sentence);
  }
}

/** What one question may cost: milliseconds, and megabytes of the whole process. */
export type Bounds = { ms: number; megabytes: number };
export type Apart<J extends Jobs> = {
  /** Asks for a job; what goes in and comes out is copied. Questions wait for one another. @throws ApartError */
  ask<K extends keyof J & string>(job: K, input: Parameters<J[K]>[0]): Promise<Awaited<ReturnType<J[K]>>>;
};

const IDLE_MS = 120_000;
const START_MS = 30_000;
const LOOK_MS = 50;
/** It may take all the time that nobody else wants. */
const NICE = 5;

/** The process that does the jobs of the file which `load` imports; it starts with the first question and ends when nobody asks. */
export function apart<J extends Jobs>(load: () => Promise<{ here: string }>, { ms, megabytes }: Bounds): Apart<J> {
  let child: Promise<ChildProcess> | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let asked = 0;

  async function put(job: string, input: unknown): Promise<unknown> {
    clearTimeout(idle);
    let at: ChildProcess | undefined;
    let reply: Reply;
    try {
      at = await (child ??= started());
      hold(at, true);
      reply = await answerOf(at, { id: (asked += 1), job, input }, { ms, megabytes });
    } catch (error) {
      letGo();
      throw error;
    } finally {
      if (at) hold(at, false);
      idle = setTimeout(letGo, IDLE_MS).unref();
    }
    if ('told' in reply) throw new ApartError(reply.told);
    return reply.answer;
  }

  function started(): Promise<ChildProcess> {
    const own = start(load, megabytes);
    const gone = () => {
      if (child === own) child = null;
    };
    own.then((at) => at.once('exit', gone), gone);
    return own;
  }

  function letGo(): void {
    void child?.then((gone) => gone.kill('SIGKILL')).catch(() => {});
    child = null;
  }

  return {
    ask<K extends keyof J & string>(job: K, input: Parameters<J[K]>[0]) {
      const next = turn.then(() => put(job, input)) as Promise<Awaited<ReturnType<J[K]>>>;
      turn = next.catch(() => {});
      return next;
    },
  };
}

async function start(load: () => Promise<{ here: string }>, megabytes: number): Promise<ChildProcess> {
  const { here } = await load();
  const child = fork(fileURLToPath(here), [here], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV },
    // Tests run from the sources, which plain Node does not read.
    execArgv: [`--max-old-space-size=${megabytes}`, ...(here.endsWith('.ts') ? ['--import', 'tsx'] : [])],
  });
  child.on('error', () => {});
  if (child.pid !== undefined) setPriority(child.pid, NICE);
  await heard(child, START_MS, (message) => message === 'ready');
  return child;
}

async function answerOf(child: ChildProcess, question: Question, { ms, megabytes }: Bounds): Promise<Reply> {
  let open = true;
  const look = async () => {
    const found = await residentOf(child.pid);
    if (!open || found <= megabytes) return;
    child.emit('error', ours('bomb'));
    child.kill('SIGKILL');
  };
  const watch = setInterval(() => void look(), LOOK_MS);
  try {
    const answer = heard(child, ms, (message) => (message as Reply).id === question.id);
    child.send(question, (error) => error && child.emit('error', error));
    return (await answer) as Reply;
  } finally {
    open = false;
    clearInterval(watch);
  }
}

const SAID = { 'too-slow': 'took too long', bomb: 'took too much memory', damaged: 'ended the process' } as const;
const ours = (code: keyof typeof SAID) => new ApartError({ code, message: SAID[code] });

/** The first message that is wanted. @throws ApartError when there is none in time */
function heard(child: ChildProcess, ms: number, wanted: (message: unknown) => boolean): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const end = (then: () => void) => {
      clearTimeout(timer);
      child.off('message', hear).off('error', died).off('exit', died);
      then();
    };
    const hear = (message: unknown) => wanted(message) && end(() => resolve(message));
    const died = (why: unknown) => end(() => reject(why instanceof ApartError ? why : ours('damaged')));
    const timer = setTimeout(() => died(ours('too-slow')), ms);
    child.on('message', hear).on('error', died).on('exit', died);
  });
}

/** Megabytes in memory, where the system tells; native code and buffers lie outside the heap that Node itself bounds. */
async function residentOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024;
}

/** Whether our own process waits for it before it ends. */
function hold(child: ChildProcess, wanted: boolean): void {
  if (wanted) {
    child.ref();
    child.channel?.ref();
  } else {
    child.unref();
    child.channel?.unref();
  }
}
