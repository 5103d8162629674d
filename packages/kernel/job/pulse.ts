// The worker's signs of life: each of its parts says that it came round, and a silence is measured and complained of.
import type { Log } from './log.ts';

/** Seconds of silence that are an alarm. */
export const SILENCE = 60;
const LOOK_MS = 5_000;

export type Pulse = {
  /** A part of the worker came round. */
  beat(part: string): void;
  /** It stops on purpose: nobody waits for its signs any more. */
  end(): void;
};

type Life = { silent(): number };
const lives = new Set<Life>();

/** Seconds since the most silent part of this server's worker came round; 0 where none is at work. */
export const workerSilence = (): number => Math.max(0, ...[...lives].map((life) => life.silent()));

/** Begins to listen for `parts`; a silence of a minute is one line in the log, and so is its end. */
export function openPulse(parts: readonly string[], log: Log): Pulse {
  const heard = new Map(parts.map((part) => [part, performance.now()]));
  const life: Life = { silent: () => (performance.now() - Math.min(...heard.values())) / 1000 };
  lives.add(life);
  let alarmed = false;
  const looking = setInterval(() => {
    const seconds = life.silent();
    if (seconds >= SILENCE === alarmed) return;
    alarmed = !alarmed;
    if (!alarmed) return log.warn('后台处理已恢复。The worker is at work again.');
    const [part] = [...heard].toSorted(([, a], [, b]) => a - b)[0]!;
    log.error(
      `后台处理已 ${Math.round(seconds)} 秒没有动静（${part}），提醒和后续处理会推迟；请查看数据库是否正常，仍不恢复请重新启动。The worker is silent.`,
    );
  }, LOOK_MS);
  looking.unref();
  return {
    beat: (part) => void heard.set(part, performance.now()),
    end() {
      clearInterval(looking);
      lives.delete(life);
    },
  };
}
