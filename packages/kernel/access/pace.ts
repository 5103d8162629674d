// One password tried on many accounts: slowed by the address that it comes from, and all strangers together.
import { Problem } from '@anlan/contract';

/** Wrong tries that cost nothing, at which the door shuts, and how many are forgiven a second. */
const ADDRESS = { free: 10, most: 30, forgiven: 1 / 30 };
const EVERYBODY = { free: 100, most: 200, forgiven: 2 };
/** The first wait and the longest, milliseconds. */
const FIRST = 200;
const LONGEST = 5_000;
/** Addresses remembered; the longest quiet is forgotten first. */
const REMEMBERED = 10_000;

type Debt = { wrong: number; at: number };
type Bucket = typeof ADDRESS;

const owed = (debt: Debt | undefined, { forgiven }: Bucket, now: number) =>
  debt ? Math.max(0, debt.wrong - ((now - debt.at) / 1000) * forgiven) : 0;

function shut(wrong: number, { most, forgiven }: Bucket) {
  if (wrong < most) return;
  const retryAfter = Math.ceil((wrong - most + 1) / forgiven);
  throw new Problem('too-many-tries', 429, '这个网络地址输错的次数太多，请过一会儿再试。', { retryAfter });
}

const wait = (wrong: number, { free }: Bucket) =>
  wrong < free ? 0 : Math.min(LONGEST, FIRST * 2 ** Math.min(10, Math.floor(wrong - free)));

export type Pace = {
  /** Waits in proportion to what went wrong before. @throws 429 with the seconds after which to ask again */
  before(address: string): Promise<void>;
  failed(address: string): void;
};

/** `now` in milliseconds; `pause` waits, in tests it need not. */
export function openPace(now: () => number, pause: (ms: number) => Promise<void>): Pace {
  const addresses = new Map<string, Debt>();
  let everybody: Debt = { wrong: 0, at: now() };
  const look = (address: string) => {
    const at = now();
    const [one, all] = [owed(addresses.get(address), ADDRESS, at), owed(everybody, EVERYBODY, at)];
    shut(one, ADDRESS);
    shut(all, EVERYBODY);
    return Math.max(wait(one, ADDRESS), wait(all, EVERYBODY));
  };
  return {
    async before(address) {
      const ms = look(address);
      if (ms === 0) return;
      await pause(ms);
      look(address);
    },
    failed(address) {
      const at = now();
      const wrong = owed(addresses.get(address), ADDRESS, at) + 1;
      addresses.delete(address);
      addresses.set(address, { wrong, at });
      if (addresses.size > REMEMBERED) addresses.delete(addresses.keys().next().value!);
      everybody = { wrong: owed(everybody, EVERYBODY, at) + 1, at };
    },
  };
}
