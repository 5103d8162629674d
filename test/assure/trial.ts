// What a trial of assurance is: a promise tried n times by the dice of a seed, and the faults that must turn it red.

/** A fault put into the product: the guard that is taken away, as text in one of its sources. */
export type Plant = {
  /** Which guard is missing, in a few Chinese words: it stands in the published table. */
  name: string;
  /** Each text must stand exactly once in its file (from the root of the repository), or the plant itself is a failure. */
  patch: readonly { file: string; find: string; replace: string }[];
  /** How often the trial runs with it; default the small count. */
  n?: number;
};

/** What a trial is given. */
export type Stand = {
  n: number;
  seed: number;
  /** The dice of the seed: from 0 up to 1. */
  roll: () => number;
  /** An empty folder of its own, removed afterwards; any user may enter it. */
  dir: string;
  /** The built server's main.js, with the planted fault in it where there is one. */
  server: string;
  /** The full count was asked for: legs that compare times run, and programs that are missing are a fault. */
  full: boolean;
};

export type Outcome = {
  /** What went wrong, each in a few words; empty is a pass. */
  faults: readonly string[];
  /** Counts and measurements for the published line: `lost 0`, `cells 4312`. */
  figures: Readonly<Record<string, number | string>>;
};

export type Trial = {
  /** `T1`, as docs/assurance counts them; `T20b` for a part. */
  id: string;
  /** What is promised, in one Chinese line. */
  title: string;
  /** Counts: how often in `npm test` (0: not there), how often in `npm run assure`. */
  small: number;
  full: number;
  /** Milliseconds the small run may take in `npm test`; default 60,000. */
  patience?: number;
  /** Debian packages whose programs the full run wants; without them it says so and the trial is not counted. */
  needs?: readonly string[];
  run(stand: Stand): Promise<Outcome>;
  /** At least one: a trial that cannot turn red proves nothing. */
  plants: readonly Plant[];
};
