// Argon2id through a small queue, so that a wave of sign-ins cannot take the machine.
import { hash, verify } from '@node-rs/argon2';
import { Problem } from '@anlan/contract';

/** 19 MiB, two passes, one lane: the floor that OWASP recommends for Argon2id. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const AT_ONCE = 2;
const QUEUE = 20;
let running = 0;
const waiting: (() => void)[] = [];

async function turn<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) running++;
  else if (waiting.length >= QUEUE) throw new Problem('busy', 503, '登录的人较多，请稍等几秒再试。', { retryAfter: 3 });
  // Whoever ends hands his place over: nobody slips in between.
  else await new Promise<void>((go) => waiting.push(go));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

export const hashPassword = (password: string) => turn(() => hash(password, OPTIONS));

/** A hash of nothing anybody types: compared with when the account does not exist, so that both take as long. */
let decoy: Promise<string> | undefined;

/** Whether `password` fits; takes as long for an unknown account (`stored` undefined). */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hash('nobody-has-this-password', OPTIONS);
  // Known accounts wait for it, too: the first of all tries tells nothing either.
  const nobody = await decoy;
  const fits = await turn(() => verify(stored ?? nobody, password));
  return stored !== undefined && fits;
}
