// T33: the door does not say which accounts there are, neither in words nor by how long it takes.
import { world } from '../../world.ts';
import { median, mannWhitney } from '../access/rank.ts';
import { knock } from '../access/door.ts';
import type { Trial } from '../trial.ts';

/** Above this the two rows may well be one. */
const LIKELY = 0.01;
/** A difference of medians that nobody sees through a network, milliseconds. */
const UNSEEN = 2;
/** Further names, each tried past the tenth time: a resting door reads alike, too. */
const RESTING = 12;

export const trial: Trial = {
  id: 'T33',
  title: '账号有没有，从登录的应答和快慢都看不出来',
  small: 12,
  full: 2_000,
  patience: 120_000,
  async run({ n, full, roll }) {
    const w = await world();
    const faults: string[] = [];
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    const bodies = new Set<string>();
    const names = { known: 'juzhang', unknown: 'juzhanh' };
    try {
      const forget = () => w.system.db.deleteFrom('sign_in_try').execute();
      const ask = async (who: keyof typeof names, i: number) => {
        const began = performance.now();
        const { status, body } = await knock(
          w,
          { account: names[who], password: `no-${i}` },
          `10.${i >> 8}.${i & 255}.${who === 'known' ? 1 : 2}`,
        );
        return { took: performance.now() - began, body: `${status} ${body}` };
      };
      for (let i = 0; i < n; i++) {
        await forget();
        // Which comes first is thrown anew each time: whatever warms up warms up for both.
        const order = roll() < 0.5 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
        for (const who of order) {
          const { took, body } = await ask(who, i);
          times[who].push(took);
          bodies.add(body);
        }
        // Everybody's allowance for wrong tries must not be what is measured.
        if (i % 50 === 49) await w.clock.to(dayAfter(w.clock.now()));
      }
      if (bodies.size !== 1) faults.push(`${bodies.size} different answers`);
      await forget();
      const rest = { known: [] as string[], unknown: [] as string[] };
      for (const who of ['known', 'unknown'] as const)
        for (let i = 0; i < RESTING; i++) rest[who].push((await ask(who, n + i)).body);
      if (JSON.stringify(rest.known) !== JSON.stringify(rest.unknown)) faults.push('a resting door reads unlike');
    } finally {
      await w.close();
    }
    const p = mannWhitney(times.known, times.unknown);
    const apart = Math.abs(median(times.known) - median(times.unknown));
    if (full && p <= LIKELY && apart >= UNSEEN) faults.push(`p ${p.toFixed(4)}, medians ${apart.toFixed(2)} ms apart`);
    return {
      faults,
      figures: { each: n, answers: bodies.size, p: p.toFixed(3), apartMs: apart.toFixed(2) },
    };
  },
  plants: [
    {
      name: '不存在的账号另有说法',
      patch: [
        {
          file: 'packages/kernel/access/sign-in.ts',
          find: 'if (!account || account.disabled || !fits) throw wrong(refused());',
          replace:
            "if (!account) throw new Problem('unknown', 401, '没有这个账号。');\n  if (account.disabled || !fits) throw wrong(refused());",
        },
      ],
    },
    {
      name: '不存在的账号不计次数',
      patch: [
        {
          file: 'packages/kernel/access/sign-in.ts',
          find: 'const rests = await takeTry(db, gate, now);',
          replace: 'const rests = account ? await takeTry(db, gate, now) : null;',
        },
      ],
    },
  ],
};

const dayAfter = (at: Date) => new Date(at.getTime() + 86_400_000).toISOString().slice(0, 10);
