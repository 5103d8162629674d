// How far a long work is, with an estimate: one line that is written over on a terminal, a line now and then elsewhere.
const EVERY_MS = 5_000;

export class Progress {
  readonly #began = performance.now();
  #told = 0;
  #share = 0;

  /** `share` of the whole is done, from 0 to 1. */
  step(what: string, share: number) {
    this.#share = share;
    const now = performance.now();
    if (now - this.#told < (process.stdout.isTTY ? 500 : EVERY_MS)) return;
    this.#told = now;
    const left = share > 0.02 ? ((now - this.#began) * (1 - share)) / share / 1000 : null;
    const line = `  ${what}　${Math.floor(share * 100)}%${left === null ? '' : `　还需约 ${inWords(left)}`}`;
    process.stdout.write(process.stdout.isTTY ? `\r\u001b[2K${line}` : `${line}\n`);
  }

  end() {
    if (process.stdout.isTTY && this.#share > 0) process.stdout.write('\r\u001b[2K');
  }
}

const inWords = (seconds: number) =>
  seconds < 60 ? `${Math.ceil(seconds)} 秒` : `${Math.floor(seconds / 60)} 分 ${Math.round(seconds % 60)} 秒`;
