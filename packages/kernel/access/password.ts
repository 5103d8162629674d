// Argon2id through a small queue, so that a wave of sign-ins cannot take the machine.
import { hash, verify } from '@node-rs/argon2';
import { Problem } from '@anlan/contract';

/** 19 MiB, two passes, one lane: the floor that OWASP recommends for Argon2id. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

let running = 0;
const waiting: (() => void)[] = [];

async function turn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= 2) {
    if (waiting.length >= 20) throw new Problem('busy', 503, '登录的人较多，请稍等几秒再试。');
    await new Promise<void>((go) => waiting.push(go));
  }
  running++;
  try {
    return await work();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

export const hashPassword = (password: string) => turn(() => hash(password, OPTIONS));

/** A hash of nothing anybody types: compared with when the account does not exist, so that both take as long. */
let decoy: Promise<string> | undefined;

/** Whether `password` fits; takes as long for an unknown account (`stored` undefined). */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  decoy ??= hash('nobody-has-this-password', OPTIONS);
  const against = stored ?? (await decoy);
  const fits = await turn(() => verify(against, password));
  return stored !== undefined && fits;
}
