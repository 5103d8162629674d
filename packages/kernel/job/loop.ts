// A thing done again and again, never twice at once, that survives its own errors and ends when told.

export type Loop = { stop(): Promise<void> };

/** Does `work`, calls `done`, rests for as many milliseconds as `work` answered, and so on; after an error it rests a second. */
export function loop(work: () => Promise<number>, onError: (error: unknown) => void, done: () => void): Loop {
  let stopped = false;
  let wake = () => {};
  const run = async () => {
    while (!stopped) {
      let rest = 1_000;
      try {
        rest = await work();
        done();
      } catch (error) {
        onError(error);
      }
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, rest);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const ended = run();
  return {
    stop() {
      stopped = true;
      wake();
      return ended;
    },
  };
}
