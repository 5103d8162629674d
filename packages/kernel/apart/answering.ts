// The other side: a file of jobs that answers when it was started to, and does nothing when it is only imported.

/** Each job takes one value that can be copied and gives one. */
export type Jobs = Readonly<Record<string, (input: never) => Promise<unknown>>>;
/** What is left of an error on its way: its code, its sentence and its plain properties. */
export type Told = { code: string; message: string } & Readonly<Record<string, unknown>>;
export type Question = { id: number; job: string; input: unknown };
export type Reply = { id: number; answer: unknown } | { id: number; told: Told };

/** Without a code of its own an error is a defect of the bytes: whoever made them made the reader stumble. */
function told(error: unknown): Told {
  const plain: Record<string, unknown> = typeof error === 'object' && error ? { ...error } : {};
  const code = typeof plain['code'] === 'string' && !plain['code'].startsWith('ERR_') ? plain['code'] : 'damaged';
  const kept = Object.entries(plain).filter(([, v]) => ['string', 'number', 'boolean'].includes(typeof v));
  return { ...Object.fromEntries(kept), code, message: error instanceof Error ? error.message : String(error) };
}

/** Answers questions where the process was started for the file `here` (its `import.meta.url`); `open` loads the jobs. */
export function answering(here: string, open: () => Promise<Jobs>): void {
  if (!process.send || process.argv[2] !== here) return;
  const send = (reply: Reply) => process.send?.(reply);
  const serve = async () => {
    const jobs = await open();
    const answer = async ({ id, job, input }: Question) => {
      try {
        send({ id, answer: await jobs[job]!(input as never) });
      } catch (error) {
        send({ id, told: told(error) });
      }
    };
    process.on('disconnect', () => process.exit());
    process.on('message', (question: Question) => void answer(question));
    process.send?.('ready');
  };
  void serve();
}
